package io.github.marginloss.core;

import java.util.Arrays;

/**
 * What a range of classes tells of a block of samples: for each sample the maximum M of its off-target logits,
 * S = Σ E<sub>j</sub> and, if wanted, H = Σ E<sub>j</sub> ŵ<sub>j</sub> (a linear head: w<sub>j</sub>), with
 * E<sub>j</sub> = 2^shift exp(z<sub>j</sub> − M) and the target class left out. Ranges merge.
 */
final class RangeStatistics {

    final double[] maximum;
    final double[] sum;
    /**
     * The part of S whose share of ∂L/∂x along x̂ is in H already: that of {@link NearPairs}, with the norm as scale.
     */
    final double[] nearSum;
    /** H, or null. */
    final Panel weighted;

    private final SampleBlock block;
    private final int shift;
    private final boolean bounded;
    private final double[] tileMaximum;
    private final double[] tileSum;
    private final double[] scratch;

    /**
     * @param shift the binary exponent of the factor that all E share
     * @param bounds what no logit exceeds, if it serves as the maximum of every row, or null. Not modified.
     * @param weighted the matrix for H, zero, or null
     */
    RangeStatistics(SampleBlock block, int shift, double[] bounds, Panel weighted) {
        this.block = block;
        this.shift = shift;
        this.bounded = bounds != null;
        this.weighted = weighted;
        maximum = bounded ? bounds.clone() : filled(block.count, Double.NEGATIVE_INFINITY);
        sum = new double[block.count];
        nearSum = new double[block.count];
        tileMaximum = new double[block.count];
        tileSum = new double[block.count];
        scratch = new double[block.count];
    }

    private static double[] filled(int length, double value) {
        double[] array = new double[length];
        Arrays.fill(array, value);
        return array;
    }

    /**
     * Adds a tile of classes.
     *
     * @param tile the classes
     * @param z their logits, −∞ for the targets; E afterwards
     * @return the M that E refers to
     */
    double[] exponentials(ClassTile tile, double[][] z) {
        if (!bounded) {
            Arrays.fill(tileMaximum, Double.NEGATIVE_INFINITY);
            for (int j = 0; j < tile.count; j++) {
                Kernels.maximum(tileMaximum, z[j], block.count);
            }
            for (int i = 0; i < block.count; i++) {
                raise(i, tileMaximum[i]);
            }
        }
        double[] origin = origin();
        Arrays.fill(tileSum, 0);
        for (int j = 0; j < tile.count; j++) {
            exponentials(z[j], origin, block, shift, scratch);
            Kernels.add(tileSum, z[j], block.count);
        }
        Kernels.add(sum, tileSum, block.count);
        return origin;
    }

    /** Adds E<sub>j</sub> ŵ<sub>j</sub> of a tile to H; for near pairs, what stands in its place. */
    void addWeighted(ClassTile tile, double[][] e, NearPairs near) {
        near.takeOut(e);
        for (int s = 0; s < weighted.segments(); s++) {
            Kernels.multiplyTransposedAdd(
                    weighted.rows(s), block.count, e, tile.rows.rows(s), tile.count, weighted.length(s));
        }
        // tile by tile, as S is, so that the two are the same where all classes are near
        Arrays.fill(tileSum, 0);
        near.addToSamples(tile, weighted, tileSum);
        Kernels.add(nearSum, tileSum, block.count);
        near.putBack(e);
    }

    /** M, where there is one: with no other class yet, any number serves. */
    double origin(int i) {
        return maximum[i] == Double.NEGATIVE_INFINITY ? 0 : maximum[i];
    }

    double[] origin() {
        if (bounded) {
            return maximum;
        }
        double[] origin = new double[block.count];
        Arrays.setAll(origin, this::origin);
        return origin;
    }

    /** z → E. */
    static void exponentials(double[] z, double[] origin, SampleBlock block, int shift, double[] scratch) {
        Kernels.subtractMultiply(z, origin, block.units, block.count);
        Exp.apply(z, scratch, block.count, shift);
    }

    private void raise(int i, double to) {
        if (to > maximum[i]) {
            if (sum[i] != 0) {
                double factor = Math.exp((maximum[i] - to) * block.units[i]);
                sum[i] *= factor;
                nearSum[i] *= factor;
                if (weighted != null) {
                    weighted.scale(i, factor);
                }
            }
            maximum[i] = to;
        }
    }

    /** Takes in the statistics of another range of classes. */
    void merge(RangeStatistics other) {
        double[] factors = new double[block.count];
        for (int i = 0; i < block.count; i++) {
            raise(i, other.maximum[i]);
            factors[i] = other.sum[i] == 0 ? 0 : Math.exp((other.maximum[i] - maximum[i]) * block.units[i]);
            sum[i] = Math.fma(factors[i], other.sum[i], sum[i]);
            nearSum[i] = Math.fma(factors[i], other.nearSum[i], nearSum[i]);
        }
        if (weighted != null) {
            weighted.add(other.weighted, factors, block.count);
        }
    }
}
