package io.github.marginloss;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.QualityMargin;
import io.github.marginloss.internal.Check;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.FloatRows;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.FeatureNorm;
import java.io.Serializable;
import java.util.Objects;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * The mean and deviation of feature norms, averaged over the batches so far. They are the state of {@link AdaFace}, and
 * you keep them. As published, update them before you use them:
 *
 * <pre>{@code
 * norms = norms.next(features, 0.01);
 * Evaluation step = new AdaFace(norms).backward(features, parameters, labels);
 * }</pre>
 *
 * <p>Kim et al., AdaFace: Quality Adaptive Margin for Face Recognition, 2022, sec. 3.2.
 *
 * @param mean μ
 * @param deviation σ ≥ 0
 */
public record NormStatistics(double mean, double deviation) implements Serializable {

    /**
     * Checks the components.
     *
     * @param mean finite
     * @param deviation finite, ≥ 0
     * @throws IllegalArgumentException if one is out of range
     */
    public NormStatistics {
        Check.finite("mean", mean);
        Check.nonNegative("deviation", deviation);
    }

    /** {@return the statistics before the first batch, as published: μ = 20, σ = 100} */
    public static NormStatistics initial() {
        return new NormStatistics(20, 100);
    }

    /**
     * Returns the statistics after another batch: μ ← α·(mean of the norms) + (1 − α) μ, and σ likewise, with the
     * sample deviation of the norms (divisor m − 1). Norms are clamped to [0.001, 100]. A batch of one sample has no
     * deviation and leaves σ unchanged; an empty batch changes nothing.
     *
     * @param features X, m×d. Not modified.
     * @param alpha α, from 0 to 1. The published program runs with 0.01, the default of its class is 1, and the paper
     *     writes 0.99 for 1 − α. With 0.01, σ takes some 570 batches to fall from 100 to nearly 3, if the norms of
     *     every batch have a deviation of 3; for the first one or two hundred batches, every margin is nearly
     *     CosFace's.
     * @return the new statistics, within 2 ulp of the exact statistics of the norms, where each norm is rounded to
     *     nearest
     * @throws NullPointerException if features is null
     * @throws IllegalArgumentException if alpha is out of range, or a feature is NaN or infinite
     */
    public NormStatistics next(DMatrixRMaj features, double alpha) {
        return next(new DoubleRows(Objects.requireNonNull(features, "features")), null, null, alpha);
    }

    /**
     * Returns the same statistics from floats.
     *
     * @param features X, m×d. Not modified.
     * @param alpha α, from 0 to 1
     * @return the new statistics
     * @throws NullPointerException if features is null
     * @throws IllegalArgumentException if alpha is out of range, or a feature is NaN or infinite
     */
    public NormStatistics next(FMatrixRMaj features, double alpha) {
        return next(new FloatRows(Objects.requireNonNull(features, "features")), null, null, alpha);
    }

    /**
     * Returns the statistics after another batch, leaving out the samples that a reduction ignores.
     *
     * @param features X, m×d. Not modified.
     * @param labels y. Not modified.
     * @param reduction tells which labels are ignored; its coefficients do not matter
     * @param alpha α, from 0 to 1
     * @return the new statistics, within 2 ulp of the exact statistics of the norms, where each norm is rounded to
     *     nearest
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the numbers of labels and of samples differ
     * @throws IllegalArgumentException if alpha is out of range, or a feature is NaN or infinite
     */
    public NormStatistics next(DMatrixRMaj features, int[] labels, Reduction reduction, double alpha) {
        return next(
                new DoubleRows(Objects.requireNonNull(features, "features")),
                Objects.requireNonNull(labels, "labels"),
                Objects.requireNonNull(reduction, "reduction"),
                alpha);
    }

    /**
     * Returns the same statistics from floats.
     *
     * @param features X, m×d. Not modified.
     * @param labels y. Not modified.
     * @param reduction tells which labels are ignored; its coefficients do not matter
     * @param alpha α, from 0 to 1
     * @return the new statistics
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the numbers of labels and of samples differ
     * @throws IllegalArgumentException if alpha is out of range, or a feature is NaN or infinite
     */
    public NormStatistics next(FMatrixRMaj features, int[] labels, Reduction reduction, double alpha) {
        return next(
                new FloatRows(Objects.requireNonNull(features, "features")),
                Objects.requireNonNull(labels, "labels"),
                Objects.requireNonNull(reduction, "reduction"),
                alpha);
    }

    private NormStatistics next(RowSource features, int[] labels, Reduction reduction, double alpha) {
        Check.share("alpha", alpha);
        Check.complete("features", features);
        Check.positive("the number of columns of features", features.columns());
        if (labels != null) {
            Check.length("labels", labels.length, features);
        }
        Check.finite("features", features);
        double[] norms = IntStream.range(0, features.rows())
                .filter(i -> labels == null || !reduction.ignores(labels[i]))
                .mapToDouble(i -> QualityMargin.clamped(FeatureNorm.rounded(features, i)))
                .toArray();
        int count = norms.length;
        if (count == 0) {
            return this;
        }
        DD sum = DD.ZERO;
        for (double norm : norms) {
            sum = sum.plus(norm);
        }
        DD own = sum.dividedBy(count);
        DD squares = DD.ZERO;
        for (double norm : norms) {
            DD apart = own.minus(norm);
            squares = squares.plus(apart.times(apart));
        }
        double nextMean = average(own, mean, alpha);
        return count == 1
                ? new NormStatistics(nextMean, deviation)
                : new NormStatistics(
                        nextMean, average(squares.dividedBy(count - 1.0).sqrt(), deviation, alpha));
    }

    private static double average(DD next, double before, double alpha) {
        return next.times(alpha).plus(DD.of(before).times(DD.ONE.minus(alpha))).toDouble();
    }
}
