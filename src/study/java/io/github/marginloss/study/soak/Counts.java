package io.github.marginloss.study.soak;

import io.github.marginloss.study.Formats;
import io.github.marginloss.study.cases.Case;
import java.util.List;
import java.util.TreeMap;

/** Counts the results of the calls. */
final class Counts {

    private static final int SHOWN = 20;

    /** The numbers that were looked at. */
    long outputs;
    /** Those of them that are infinite. */
    long infinite;
    /** The calls that were compared with the reference. */
    long compared;
    /** The largest fraction of grade P's tolerance that was used. */
    double share;
    /** The rows whose terms are so far beyond the range of double that their rounding errors are, too. */
    long cancelling;
    /** The outputs that are not judged, because logits are beyond 2^48 or rows are too faint. */
    long unasked;
    /** The rows that should be exactly 0, and are 0 up to rounding. */
    long vanishing;
    /** The calls with a spoilt argument. */
    long spoilt;

    private long failures;
    /** The first failures, by the number of the call. */
    private final TreeMap<Long, String> shown = new TreeMap<>();

    void fail(Case call, String what) {
        failures++;
        shown.merge(call.number(), call + "\n    " + what, (a, b) -> a);
        while (shown.size() > SHOWN) {
            shown.pollLastEntry();
        }
    }

    void add(Counts other) {
        outputs += other.outputs;
        infinite += other.infinite;
        compared += other.compared;
        share = Math.max(share, other.share);
        cancelling += other.cancelling;
        unasked += other.unasked;
        vanishing += other.vanishing;
        spoilt += other.spoilt;
        failures += other.failures;
        shown.putAll(other.shown);
    }

    String report(long calls) {
        StringBuilder text = new StringBuilder();
        shown.values().stream()
                .limit(SHOWN)
                .forEach(failure -> text.append(failure).append('\n'));
        return text.append(Formats.head(List.of("a soak of " + calls + " calls", "")))
                .append(line("failures", failures))
                .append(line("numbers looked at", outputs))
                .append(line("of them infinite", infinite))
                .append(line("calls compared with the reference in full", compared))
                .append(Formats.row(List.of("the most that was used of grade P's tolerance", Formats.number(share))))
                .append(line("outputs that are not judged", unasked))
                .append(line("rows whose terms are so far beyond the range that their rounding errors are", cancelling))
                .append(line("rows that should be exactly 0, and are so to rounding", vanishing))
                .append(line("calls with a spoilt argument, all refused as they should be", spoilt))
                .toString();
    }

    private static String line(String what, long count) {
        return Formats.row(List.of(what, Long.toString(count)));
    }
}
