package io.github.marginloss.core;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;

/**
 * Half the squared distance of features from the centers of their classes, l<sub>i</sub> = ½‖x<sub>i</sub> −
 * c<sub>y</sub>‖², with its gradients and the center step. Arguments are taken as checked.
 *
 * <p>The difference is taken first and kept exactly, as the sum of two doubles; the square is never expanded.
 *
 * <p>{@linkplain io.github.marginloss.core No API}.
 */
public final class ClassDistance implements Term {

    /** Rows that are one task. */
    private static final int ROWS = 64;

    /** More entries than this are worth several threads. */
    private static final int LARGE = 1 << 18;

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
        distance.forEachSample((difference, i) -> distance.losses[i] = difference.halfSquare());
        return distance;
    }

    @Override
    public Real loss(int i) {
        return losses[i];
    }

    @Override
    public void write(Real[] coefficients, GradientRows features, GradientRows centers, GradientRows bias) {
        if (features != null) {
            forEachSample((difference, i) -> difference.put(coefficients[i], features, i));
        }
        if (centers != null) {
            writeCenters(coefficients, count -> Real.ONE, centers);
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
        distance.writeCenters(ones, count -> Real.ONE.dividedBy(Real.of(1.0 + count)), rows);
        return result;
    }

    /** Hands x_i − c_y of every sample over. */
    private void forEachSample(ObjIntConsumer<Difference> body) {
        forEachRow(labels.length, () -> {
            Difference difference = new Difference(dimension);
            return i -> {
                difference.compute(features.data, i * dimension, centers.data, labels[i] * dimension);
                body.accept(difference, i);
            };
        });
    }

    /** Writes Σ_{i: y_i = j} a_i (c_j − x_i), each row times a factor that depends on the number of its samples. */
    private void writeCenters(Real[] coefficients, IntFunction<Real> factor, GradientRows target) {
        SamplesByClass samples = new SamplesByClass(labels, centers.numRows);
        forEachRow(centers.numRows, () -> {
            Difference difference = new Difference(dimension);
            RowSum sum = new RowSum(dimension);
            return label -> {
                add(label, samples, coefficients, difference, sum);
                sum.put(factor.apply(samples.end(label) - samples.begin(label)), target, label);
            };
        });
    }

    private void forEachRow(int rows, Supplier<IntConsumer> bodies) {
        try (Parallel parallel = Parallel.of((long) rows * dimension > LARGE)) {
            parallel.forEachRow(rows, ROWS, bodies);
        }
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
}
