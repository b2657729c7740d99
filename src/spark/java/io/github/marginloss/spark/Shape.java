package io.github.marginloss.spark;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What a head consists of.
 *
 * @param storage of its numbers
 * @param dimension d
 * @param cuts the first class of each shard, and n. Not modified.
 * @param seed of the class weights at the beginning
 */
record Shape(ClassRows.Storage storage, int dimension, int[] cuts, long seed) implements Serializable {

    /** The largest length of an array that virtual machines agree on. */
    private static final int ARRAY = Integer.MAX_VALUE - 8;

    /** {@return shards whose sizes differ by at most one class} */
    static Shape of(ClassRows.Storage storage, int dimension, int classes, int shards, long seed) {
        int[] cuts = new int[shards + 1];
        Arrays.setAll(cuts, k -> (int) ((long) classes * k / shards));
        return new Shape(storage, dimension, cuts, seed);
    }

    /** {@return the largest number of classes of a shard: its numbers are in one array} */
    static int most(int dimension) {
        return ARRAY / dimension;
    }

    /** {@return the largest dimension of a shard with this number of classes} */
    static int largestDimension(int classes) {
        return ARRAY / classes;
    }

    int shards() {
        return cuts.length - 1;
    }

    int classes() {
        return cuts[cuts.length - 1];
    }

    /** {@return the same with one shard more} */
    Shape append(int count) {
        int[] more = Arrays.copyOf(cuts, cuts.length + 1);
        more[cuts.length] = classes() + count;
        return new Shape(storage, dimension, more, seed);
    }

    @Override
    public String toString() {
        return classes() + " classes in " + shards() + " shards, " + dimension + " features";
    }
}
