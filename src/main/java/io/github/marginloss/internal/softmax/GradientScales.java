package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.PowersOfTwo;
import java.util.ArrayList;
import java.util.List;

/**
 * The factors that turn E<sub>ij</sub> into gradients, two per sample: a<sub>i</sub> q<sub>i</sub> for the bias, and
 * a<sub>i</sub> r<sub>i</sub> q<sub>i</sub> for the class weight. All have a common unit 2^exponent, so that no number
 * comes near either end of the range of double. If the contributions of the samples differ too much for one unit, the
 * samples are split into several bands; in each band, the factors of all other samples are 0.
 */
final class GradientScales {

    /** The number of bits by which contributions within a band may differ. */
    private static final int BAND = 512;

    /** The binary exponent of the largest contribution in a band; small ones stay normal numbers. */
    private static final int TOP = 600;

    /** The same for biases. These are not multiplied by features, and so also differ by the sizes of the features. */
    private static final int BIAS_TOP = 900;

    /** A contribution with a smaller binary exponent is 0 as a double, for any norm of the class weight. */
    private static final int VANISHED = -2300;

    private final LoadedBatch batch;
    private final SampleFactors samples;
    /** a r q of the samples of each block. */
    private final double[][] outer;
    /** a q of the samples of each block. */
    private final double[][] plain;
    /** The binary exponent of the unit of the outer factors. */
    final long exponent;
    /** The binary exponent of the unit of the plain factors. */
    final long biasExponent;

    /** Creates a band with at least one member. */
    private GradientScales(LoadedBatch batch, SampleFactors samples, Real[] outers, boolean[] members, long exponent) {
        this.batch = batch;
        this.samples = samples;
        this.exponent = exponent;
        SampleBlock[] blocks = batch.blocks();
        outer = new double[blocks.length][];
        plain = new double[blocks.length][];
        long largest = Long.MIN_VALUE;
        for (int i = 0; i < outers.length; i++) {
            if (members[i]) {
                largest = Math.max(largest, size(samples, i, samples.factors()[i]));
            }
        }
        biasExponent = largest - BIAS_TOP;
        for (int b = 0; b < outer.length; b++) {
            outer[b] = new double[blocks[b].count];
            plain[b] = new double[blocks[b].count];
            for (int i = 0; i < blocks[b].count; i++) {
                int sample = blocks[b].first + i;
                if (members[sample]) {
                    outer[b][i] = outers[sample].toDD(-exponent).toDouble();
                    plain[b][i] = samples.factors()[sample].toDD(-biasExponent).toDouble();
                }
            }
        }
    }

    /** The binary exponent of factor · S, the size of a sample's contribution to a gradient. */
    private static long size(SampleFactors samples, int i, Real factor) {
        return factor.exponent() + PowersOfTwo.exponent(samples.sizes()[i]);
    }

    /** Splits a batch into bands. There is only one, unless contributions differ extremely in size. */
    static List<GradientScales> bands(LoadedBatch batch, SampleFactors samples) {
        Geometry geometry = batch.geometry();
        int m = samples.factors().length;
        Real[] outers = new Real[m];
        long[] sizes = new long[m];
        boolean[] left = new boolean[m];
        for (int i = 0; i < m; i++) {
            outers[i] = samples.factors()[i].times(geometry.radius(i));
            sizes[i] = size(samples, i, outers[i]) + geometry.steepness(i);
            left[i] = !outers[i].isZero() && sizes[i] > VANISHED;
        }
        List<GradientScales> bands = new ArrayList<>();
        for (long top = largest(sizes, left); top != Long.MIN_VALUE; top = largest(sizes, left)) {
            boolean[] members = new boolean[m];
            for (int i = 0; i < m; i++) {
                members[i] = left[i] && sizes[i] > top - BAND;
                left[i] &= !members[i];
            }
            bands.add(new GradientScales(batch, samples, outers, members, top - TOP));
        }
        return bands;
    }

    private static long largest(long[] sizes, boolean[] among) {
        long largest = Long.MIN_VALUE;
        for (int i = 0; i < sizes.length; i++) {
            largest = among[i] ? Math.max(largest, sizes[i]) : largest;
        }
        return largest;
    }

    /** {@return Σ E a q of a class over a block} */
    double bias(int b, double[] row) {
        return KernelChoice.serving().dot(row, 0, plain[b], 0, plain[b].length);
    }

    /** Multiplies the E of a class by a r q. */
    void apply(int b, double[] row) {
        KernelChoice.serving().multiply(row, outer[b], outer[b].length);
    }

    /** {@return a r q S, the factor of a sample's own part in the gradient of its class} */
    double target(int i) {
        int b = batch.inputs().blockOf(i);
        return outer[b][i - batch.blocks()[b].first] * samples.sums()[i];
    }
}
