package io.github.marginloss.internal.softmax;

import java.util.stream.IntStream;

/**
 * How an evaluation is divided. This depends only on the shape, never on the number of threads, so that sums always
 * have the same order and results the same bits.
 *
 * @param block the largest number of samples in a block
 * @param tile the largest number of classes in a tile, whose logits exist at the same time
 * @param ranges the number of ranges of classes, each with its own partial sums
 * @param kept the largest number of exponentials that arrays keep for the second pass
 */
record Tiling(int block, int tile, int ranges, long kept) {

    private static final int BLOCK = 512;
    private static final int SCAN_BLOCK = 64;
    private static final int TILE = 192;
    private static final int SMALLEST_TILE = 48;
    private static final int RANGES = 8;
    /** The largest number of doubles in the partial sums of all ranges: 16 MB. */
    private static final long PARTIAL_SUMS = 1L << 21;
    /** The largest number of kept exponentials: 32 MB. */
    private static final long KEPT = 4_000_000;

    static Tiling of(int samples, int dimension, int classes) {
        // even few classes are divided into several tiles, for several threads
        int tile = even(classes, Math.max(SMALLEST_TILE, Math.min(TILE, parts(classes, RANGES))));
        int ranges = Math.min(parts(classes, tile), mostRanges(samples, dimension));
        return new Tiling(even(samples, BLOCK), tile, ranges, KEPT);
    }

    /** The largest number of ranges whose partial sums fit. */
    private static int mostRanges(int samples, int dimension) {
        return (int) Math.max(1, Math.min(RANGES, PARTIAL_SUMS / Math.max(1, (long) samples * dimension)));
    }

    /** The number of parts of a size. It does not overflow, even with the largest number of classes. */
    private static int parts(int size, int part) {
        return (int) (((long) size + part - 1) / part);
    }

    /**
     * Returns how the pass over a shard is divided: into tiles of the same size, and into ranges as if the shard were
     * all classes. A shard that is one of the ranges of all classes becomes one range, so that it gives the same bits.
     *
     * @param classes the number of all classes
     * @param first the first class of the shard
     * @param count the number of its classes
     */
    static Tiling ofShard(int samples, int dimension, int classes, int first, int count) {
        Tiling whole = of(samples, dimension, classes);
        int own = Math.max(1, Math.min(parts(count, whole.tile), mostRanges(samples, dimension)));
        boolean isRange = IntStream.range(0, whole.ranges)
                .anyMatch(range -> whole.firstClass(range, classes) == first
                        && whole.firstClass(range + 1, classes) == first + count);
        return new Tiling(whole.block, whole.tile, isRange ? 1 : own, 0);
    }

    /** Returns the same tiling in smaller blocks where there is a single range, so that several threads have work. */
    Tiling forScan(int samples) {
        return ranges > 1 ? this : new Tiling(even(samples, SCAN_BLOCK), tile, ranges, kept);
    }

    /** Returns the same tiling for several terms that share the memory for kept exponentials. */
    Tiling shared(int terms) {
        return new Tiling(block, tile, ranges, kept / terms);
    }

    /** The size of parts that are as equal as possible and at most limit. */
    private static int even(int size, int limit) {
        int parts = Math.max(1, parts(size, limit));
        return Math.max(1, parts(size, parts));
    }

    /** {@return the number of tiles} */
    int tiles(int classes) {
        return parts(classes, tile);
    }

    /** {@return the first class of a range; of the range after the last, the number of classes} */
    int firstClass(int range, int classes) {
        return (int) Math.min(classes, (long) firstTile(range, classes) * tile);
    }

    /** {@return whether a tile is the first of a range} */
    boolean beginsRange(int tile, int classes) {
        return IntStream.range(0, ranges).anyMatch(range -> firstTile(range, classes) == tile);
    }

    /** {@return the first tile of each range, and the number of tiles} */
    int[] eachRange(int classes) {
        return IntStream.rangeClosed(0, ranges)
                .map(range -> firstTile(range, classes))
                .toArray();
    }

    /** {@return all tiles, and their number} */
    int[] eachTile(int classes) {
        return IntStream.rangeClosed(0, tiles(classes)).toArray();
    }

    /** {@return the first tile of a range} */
    int firstTile(int range, int classes) {
        return (int) ((long) range * tiles(classes) / ranges);
    }

    /** {@return the number of blocks} */
    int blocks(int samples) {
        return parts(samples, block);
    }
}
