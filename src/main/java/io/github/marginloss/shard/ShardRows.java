package io.github.marginloss.shard;

import io.github.marginloss.FloatParameters;
import io.github.marginloss.Parameters;
import io.github.marginloss.internal.Check;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.FloatRows;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.Samples;
import io.github.marginloss.internal.softmax.Shard;
import java.util.Objects;
import org.ejml.MatrixDimensionException;

/**
 * The rows with which a shard was called, of doubles or of floats.
 *
 * @param first the first class of the shard
 * @param sample the classes that take part; null for all
 * @param weights one class per row. Not modified.
 * @param bias their biases, or null. Not modified.
 */
record ShardRows(int first, ClassSample sample, RowSource weights, RowSource bias) {

    static ShardRows of(int first, Parameters rows) {
        return of(first, null, rows);
    }

    static ShardRows of(ClassSample sample, Parameters rows) {
        return of(Objects.requireNonNull(sample, "sample").firstClass(), sample, rows);
    }

    static ShardRows of(int first, FloatParameters rows) {
        return of(first, null, rows);
    }

    static ShardRows of(ClassSample sample, FloatParameters rows) {
        return of(Objects.requireNonNull(sample, "sample").firstClass(), sample, rows);
    }

    private static ShardRows of(int first, ClassSample sample, Parameters rows) {
        requireWeights(Objects.requireNonNull(rows, "rows").weights(), rows.centers());
        return new ShardRows(first, sample, new DoubleRows(rows.weights()), DoubleRows.of(rows.bias()));
    }

    private static ShardRows of(int first, ClassSample sample, FloatParameters rows) {
        requireWeights(Objects.requireNonNull(rows, "rows").weights(), rows.centers());
        return new ShardRows(first, sample, new FloatRows(rows.weights()), FloatRows.of(rows.bias()));
    }

    private static void requireWeights(Object weights, Object centers) {
        if (weights == null) {
            throw new IllegalArgumentException("rows has no weights: Parameters.ofWeights(…) expected");
        }
        if (centers != null) {
            throw new IllegalArgumentException(
                    "rows has centers, which a softmax loss does not take: rows.withCenters(null) expected");
        }
    }

    /** {@return the number of classes of the shard, whether they take part or not} */
    int count() {
        return sample == null ? weights.rows() : sample.count();
    }

    ShardSpan span(long step) {
        return ShardSpan.of(step, bias != null, first, first + count(), fingerprint());
    }

    /** {@return a number that tells samples of classes apart; 0 for all classes} */
    long fingerprint() {
        return sample == null ? 0 : sample.fingerprint();
    }

    Shard shard(int classes) {
        return sample == null
                ? Shard.of(weights, bias, classes, first)
                : new Shard(weights, bias, classes, first, sample.classes(), sample.multiplicities());
    }

    /** {@return the classes, for messages} */
    private String range() {
        return ShardSpan.range(first, first + count());
    }

    /** Requires classes of a step, and rows and biases that fit its features. */
    void check(RowSource features, Samples samples, int classes) {
        Check.complete("weights", weights);
        if (weights.columns() != features.columns()) {
            throw new MatrixDimensionException("weights is " + Check.shape(weights) + ", but features is "
                    + Check.shape(features) + ": " + features.columns() + " columns expected, one class per row");
        }
        if (bias != null) {
            Check.complete("bias", bias);
            Check.shape("bias", bias, weights.rows(), 1, ", one class per row", "weights", weights);
        }
        if (first < 0 || first + (long) count() > classes) {
            throw new IllegalArgumentException("rows of classes [" + first + ", " + (first + (long) count())
                    + "): classes in [0, " + classes + ") expected, as in the step");
        }
        if (sample != null) {
            sample.check(weights.rows(), samples);
        }
    }

    /** Requires biases if the rows of the first round had biases, and none otherwise. */
    void requireBias(boolean expected) {
        if (expected != (bias != null)) {
            throw new IllegalArgumentException(
                    "rows of classes " + range() + " have " + (expected ? "no biases" : "biases")
                            + ", unlike the rows from which the targets were computed: the same rows expected");
        }
    }

    /** Requires that the shard took part in the rounds before, with the same sample. */
    void requireKnown(ShardSpan span) {
        span.requireShard(first, first + count(), fingerprint());
        requireBias(span.biased());
    }

    /** Requires finite numbers. */
    void requireFinite() {
        Check.finite("weights", weights);
        if (bias != null) {
            Check.finite("bias", bias);
        }
    }

    /** Requires that the rows with these numbers are finite; negative numbers stand for no row. */
    void requireFinite(int... some) {
        int columns = weights.columns();
        for (int row : some) {
            for (int k = 0; row >= 0 && k < columns; k++) {
                double value = weights.at(row * columns + k);
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException(
                            "weights[" + row + ", " + k + "] is " + value + ": finite numbers expected");
                }
            }
        }
    }
}
