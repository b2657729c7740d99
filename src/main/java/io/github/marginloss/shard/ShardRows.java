package io.github.marginloss.shard;

import io.github.marginloss.FloatParameters;
import io.github.marginloss.Parameters;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.FloatRows;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.softmax.Shard;
import java.util.Objects;

/**
 * The rows with which a shard was called, of either type.
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
        return ShardSpan.of(step, bias != null, first, first + count(), print());
    }

    /** {@return a number that tells samples apart; 0 for all classes} */
    long print() {
        return sample == null ? 0 : sample.print();
    }

    Shard shard(int classes) {
        return sample == null
                ? Shard.of(weights, bias, classes, first)
                : new Shard(weights, bias, classes, first, sample.classes(), sample.multiplicities());
    }
}
