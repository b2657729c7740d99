package io.github.marginloss.shard;

import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.softmax.ShardSums;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * What the second round of a {@link ShardedStep} finds about each sample: three values over the shard's classes without
 * the target, and the class weight of each target that the shard holds. M is the largest logit or an upper bound of it,
 * S = Σ exp(z<sub>j</sub> − M), and H = Σ exp(z<sub>j</sub> − M) ŵ<sub>j</sub> (for a linear head: w<sub>j</sub>).
 * Immutable. It has m(d + 4) numbers, and for each target some twenty numbers and the class weight. Smoothed labels add
 * d numbers, and in the worst case m·d.
 *
 * <p>Statistics of neighbouring shards merge. The bits of the result depend on the order of the shards, because sums
 * are rounded: the same shards, merged in the same order, give the same bits.
 */
public final class ShardStatistics implements Serializable {

    private static final long serialVersionUID = 1;

    private static final String NAME = "statistics";

    final ShardSpan span;
    final ShardSums data;

    ShardStatistics(ShardSpan span, ShardSums data) {
        this.span = span;
        this.data = data;
    }

    /** {@return the first class that these statistics cover} */
    public int firstClass() {
        return span.first();
    }

    /** {@return the last class that these statistics cover, plus 1} */
    public int endClass() {
        return span.end();
    }

    /**
     * Merges the statistics of neighbouring shards.
     *
     * @param next the statistics of the classes that follow
     * @return the statistics of both
     * @throws NullPointerException if next is null
     * @throws IllegalArgumentException if they belong to another step, or their classes do not follow these
     */
    public ShardStatistics merge(ShardStatistics next) {
        return mergeInOrder(List.of(this, Objects.requireNonNull(next, "next")));
    }

    /**
     * Merges the statistics of shards one after the other in the order of their classes, so that the bits do not depend
     * on which arrived first.
     *
     * @param shards the statistics of the shards, in any order
     * @return the statistics of all
     * @throws NullPointerException if shards or one of them is null
     * @throws IllegalArgumentException if there is none, they belong to different steps, or two are not neighbours
     */
    public static ShardStatistics merge(Collection<ShardStatistics> shards) {
        return mergeInOrder(ShardSpan.sorted(Objects.requireNonNull(shards, NAME), value -> value.span));
    }

    private static ShardStatistics mergeInOrder(List<ShardStatistics> inOrder) {
        ShardSpan all = inOrder.stream()
                .map(value -> value.span)
                .reduce((one, next) -> one.merge(next, NAME))
                .orElseThrow(() -> new IllegalArgumentException(NAME + ": at least one shard expected"));
        List<ShardSums> data = inOrder.stream().map(value -> value.data).toList();
        return new ShardStatistics(all, ShardSums.merge(data, KernelChoice.serving()));
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        if (span == null || data == null || !data.isSound()) {
            throw ShardSpan.broken(NAME);
        }
    }

    /** {@return the classes, for messages} */
    @Override
    public String toString() {
        return "ShardStatistics of classes " + span.range();
    }
}
