package io.github.marginloss.shard;

import java.io.InvalidObjectException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The step and the shards that a value comes from.
 *
 * @param step a number that tells steps apart
 * @param biased whether the classes have biases
 * @param cuts the first class of each shard, and the class after the last
 * @param fingerprints numbers that tell the {@link ClassSample}s of the shards apart; 0 for all classes
 */
record ShardSpan(long step, boolean biased, int[] cuts, long[] fingerprints) implements Serializable {

    /** Checks values that may have come from another process. */
    ShardSpan {
        boolean ascending = cuts.length == fingerprints.length + 1 && fingerprints.length > 0 && cuts[0] >= 0;
        for (int k = 1; ascending && k < cuts.length; k++) {
            ascending = cuts[k - 1] <= cuts[k];
        }
        if (!ascending) {
            throw new IllegalArgumentException(
                    "shards begin at classes " + Arrays.toString(cuts) + ": ascending numbers expected");
        }
    }

    /** Returns a single shard. */
    static ShardSpan of(long step, boolean biased, int first, int end, long fingerprint) {
        return new ShardSpan(step, biased, new int[] {first, end}, new long[] {fingerprint});
    }

    int first() {
        return cuts[0];
    }

    int end() {
        return cuts[cuts.length - 1];
    }

    /**
     * Merges these shards with the next.
     *
     * @param what names the values in messages
     * @throws IllegalArgumentException if they belong to different steps, or are not neighbours
     */
    ShardSpan merge(ShardSpan next, String what) {
        if (step != next.step) {
            throw new IllegalArgumentException(what + " of classes " + next.range()
                    + " belong to another step: those of the same batch and loss expected");
        }
        if (end() != next.first()) {
            String fault = next.first() < end() ? " overlap or come before " : " leave a gap after ";
            throw new IllegalArgumentException(what + " of classes " + next.range() + fault + "those of classes "
                    + range() + ": the shard that begins at class " + end() + " expected");
        }
        if (biased != next.biased) {
            throw new IllegalArgumentException(what + " of classes " + (biased ? next : this).range()
                    + " have no biases, but those of classes " + (biased ? this : next).range()
                    + " do: biases in all shards or in none expected");
        }
        int[] bothCuts = Arrays.copyOf(cuts, cuts.length + next.fingerprints.length);
        System.arraycopy(next.cuts, 1, bothCuts, cuts.length, next.fingerprints.length);
        long[] both = Arrays.copyOf(fingerprints, fingerprints.length + next.fingerprints.length);
        System.arraycopy(next.fingerprints, 0, both, fingerprints.length, next.fingerprints.length);
        return new ShardSpan(step, biased, bothCuts, both);
    }

    /**
     * Requires all classes of a step.
     *
     * @param what names the value in messages
     * @throws IllegalArgumentException if it is another step, or a shard is missing
     */
    void requireAll(String what, long expected, int classes) {
        if (step != expected) {
            throw new IllegalArgumentException(what + " belong to another step: those of this batch and loss expected");
        }
        if (first() != 0 || end() != classes) {
            throw new IllegalArgumentException(what + " cover only classes " + range() + ": all " + classes
                    + " classes expected; merge in the shard that "
                    + (first() != 0 ? "ends at class " + first() : "begins at class " + end()));
        }
    }

    /**
     * Requires that a shard is one of these.
     *
     * @throws IllegalArgumentException if it is not
     */
    void requireShard(int first, int end, long fingerprint) {
        boolean found = false;
        for (int k = 0; k < fingerprints.length; k++) {
            found |= cuts[k] == first && cuts[k + 1] == end && fingerprints[k] == fingerprint;
        }
        if (!found) {
            throw new IllegalArgumentException("classes " + range(first, end) + " were not one shard"
                    + (fingerprint == 0 ? "" : " with this sample")
                    + " in the round before, whose shards begin and end at "
                    + Arrays.toString(cuts) + ": the same shards in all rounds expected");
        }
    }

    String range() {
        return range(first(), end());
    }

    static String range(int first, int end) {
        return "[" + first + ", " + end + ")";
    }

    /**
     * {@return values in the order of their shards; an empty shard comes before the one that begins at the same class}
     */
    static <T> List<T> sorted(Iterable<T> values, Function<T, ShardSpan> span) {
        List<T> sorted = new ArrayList<>();
        values.forEach(sorted::add);
        sorted.sort(Comparator.comparingInt((T value) -> span.apply(value).first())
                .thenComparingInt(value -> span.apply(value).end()));
        return sorted;
    }

    /** {@return the exception for a damaged value that has arrived} */
    static InvalidObjectException broken(String what) {
        return new InvalidObjectException(
                "damaged " + what + ": a value written by this version of the library expected");
    }
}
