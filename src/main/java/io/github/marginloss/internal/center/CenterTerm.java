package io.github.marginloss.internal.center;

import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.kernel.RowSink;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.Difference;
import io.github.marginloss.internal.row.GradientRows;
import io.github.marginloss.internal.row.RowSum;
import io.github.marginloss.internal.row.Samples;
import io.github.marginloss.internal.row.SamplesByClass;
import io.github.marginloss.internal.row.Term;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Half the squared distance of features to the centers of their classes, l<sub>i</sub> = ½‖x<sub>i</sub> −
 * c<sub>y</sub>‖², with its gradients and the center step. Arguments must have been checked.
 *
 * <p>The difference is computed first, exactly, as the sum of two doubles; the square is never expanded.
 */
public final class CenterTerm implements Term {

    /** The number of rows that make a task worth its overhead. */
    public static final int ROWS = 64;

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
     * @param samples the samples that take part
     * @param parallel the threads
     * @return the term
     */
    public static CenterTerm of(RowSource features, RowSource centers, Samples samples, Parallel parallel) {
        int[] labels = samples.labels();
        CenterTerm distance = new CenterTerm(samples.rows(features), centers, labels);
        parallel.forEachRow(labels.length, ROWS, () -> {
            Difference difference = new Difference(distance.dimension);
            return i -> {
                difference.compute(distance.features, i, centers, labels[i]);
                distance.losses[i] = difference.halfSquare();
            };
        });
        return distance;
    }

    @Override
    public Real loss(int i) {
        return losses[i];
    }

    @Override
    public Supplier<GradientRows.Writer> features(Real[] coefficients) {
        return () -> {
            Difference difference = new Difference(dimension);
            return (from, to, gradient, bias) -> {
                for (int i = from; i < to; i++) {
                    difference.compute(features, i, centers, labels[i]);
                    difference.put(coefficients[i], gradient, i);
                }
            };
        };
    }

    @Override
    public Supplier<GradientRows.Writer> classes(Real[] coefficients) {
        return centers(coefficients, count -> Real.ONE);
    }

    /**
     * Writes Δc<sub>j</sub> = Σ<sub>i: y(i) = j</sub> (c<sub>j</sub> − x<sub>i</sub>) / (1 + N<sub>j</sub>).
     *
     * @param features X, m×d. Not modified.
     * @param centers C, n×d. Not modified.
     * @param samples the samples that take part
     * @param target receives Δc, n×d. Modified.
     */
    public static void step(RowSource features, RowSource centers, Samples samples, RowSink target) {
        CenterTerm distance = new CenterTerm(samples.rows(features), centers, samples.labels());
        Real[] ones = new Real[samples.labels().length];
        Arrays.fill(ones, Real.ONE);
        Supplier<GradientRows.Writer> rows = distance.centers(ones, count -> Real.ONE.dividedBy(Real.of(1.0 + count)));
        target.reshape(centers.rows(), centers.columns());
        try (Parallel parallel = Parallel.forRows((long) centers.rows() * centers.columns())) {
            GradientRows.write(centers.rows(), ROWS, target, null, List.of(rows), parallel);
        }
    }

    /** Writes f(N_j) Σ_{i: y_i = j} a_i (c_j − x_i) as row j; N_j is the number of samples of class j, and f the factor. */
    private Supplier<GradientRows.Writer> centers(Real[] coefficients, IntFunction<Real> factor) {
        SamplesByClass samples = new SamplesByClass(labels, centers.rows());
        return () -> {
            Difference difference = new Difference(dimension);
            RowSum sum = new RowSum(dimension);
            return (from, to, rows, bias) -> {
                for (int label = from; label < to; label++) {
                    add(label, samples, coefficients, difference, sum);
                    sum.put(factor.apply(samples.end(label) - samples.begin(label)), rows, label);
                }
            };
        };
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
