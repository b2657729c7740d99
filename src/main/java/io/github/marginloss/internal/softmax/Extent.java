package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.Chunks;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.kernel.PowersOfTwo;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.Tangent;
import java.io.Serializable;
import java.util.Arrays;

/**
 * The sizes of a linear head's parameters. They determine the powers of two that scale the logits, so that none
 * overflows. The extents of several shards can be merged.
 *
 * @param weight the largest |w|
 * @param bias the largest |b|
 * @param logits for each sample, the largest off-target logit, or 0 if none is extreme; null without an off-target
 *     class
 */
record Extent(double weight, double bias, Real[] logits) implements Serializable {

    /** A sum of d products below 2^e, plus a bias, is below 2^(e + ROOM + log₂ d). */
    private static final int ROOM = 4;

    /** Reads the parameters at hand. */
    static Extent of(Inputs inputs, Parallel parallel) {
        RowSource bias = inputs.bias();
        double largestBias = bias == null ? 0 : bias.largest(0, bias.rows());
        double largestWeight = largest(inputs.weights());
        int room = ROOM + PowersOfTwo.exponent((double) inputs.dimension());
        int limit = Geometry.LIMIT - room - PowersOfTwo.exponent(largestWeight);
        boolean wideBias = PowersOfTwo.exponent(largestBias) + ROOM > Geometry.LIMIT;
        Real[] logits = new Real[inputs.samples()];
        boolean[] wide = new boolean[logits.length];
        double[] row = new double[inputs.dimension()];
        boolean any = false;
        for (int i = 0; i < logits.length; i++) {
            inputs.features().get(i, row);
            wide[i] = wideBias || PowersOfTwo.exponent(row, 0, row.length) > limit;
            logits[i] = hasOthers(inputs, i) ? Real.ZERO : null;
            any |= wide[i];
        }
        if (any) {
            parallel.forEachRow(logits.length, LoadedBatch.SAMPLES, () -> {
                Tangent scratch = new Tangent(inputs.dimension());
                return i -> logits[i] = wide[i] ? largestLogit(inputs, i, scratch) : logits[i];
            });
        }
        return new Extent(largestWeight, largestBias, logits);
    }

    private static double largest(RowSource matrix) {
        int length = matrix.rows() * matrix.columns();
        double[] parts = new double[Chunks.count(length)];
        Chunks.forEach(length, k -> parts[k] = matrix.largest(Chunks.from(k), Chunks.to(k, length)));
        return Arrays.stream(parts).max().orElse(0);
    }

    private static boolean hasOthers(Inputs inputs, int sample) {
        boolean own = inputs.targets() != null && inputs.targets()[sample] >= 0;
        return inputs.classes() > (own ? 1 : 0);
    }

    private static Real largestLogit(Inputs inputs, int sample, Tangent scratch) {
        Real largest = null;
        for (int j = 0; j < inputs.classes(); j++) {
            if (inputs.targets() == null || j != inputs.targets()[sample]) {
                largest = larger(largest, inputs.logit(sample, j, scratch));
            }
        }
        return largest;
    }

    private static Real larger(Real one, Real other) {
        return one == null || other != null && other.minus(one).signum() > 0 ? other : one;
    }

    /** {@return the sizes of these parameters and another shard's} */
    Extent merge(Extent other) {
        Real[] both = logits.clone();
        Arrays.setAll(both, i -> larger(logits[i], other.logits[i]));
        return new Extent(Math.max(weight, other.weight), Math.max(bias, other.bias), both);
    }

    /** {@return whether this extent is for this number of samples} */
    boolean isSound(int samples) {
        boolean present = weight >= 0 && bias >= 0 && logits != null && logits.length == samples;
        return present && Arrays.stream(logits).allMatch(logit -> logit == null || Arrived.areNumbers(logit));
    }
}
