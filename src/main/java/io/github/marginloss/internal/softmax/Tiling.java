package io.github.marginloss.internal.softmax;

/**
 * How an evaluation is divided. This depends only on the shape, never on the number of threads, so that sums always
 * have the same order and results the same bits.
 *
 * @param block the largest number of samples in a block
 * @param tile the largest number of classes in a tile, whose logits exist at the same time
 * @param ranges the number of ranges of classes, each with its own partial sums
 * @param kept the largest number of exponentials that arrays keep for the second pass; the others are recomputed
 */
record Tiling(int block, int tile, int ranges, long kept) {

    private static final int BLOCK = 512;
    private static final int TILE = 192;
    private static final int LEAST_TILE = 48;
    private static final int RANGES = 8;
    /** The largest number of doubles in the partial sums of all ranges: 16 MB. */
    private static final long PARTIAL_SUMS = 1L << 21;
    /** The largest number of kept exponentials: 32 MB. */
    private static final long KEPT = 4_000_000;

    static Tiling of(int samples, int dimension, int classes) {
        // even few classes are divided into several tiles, for several threads
        int tile = even(classes, Math.max(LEAST_TILE, Math.min(TILE, (classes + RANGES - 1) / RANGES)));
        long affordable = Math.max(1, PARTIAL_SUMS / Math.max(1, (long) samples * dimension));
        int ranges = (int) Math.min(Math.min(RANGES, (classes + tile - 1) / tile), affordable);
        return new Tiling(even(samples, BLOCK), tile, ranges, KEPT);
    }

    /** Returns the same tiling for several terms that share the memory for kept exponentials. */
    Tiling shared(int terms) {
        return new Tiling(block, tile, ranges, kept / terms);
    }

    /** The size of parts that are as equal as possible and at most limit. */
    private static int even(int size, int limit) {
        int parts = Math.max(1, (size + limit - 1) / limit);
        return Math.max(1, (size + parts - 1) / parts);
    }

    /** {@return the number of tiles} */
    int tiles(int classes) {
        return (classes + tile - 1) / tile;
    }

    /** {@return the first tile of a range} */
    int firstTile(int range, int classes) {
        return (int) ((long) range * tiles(classes) / ranges);
    }

    /** {@return the number of blocks} */
    int blocks(int samples) {
        return (samples + block - 1) / block;
    }
}
