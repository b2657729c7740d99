package io.github.marginloss.internal.center;

import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.kernel.RowSink;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.Difference;
import io.github.marginloss.internal.row.GradientRows;
import io.github.marginloss.internal.row.RowSum;
import io.github.marginloss.internal.row.SamplesByClass;
import io.github.marginloss.internal.row.Term;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/**
 * Half the squared distance of features to the centers of their classes, l<sub>i</sub> = ½‖x<sub>i</sub> −
 * c<sub>y</sub>‖², with its gradients and the center step. Arguments must have been checked.
 *
 * <p>The difference is taken first and kept exactly, as the sum of two doubles; the square is never expanded.
 */
public final class CenterTerm implements Term {

    /** Rows per task. */
    private static final int ROWS = 64;

    private final RowSource features;
    private final RowSource centers;
    private final int[] labels;
    private final int dimension;
    private final Real[] losses;

    private CenterTerm(RowSource features, RowSource centers, int[] labels) {
        this.features = features;
        this.centers = centers;
        this.labels = labels;
        dimension = features.columns();
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
    public static CenterTerm of(RowSource features, RowSource centers, int[] labels) {
        CenterTerm distance = new CenterTerm(features, centers, labels);
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
     * Writes Δc<sub>j</sub> = Σ<sub>i: y(i) = j</sub> (c<sub>j</sub> − x<sub>i</sub>) / (1 + N<sub>j</sub>).
     *
     * @param features X, m×d. Not modified.
     * @param centers C, n×d. Not modified.
     * @param labels y. Not modified.
     * @param target receives Δc, n×d. Modified.
     */
    public static void step(RowSource features, RowSource centers, int[] labels, RowSink target) {
        CenterTerm distance = new CenterTerm(features, centers, labels);
        Real[] ones = new Real[labels.length];
        Arrays.fill(ones, Real.ONE);
        GradientRows rows = GradientRows.of(target, centers.rows(), centers.columns(), false);
        distance.writeCenters(ones, count -> Real.ONE.dividedBy(Real.of(1.0 + count)), rows);
    }

    /** Passes x_i − c_y of every sample to a body. */
    private void forEachSample(ObjIntConsumer<Difference> body) {
        forEachRow(labels.length, () -> {
            Difference difference = new Difference(dimension);
            return i -> {
                difference.compute(features, i, centers, labels[i]);
                body.accept(difference, i);
            };
        });
    }

    /** Writes Σ_{i: y_i = j} a_i (c_j − x_i), each row multiplied by a factor that depends on its number of samples. */
    private void writeCenters(Real[] coefficients, IntFunction<Real> factor, GradientRows target) {
        SamplesByClass samples = new SamplesByClass(labels, centers.rows());
        forEachRow(centers.rows(), () -> {
            Difference difference = new Difference(dimension);
            RowSum sum = new RowSum(dimension);
            return label -> {
                add(label, samples, coefficients, difference, sum);
                sum.put(factor.apply(samples.end(label) - samples.begin(label)), target, label);
            };
        });
    }

    private void forEachRow(int rows, Supplier<IntConsumer> bodies) {
        try (Parallel parallel = Parallel.forRows((long) rows * dimension)) {
            parallel.forEachRow(rows, ROWS, bodies);
        }
    }

    /** Computes sum = Σ_{i: y_i = j} a_i (c_j − x_i). */
    private void add(int label, SamplesByClass samples, Real[] coefficients, Difference difference, RowSum sum) {
        sum.clear();
        for (int k = samples.begin(label); k < samples.end(label); k++) {
            int i = samples.sample(k);
            difference.compute(centers, label, features, i);
            difference.addTo(sum, coefficients[i]);
        }
    }
}
