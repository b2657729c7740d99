package io.github.marginloss.shard;

import io.github.marginloss.HeadLoss;
import io.github.marginloss.internal.kernel.RowSource;

/** A number that tells steps apart: one of 2^64, computed from everything that a step consists of. */
final class StepId {

    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private StepId() {}

    static long of(HeadLoss loss, RowSource features, int[] labels, int classes, boolean withFeatures) {
        long id = mix(mix(loss.hashCode(), classes), withFeatures ? features.rows() : ~features.rows());
        double[] row = new double[features.columns()];
        for (int i = 0; i < labels.length; i++) {
            features.get(i, row);
            id = mix(id, labels[i]);
            for (double value : row) {
                id = mix(id, Double.doubleToRawLongBits(value));
            }
        }
        return id;
    }

    /** Mixes in a number, so that each bit of it may change every bit of the result (Steele et al. 2014). */
    private static long mix(long id, long number) {
        long mixed = (id ^ number) * FACTOR;
        return (mixed ^ (mixed >>> 32)) * FACTOR + number;
    }
}
