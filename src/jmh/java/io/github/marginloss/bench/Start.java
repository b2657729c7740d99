package io.github.marginloss.bench;

import java.util.Locale;

/**
 * How a contender starts in a process of its own, and what it needs there.
 *
 * @param shape what it computes
 * @param contender who
 * @param threads on how many threads
 * @param first time of the first call, ms
 * @param warm median time of the calls after the first seconds, ms
 * @param peakOfFirst greatest resident size during the first call, less that before it, bytes
 * @param peak the same of all calls, with what the garbage collector leaves for later
 * @param allocated in the heap by a warm step, bytes
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
