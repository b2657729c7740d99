package io.github.marginloss.internal.softmax;

import io.github.marginloss.internal.kernel.Panel;
import java.util.Arrays;

/**
 * Softmax statistics of a block of samples over a range of classes: for each sample the maximum M of its off-target
 * logits, S = Σ E<sub>j</sub> and, if wanted, H = Σ E<sub>j</sub> ŵ<sub>j</sub> (for a linear head: w<sub>j</sub>),
 * with E<sub>j</sub> = 2^shift exp(z<sub>j</sub> − M) and without the target class. The statistics of neighbouring
 * ranges can be merged, if the same kernels have computed them.
 */
final class OffTargetStatistics {

    final double[] maximum;
    final double[] sum;
    /**
     * The part of S whose contribution to ∂L/∂x along x̂ is already in H: the part of {@link NearPairs}, if the norm is
     * the scale.
     */
    final double[] nearSum;
    /** H, or null. */
    final Panel weighted;

    /** Whether M is a bound that no logit exceeds, rather than the largest logit so far. */
    private final boolean bounded;

    /**
     * Creates statistics over no class yet.
     *
     * @param count the number of samples
     * @param bounds bounds of the logits that serve as M, or null. Not modified.
     * @param weighted the matrix for H, all zero, or null
     */
    OffTargetStatistics(int count, double[] bounds, Panel weighted) {
        this.bounded = bounds != null;
        this.weighted = weighted;
        maximum = bounded ? bounds.clone() : new double[count];
        if (!bounded) {
            Arrays.fill(maximum, Double.NEGATIVE_INFINITY);
        }
        sum = new double[count];
        nearSum = new double[count];
    }

    /** {@return whether M are bounds, so that no maximum need be found} */
    boolean isBounded() {
        return bounded;
    }

    /** {@return M; before the first class, any number} */
    double origin(int i) {
        return maximum[i] == Double.NEGATIVE_INFINITY ? 0 : maximum[i];
    }

    /** {@return the M of all samples; further classes do not change this array} */
    double[] origin() {
        if (bounded) {
            return maximum;
        }
        double[] origin = new double[maximum.length];
        Arrays.setAll(origin, this::origin);
        return origin;
    }

    /**
     * Raises M where further logits are larger, and rescales S and H to it.
     *
     * @param to the largest further logit of each sample. Not modified.
     * @param units the units of the samples. Not modified.
     */
    void raise(double[] to, double[] units) {
        for (int i = 0; i < maximum.length; i++) {
            raise(i, to[i], units[i]);
        }
    }

    private void raise(int i, double to, double unit) {
        if (to > maximum[i]) {
            if (sum[i] != 0) {
                double factor = Math.exp((maximum[i] - to) * unit);
                sum[i] *= factor;
                nearSum[i] *= factor;
                if (weighted != null) {
                    weighted.scale(i, factor);
                }
            }
            maximum[i] = to;
        }
    }

    /**
     * Adds the statistics of the next range of classes.
     *
     * @param next the statistics of the same samples. Not modified.
     * @param units the units of the samples. Not modified.
     */
    void merge(OffTargetStatistics next, double[] units) {
        int count = maximum.length;
        double[] factors = new double[count];
        for (int i = 0; i < count; i++) {
            raise(i, next.maximum[i], units[i]);
            factors[i] = next.sum[i] == 0 ? 0 : Math.exp((next.maximum[i] - maximum[i]) * units[i]);
            sum[i] = Math.fma(factors[i], next.sum[i], sum[i]);
            nearSum[i] = Math.fma(factors[i], next.nearSum[i], nearSum[i]);
        }
        if (weighted != null) {
            weighted.add(next.weighted, factors, count);
        }
    }
}
