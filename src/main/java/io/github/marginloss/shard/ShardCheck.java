package io.github.marginloss.shard;

import io.github.marginloss.internal.Check;
import io.github.marginloss.internal.kernel.RowSource;
import org.ejml.MatrixDimensionException;

/** Checks of arguments that only shards have. */
final class ShardCheck {

    private ShardCheck() {}

    /** Requires that the numbers of neighbouring classes are ints. */
    static void range(int first, int count) {
        if (first < 0) {
            throw new IllegalArgumentException("firstClass is " + first + ": 0 ≤ firstClass expected");
        }
        if (count < 0 || first + (long) count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("count is " + count + ": 0 ≤ count ≤ " + (Integer.MAX_VALUE - first)
                    + " expected for a shard that begins at class " + first);
        }
    }

    /** Requires a shard within all classes. */
    static void inside(int first, int count, int classes) {
        if (first < 0 || first + (long) count > classes) {
            throw new IllegalArgumentException("rows of classes [" + first + ", " + (first + (long) count)
                    + "): classes in [0, " + classes + ") expected, as in the step");
        }
    }

    /** Requires class weights, and biases if present, that fit the features. */
    static void shapes(RowSource weights, RowSource bias, RowSource features) {
        Check.complete("weights", weights);
        if (weights.columns() != features.columns()) {
            throw new MatrixDimensionException("weights is " + Check.shape(weights) + ", but features is "
                    + Check.shape(features) + ": " + features.columns() + " columns expected, one class per row");
        }
        if (bias != null) {
            Check.complete("bias", bias);
            Check.shape("bias", bias, weights.rows(), 1, ", one class per row", "weights", weights);
        }
    }

    /** Requires that certain rows are finite; negative row numbers are skipped. */
    static void finite(RowSource weights, int... rows) {
        int columns = weights.columns();
        for (int row : rows) {
            for (int k = 0; row >= 0 && k < columns; k++) {
                if (!Double.isFinite(weights.at(row * columns + k))) {
                    throw new IllegalArgumentException("weights[" + row + ", " + k + "] is "
                            + weights.at(row * columns + k) + ": finite numbers expected");
                }
            }
        }
    }
}
