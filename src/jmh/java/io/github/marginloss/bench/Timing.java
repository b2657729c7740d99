package io.github.marginloss.bench;

import java.util.Locale;

/**
 * The times of a contender's calls.
 *
 * @param shape the shape of the step
 * @param contender the name of the contender
 * @param threads the number of threads
 * @param calls the number of calls
 * @param median the median of their times, ms
 * @param least the shortest of their times, ms
 * @param cpu mean processor time of the process during a call, user and system, ms
 * @param kernel the part of cpu that was spent in the kernel, ms
 * @param faults mean number of page faults during a call
 */
public record Timing(
        Shape shape,
        String contender,
        int threads,
        int calls,
        double median,
        double least,
        double cpu,
        double kernel,
        double faults) {

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s %s, %d: median %.2f ms, shortest %.2f, processor %.2f, kernel %.2f, %.0f faults, %d calls",
                shape,
                contender,
                threads,
                median,
                least,
                cpu,
                kernel,
                faults,
                calls);
    }
}
