package io.github.marginloss.demo.classes;

import io.github.marginloss.demo.DemoException;

/** Checks that the memory is enough, before any of it is allocated. */
final class Heap {

    private static final double MEGABYTE = 1 << 20;
    /** The share that a garbage collector needs for itself, and wastes next to large arrays. */
    private static final double SLACK = 1.2;
    /** The bytes for Maven, for the code, and for allocations of a step that do not depend on its shape. */
    private static final double FIXED = 100 * MEGABYTE;
    /** The number of m×d matrices of doubles that exist at a time: sums of ranges of classes, statistics, features. */
    private static final int BATCHES = 16;

    private Heap() {}

    /** {@return the bytes of W and its momentum} */
    static double parameters(Settings settings) {
        return 2.0 * Float.BYTES * settings.classes() * settings.dimension();
    }

    /** {@return the bytes that a training run needs} */
    static double needed(Settings settings) {
        double row = (double) Float.BYTES * settings.dimension();
        double shard = settings.rowsOfAShard();
        double sampled = settings.rate() == 1 ? 0 : settings.rate() * (settings.classes() + shard);
        double batch = (double) Double.BYTES * settings.batch() * settings.dimension();
        return SLACK * (parameters(settings) + row * (shard + sampled)) + BATCHES * batch + FIXED;
    }

    /**
     * Requires that a training run fits.
     *
     * @param limit the bytes that the heap may have
     * @throws DemoException if it does not fit
     */
    static void require(Settings settings, long limit) {
        long most = Integer.MAX_VALUE - 8L;
        if ((long) settings.rowsOfAShard() * settings.dimension() > most) {
            long rows = most / settings.dimension();
            throw new DemoException(
                    "--shards is " + settings.shards() + ": at least " + (1 + (settings.classes() - 1) / rows)
                            + " expected, because all rows of a shard must fit into one array");
        }
        long needed = megabytes(needed(settings));
        if (needed > megabytes((double) limit)) {
            throw new DemoException(settings.classes() + " classes of " + settings.dimension()
                    + " numbers need a heap of " + needed + " MB ("
                    + megabytes(parameters(settings)) + " MB for W and its momentum), and this one is limited to "
                    + megabytes((double) limit)
                    + " MB: MAVEN_OPTS=-Xmx" + needed + "m before the command, or fewer classes, expected");
        }
    }

    /** {@return bytes in MB of 2^20, as -Xmx counts them, rounded up} */
    static long megabytes(double bytes) {
        return (long) Math.ceil(bytes / MEGABYTE);
    }

    /** {@return the bytes that are in use now, garbage included} */
    static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
