package io.github.marginloss.shard;

import io.github.marginloss.internal.softmax.Targets;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Collection;
import java.util.Objects;

/**
 * What the first round of a {@link ShardedStep} finds: the target angle of each sample (for a linear head, its target
 * logit), from the shard that holds its target class. Immutable; a few numbers per sample.
 */
public final class ShardTargets implements Serializable {

    private static final long serialVersionUID = 1;

    private static final String NAME = "targets";

    final ShardSpan span;
    final Targets data;

    ShardTargets(ShardSpan span, Targets data) {
        this.span = span;
        this.data = data;
    }

    /** {@return the first class that these targets cover} */
    public int firstClass() {
        return span.first();
    }

    /** {@return the last class that these targets cover, plus 1} */
    public int endClass() {
        return span.end();
    }

    /** Requires the targets of all samples. */
    void requireComplete(int samples) {
        if (!data.areOf(samples)) {
            throw new IllegalArgumentException("targets are not those of all " + samples
                    + " samples that take part: the merged results of targets for all shards expected");
        }
    }

    /**
     * Merges the targets of neighbouring shards.
     *
     * @param next the targets of the classes that follow
     * @return the targets of both
     * @throws NullPointerException if next is null
     * @throws IllegalArgumentException if they belong to another step, or their classes do not follow these
     */
    public ShardTargets merge(ShardTargets next) {
        Objects.requireNonNull(next, "next");
        return new ShardTargets(span.merge(next.span, NAME), data.merge(next.data));
    }

    /**
     * Merges the targets of shards, in the order of their classes.
     *
     * @param shards the targets of the shards, in any order
     * @return the targets of all
     * @throws NullPointerException if shards or one of them is null
     * @throws IllegalArgumentException if there is none, they belong to different steps, or two are not neighbours
     */
    public static ShardTargets merge(Collection<ShardTargets> shards) {
        return ShardSpan.sorted(Objects.requireNonNull(shards, NAME), value -> value.span).stream()
                .reduce(ShardTargets::merge)
                .orElseThrow(() -> new IllegalArgumentException(NAME + ": at least one shard expected"));
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
        return "ShardTargets of classes " + span.range();
    }
}
