package io.github.marginloss.core;

/**
 * How a step is cut. It follows from the shape alone, never from the number of threads, so that sums are made in one
 * order and the bits of the results are always the same.
 *
 * @param block samples that are treated together, at most
 * @param width columns in one row array, at most
 * @param tile classes whose logits exist at one time
 * @param ranges class ranges, each with partial sums of its own
 * @param kept logits that arrays keep from the first pass to the second, at most; more of them are computed again
 */
record Tiling(int block, int width, int tile, int ranges, long kept) {

    private static final int ROW = 512;
    private static final int TILE = 192;
    private static final int LEAST_TILE = 48;
    private static final int RANGES = 8;
    /** Doubles that the partial sums of all ranges may take: 16 MB. */
    private static final long PARTIAL_SUMS = 1L << 21;
    /** Doubles that kept logits may take: 32 MB less rounding. */
    private static final long KEPT = 4_000_000;

    static Tiling of(int samples, int dimension, int classes) {
        // few classes still make several tiles, for several threads
        int tile = even(classes, Math.max(LEAST_TILE, Math.min(TILE, (classes + RANGES - 1) / RANGES)));
        long affordable = Math.max(1, PARTIAL_SUMS / Math.max(1, (long) samples * dimension));
        int ranges = (int) Math.min(Math.min(RANGES, (classes + tile - 1) / tile), affordable);
        return new Tiling(even(samples, ROW), ROW, tile, ranges, KEPT);
    }

    /** The same, where several steps share the memory for kept logits. */
    Tiling shared(int steps) {
        return new Tiling(block, width, tile, ranges, kept / steps);
    }

    /** The size of equal parts of at most limit. */
    private static int even(int size, int limit) {
        int parts = Math.max(1, (size + limit - 1) / limit);
        return Math.max(1, (size + parts - 1) / parts);
    }

    int tiles(int classes) {
        return (classes + tile - 1) / tile;
    }

    /** The first tile of a range. */
    int firstTile(int range, int classes) {
        return (int) ((long) range * tiles(classes) / ranges);
    }

    int blocks(int samples) {
        return (samples + block - 1) / block;
    }
}
