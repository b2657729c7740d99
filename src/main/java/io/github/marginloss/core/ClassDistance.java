package io.github.marginloss.core;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.ejml.data.DMatrixRMaj;

/**
 * Half the squared distance of features from the centers of their classes, l<sub>i</sub> = ½‖x<sub>i</sub> − c<sub>y</sub>‖², with its gradients
 * and the center step. Arguments are taken as checked.
 *
 * <p>The difference is taken first and kept exactly, as the sum of two doubles; the square is never expanded.
 */
public final class ClassDistance implements Term {

    /** Rows that are one task. */
    private static final int ROWS = 64;

    private final DMatrixRMaj features;
    private final DMatrixRMaj centers;
    private final int[] labels;
    private final int dimension;
    private final Real[] losses;

    private ClassDistance(DMatrixRMaj features, DMatrixRMaj centers, int[] labels) {
        this.features = features;
        this.centers = centers;
        this.labels = labels;
        dimension = features.numCols;
        losses = new Real[labels.length];
    }

    /**
     * Computes the distances.
     *
     * @param features X, m×d. Not modified.
     * @param centers C, n×d. Not modified.
     * @param labels y. Not modified.
     * @return the term
     */
    public static ClassDistance of(DMatrixRMaj features, DMatrixRMaj centers, int[] labels) {
        ClassDistance distance = new ClassDistance(features, centers, labels);
        distance.forEachRow(labels.length, difference -> i -> {
            distance.fromCenter(difference, i);
            distance.losses[i] = difference.halfSquare();
        });
        return distance;
    }

    @Override
    public Real loss(int i) {
        return losses[i];
    }

    @Override
    public void write(Real[] coefficients, GradientRows features, GradientRows centers, GradientRows bias) {
        if (features != null) {
            forEachRow(labels.length, difference -> i -> {
                fromCenter(difference, i);
                difference.put(coefficients[i], features, i);
            });
        }
        if (centers != null) {
            SamplesByClass samples = new SamplesByClass(labels, this.centers.numRows);
            forEachRow(this.centers.numRows, difference -> {
                RowSum sum = new RowSum(dimension);
                return label -> {
                    add(label, samples, coefficients, difference, sum);
                    sum.put(Real.ONE, centers, label);
                };
            });
        }
    }

    /**
     * Returns Δc<sub>j</sub> = Σ<sub>i: y(i) = j</sub> (c<sub>j</sub> − x<sub>i</sub>) / (1 + N<sub>j</sub>).
     *
     * @param features X, m×d. Not modified.
     * @param centers C, n×d. Not modified.
     * @param labels y. Not modified.
     * @return Δc, n×d, a new matrix
     */
    public static DMatrixRMaj step(DMatrixRMaj features, DMatrixRMaj centers, int[] labels) {
        ClassDistance distance = new ClassDistance(features, centers, labels);
        Real[] ones = new Real[labels.length];
        Arrays.fill(ones, Real.ONE);
        DMatrixRMaj result = new DMatrixRMaj(centers.numRows, centers.numCols);
        GradientRows rows = GradientRows.of(result, centers.numRows, centers.numCols, false);
        SamplesByClass samples = new SamplesByClass(labels, centers.numRows);
        distance.forEachRow(centers.numRows, difference -> {
            RowSum sum = new RowSum(distance.dimension);
            return label -> {
                int count = samples.end(label) - samples.begin(label);
                distance.add(label, samples, ones, difference, sum);
                sum.put(Real.ONE.dividedBy(Real.of(1.0 + count)), rows, label);
            };
        });
        return result;
    }

    /** x_i − c_y. */
    private void fromCenter(Difference difference, int i) {
        difference.compute(features.data, i * dimension, centers.data, labels[i] * dimension);
    }

    /** sum = Σ_{i: y_i = j} a_i (c_j − x_i). */
    private void add(int label, SamplesByClass samples, Real[] coefficients, Difference difference, RowSum sum) {
        sum.clear();
        for (int k = samples.begin(label); k < samples.end(label); k++) {
            int i = samples.sample(k);
            difference.compute(centers.data, label * dimension, features.data, i * dimension);
            difference.addTo(sum, coefficients[i]);
        }
    }

    /** What is done with a row, with scratch memory of its own. */
    private interface Body {
        IntConsumer with(Difference scratch);
    }

    private void forEachRow(int rows, Body body) {
        boolean large = (long) rows * dimension > 1 << 18;
        Parallel.forEach((rows + ROWS - 1) / ROWS, large, () -> {
            IntConsumer one = body.with(new Difference(dimension));
            return task -> {
                for (int row = task * ROWS; row < Math.min(rows, (task + 1) * ROWS); row++) {
                    one.accept(row);
                }
            };
        });
    }
}
