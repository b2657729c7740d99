package io.github.marginloss.bench;

import java.util.Locale;

/**
 * How a contender starts in a process of its own, and what it needs there.
 *
 * @param shape the shape of the step
 * @param contender the name of the contender
 * @param threads the number of threads
 * @param first the time of the first call, ms
 * @param warm median time of the calls after the first seconds, ms
 * @param peakOfFirst the largest resident size during the first call, minus the size before it, bytes
 * @param peak the same for all calls, including garbage that has not been collected yet
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
                "%s %s, %d: first call %.0f ms, warm %.2f, beyond %.0f MB, later %.0f MB, heap of a step %.1f MB",
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
