package io.github.marginloss.core;

import java.util.ArrayList;
import java.util.List;

/**
 * What turns E<sub>ij</sub> into the gradient by the logit, sample by sample: a<sub>i</sub> q<sub>i</sub> for the bias;
 * times r<sub>i</sub> for the class weight. All in one unit 2^exponent, so that neither end of the range of double is
 * met. Where the samples' parts of the gradient differ too much for one unit they come in several bands, each with the
 * factors of the others 0.
 */
final class ClassFactors {

    /** Bits by which the parts of a band may differ. */
    private static final int BAND = 512;

    /** The greatest part of a band has this binary exponent, so that small ones stay normal numbers. */
    private static final int TOP = 600;

    /** The same for biases, which are multiplied by nothing more, and differ by the sizes of the features as well. */
    private static final int BIAS_TOP = 900;

    /** A part of fewer bits is 0 as a double, whatever the norm of the class weight. */
    private static final int VANISHED = -2300;

    private final Forward forward;
    /** a r q of each block. */
    private final double[][] outer;
    /** a q of each block. */
    private final double[][] plain;
    /** The binary exponent of the unit of the outer factors. */
    final long exponent;
    /** That of the plain ones. */
    final long biasExponent;

    /** A band, which has at least one member. */
    private ClassFactors(Forward forward, Real[] factors, Real[] outers, boolean[] members, long exponent) {
        this.forward = forward;
        this.exponent = exponent;
        outer = new double[forward.blocks.length][];
        plain = new double[forward.blocks.length][];
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < factors.length; i++) {
            if (members[i]) {
                greatest = Math.max(greatest, size(forward, i, factors[i]));
            }
        }
        biasExponent = greatest - BIAS_TOP;
        for (int b = 0; b < outer.length; b++) {
            SampleBlock block = forward.blocks[b];
            outer[b] = new double[block.count];
            plain[b] = new double[block.count];
            for (int i = 0; i < block.count; i++) {
                int sample = block.first + i;
                if (members[sample]) {
                    outer[b][i] = outers[sample].toDD(-exponent).toDouble();
                    plain[b][i] = factors[sample].toDD(-biasExponent).toDouble();
                }
            }
        }
    }

    /** The binary exponent of factor · S, which is the size of a sample's part of a gradient. */
    private static long size(Forward forward, int i, Real factor) {
        int b = forward.step.blockOf(i);
        int k = i - forward.blocks[b].first;
        return factor.exponent() + Powers.exponent(forward.statistics[b].sum[k]);
    }

    /** The bands of a batch: one, but for parts of the most different sizes. */
    static List<ClassFactors> bands(Forward forward, Real[] coefficients) {
        int m = coefficients.length;
        Real[] factors = new Real[m];
        Real[] outers = new Real[m];
        long[] sizes = new long[m];
        boolean[] left = new boolean[m];
        for (int i = 0; i < m; i++) {
            SampleBlock block = forward.blocks[forward.step.blockOf(i)];
            int k = i - block.first;
            factors[i] = forward.factor(i, coefficients);
            outers[i] = factors[i].times(block.radius(k));
            sizes[i] = size(forward, i, outers[i]) + block.steepness(k);
            left[i] = !outers[i].isZero() && sizes[i] > VANISHED;
        }
        List<ClassFactors> bands = new ArrayList<>();
        for (long top = greatest(sizes, left); top != Long.MIN_VALUE; top = greatest(sizes, left)) {
            boolean[] members = new boolean[m];
            for (int i = 0; i < m; i++) {
                members[i] = left[i] && sizes[i] > top - BAND;
                left[i] &= !members[i];
            }
            bands.add(new ClassFactors(forward, factors, outers, members, top - TOP));
        }
        return bands;
    }

    private static long greatest(long[] sizes, boolean[] among) {
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < sizes.length; i++) {
            greatest = among[i] ? Math.max(greatest, sizes[i]) : greatest;
        }
        return greatest;
    }

    /** Σ E a q of a class and a block. */
    double bias(int b, double[] row) {
        return Kernels.dot(row, 0, plain[b], 0, plain[b].length);
    }

    /** Turns a row of E into the gradient by a class's logits. */
    void apply(int b, double[] row) {
        Kernels.multiply(row, outer[b], outer[b].length);
    }

    /** a r q S, by which the target's part is multiplied. */
    double target(int i) {
        int b = forward.step.blockOf(i);
        int k = i - forward.blocks[b].first;
        return outer[b][k] * forward.statistics[b].sum[k];
    }
}
