package io.github.marginloss.study.soak;

import io.github.marginloss.study.Formats;
import io.github.marginloss.study.cases.Case;
import java.util.List;
import java.util.TreeMap;

/** Counts the results of the calls. */
final class Counts {

    private static final int SHOWN = 20;

    /** The numbers that were checked. */
    long outputs;
    /** The infinite ones among them. */
    long infinite;
    /** The calls that were compared with the reference. */
    long compared;
    /** The largest fraction of grade P's tolerance that was used. */
    double share;
    /** The rows whose terms are so far beyond the range of double that their rounding errors are, too. */
    long cancelling;
    /** The outputs that are not judged, because logits are beyond 2^48 or rows are too faint. */
    long unasked;
    /** The rows that should be exactly 0, and are a rounding error. */
    long vanishing;
    /** The calls with a bad argument. */
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
                .append(line("numbers checked", outputs))
                .append(line("infinite ones among them", infinite))
                .append(line("calls compared completely with the reference", compared))
                .append(Formats.row(List.of("largest share of grade P's tolerance used", Formats.number(share))))
                .append(line("outputs that are not judged", unasked))
                .append(line("rows whose terms, and their rounding errors, are beyond the range", cancelling))
                .append(line("rows that should be exactly 0, and are a rounding error", vanishing))
                .append(line("calls with a bad argument, all refused correctly", spoilt))
                .toString();
    }

    private static String line(String what, long count) {
        return Formats.row(List.of(what, Long.toString(count)));
    }
}
