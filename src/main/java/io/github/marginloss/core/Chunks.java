package io.github.marginloss.core;

/** Long arrays in parts that are worth a task each. */
final class Chunks {

    /** Entries of a part: memory, not arithmetic, is what takes the time. */
    private static final int SIZE = 1 << 18;

    /** Fewer parts stay on the calling thread. */
    private static final int SEVERAL = 5;

    /** What is done with the entries from (inclusive) to (exclusive). */
    interface Body {
        void run(int chunk, int from, int to);
    }

    private Chunks() {}

    /** How many parts an array has. */
    static int count(int length) {
        return (int) ((length + (SIZE - 1L)) / SIZE);
    }

    /** Runs over the parts of an array. */
    static void forEach(int length, Body body) {
        int count = count(length);
        try (Parallel parallel = Parallel.of(count >= SEVERAL)) {
            parallel.forEach(count, () -> k -> body.run(k, k * SIZE, Math.min(length - k * SIZE, SIZE) + k * SIZE));
        }
    }
}
