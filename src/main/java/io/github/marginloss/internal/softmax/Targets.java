package io.github.marginloss.internal.softmax;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * The results that the logits of all classes depend on: the target of each sample, and for a linear head the sizes of
 * the parameters. Targets of neighbouring shards can be merged.
 *
 * @param samples the target of each sample; null where its class is in another shard
 * @param extent the sizes; null for a cosine head
 */
public record Targets(Target[] samples, Extent extent) implements Serializable {

    /**
     * Merges these targets with those of another shard.
     *
     * @param other the targets of the other shard, in the same step. Not modified.
     * @return the targets of both shards
     */
    public Targets merge(Targets other) {
        Target[] both = samples.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] = both[i] == null ? other.samples[i] : both[i];
        }
        return new Targets(both, extent == null ? null : extent.merge(other.extent));
    }

    /** {@return the targets of those samples whose target class is at hand} */
    Targets of(Inputs inputs) {
        Target[] own = samples.clone();
        Arrays.setAll(own, i -> inputs.targets()[i] >= 0 ? samples[i] : null);
        return new Targets(own, extent);
    }

    /** {@return whether these are the targets of all samples} */
    public boolean areOf(int count) {
        return samples.length == count && Arrays.stream(samples).noneMatch(Objects::isNull);
    }

    /** {@return whether these targets are possible ones, as far as a check can tell} */
    public boolean isSound() {
        boolean fits = samples != null && (extent == null || extent.isSound(samples.length));
        return fits && Arrays.stream(samples).allMatch(target -> target == null || target.isSound());
    }
}
