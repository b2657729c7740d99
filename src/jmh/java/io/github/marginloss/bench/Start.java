package io.github.marginloss.bench;

import java.util.Locale;

/**
 * The time and the memory of a contender that starts in its own process.
 *
 * @param shape the shape of the step
 * @param contender the name of the contender
 * @param threads the number of threads
 * @param first the time of the first call, ms
 * @param warm median time of the calls after the first seconds, ms
 * @param peakOfFirst the largest resident size during the first call, minus the size before it, bytes
 * @param peak the same over all calls, including garbage that has not been collected yet
 * @param allocated the bytes that a warm step allocates in the heap
 */
public record Start(
        Shape shape,
        String contender,
        int threads,
        double first,
        double warm,
        long peakOfFirst,
        long peak,
        long allocated) {

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s %s, %d: first call %.0f ms, warm %.2f, extra %.0f MB, later %.0f MB, allocated per step %.1f MB",
                shape,
                contender,
                threads,
                first,
                warm,
                peakOfFirst / 1e6,
                peak / 1e6,
                allocated / 1e6);
    }
}
