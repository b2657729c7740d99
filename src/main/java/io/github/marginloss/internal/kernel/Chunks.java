package io.github.marginloss.internal.kernel;

import java.util.function.IntConsumer;

/** Divides long arrays into chunks, each large enough for one task. */
public final class Chunks {

    /**
     * Entries per chunk. A pass over them takes as long as reading the memory; the time for the arithmetic is
     * negligible.
     */
    private static final int SIZE = 1 << 18;

    private Chunks() {}

    /** {@return the number of chunks in an array} */
    public static int count(int length) {
        return (int) ((length + (SIZE - 1L)) / SIZE);
    }

    /** The first entry of a chunk. */
    public static int from(int part) {
        return part * SIZE;
    }

    /** The entry after the last of a chunk. */
    public static int to(int part, int length) {
        return Math.min(length - part * SIZE, SIZE) + part * SIZE;
    }

    /** Runs over the chunks of an array. */
    public static void forEach(int length, IntConsumer body) {
        try (Parallel parallel = Parallel.forScan(length)) {
            parallel.forEach(count(length), () -> body);
        }
    }
}
