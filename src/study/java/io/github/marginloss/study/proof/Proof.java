package io.github.marginloss.study.proof;

import io.github.marginloss.reference.Effort;
import io.github.marginloss.study.Formats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Compares the reference with the truth, on the same number of small cases of every kind. Every output must be the true
 * value rounded to nearest.
 */
public final class Proof {

    /** The number of cases of a kind that are judged at a time. */
    private static final int ROUND = 32;
    /** The number of wrong cases of a kind that are shown. */
    private static final int SHOWN = 2;

    /** The results of the cases of a kind. */
    private static final class Tally {
        private long cases;
        private long outputs;
        private long wrongCases;
        private long wrong;
        private long open;

        private void add(Verdict verdict) {
            cases++;
            outputs += verdict.outputs();
            wrongCases += verdict.wrong().isEmpty() ? 0 : 1;
            wrong += verdict.wrong().size();
            open += verdict.open();
        }

        private String line(String title) {
            return Formats.row(List.of(title, "" + cases, "" + outputs, "" + wrongCases, "" + wrong, "" + open));
        }
    }

    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final Tally all = new Tally();
    private final Map<Integer, Long> bits = new TreeMap<>();
    /** How many outputs were open before double-double, and before each precision after it. */
    private final List<Long> effort = new ArrayList<>();

    private final List<Verdict> shown = new ArrayList<>();

    private Proof() {}

    /**
     * Judges at least a number of outputs, with the cases of each kind from a given one on, and reports the results.
     */
    public static String report(long outputs, long from) {
        Proof proof = new Proof();
        List<Kind> kinds = Kind.all();
        for (long number = from; proof.all.outputs < outputs; number += ROUND) {
            long first = number;
            IntStream.range(0, kinds.size() * ROUND)
                    .parallel()
                    .mapToObj(k -> Verdict.of(kinds.get(k / ROUND).maker().apply(first + k % ROUND)))
                    .toList()
                    .forEach(proof::count);
        }
        return proof.table() + "\n" + proof.precisions() + "\n" + proof.faults();
    }

    private void count(Verdict verdict) {
        Tally tally = tallies.computeIfAbsent(verdict.call().group(), title -> new Tally());
        tally.add(verdict);
        all.add(verdict);
        bits.merge(verdict.bits(), 1L, Long::sum);
        for (int place = 0; place < verdict.effort().size(); place++) {
            if (place == effort.size()) {
                effort.add(0L);
            }
            effort.set(place, effort.get(place) + verdict.effort().get(place));
        }
        if (verdict.open() > 0 || !verdict.wrong().isEmpty() && tally.wrongCases <= SHOWN) {
            shown.add(verdict);
        }
    }

    private String table() {
        StringBuilder text = new StringBuilder(Formats.head(
                List.of("reference against the truth", "cases", "outputs", "wrong cases", "wrong", "undecided")));
        tallies.forEach((title, tally) -> text.append(tally.line(title)));
        return text.append(all.line("all")).toString();
    }

    /** The precisions that the reference needed, and those that the truth needed. */
    private String precisions() {
        StringBuilder text = new StringBuilder(Formats.head(List.of("decided by the reference in", "outputs")));
        for (int place = 0; place < effort.size(); place++) {
            long decided = effort.get(place) - (place + 1 < effort.size() ? effort.get(place + 1) : 0);
            text.append(Formats.row(List.of(Effort.title(place), "" + decided)));
        }
        text.append('\n').append(Formats.head(List.of("bits of the truth", "cases")));
        bits.forEach((precision, cases) -> text.append(Formats.row(List.of("" + precision, "" + cases))));
        return text.toString();
    }

    private String faults() {
        StringBuilder text = new StringBuilder();
        for (Verdict verdict : shown) {
            String open = verdict.open() == 0 ? "" : " (" + verdict.open() + " undecided)";
            text.append(verdict.call()).append(open).append('\n').append(verdict.inputs());
            verdict.wrong().stream()
                    .limit(5)
                    .forEach(fault -> text.append("  ").append(fault).append('\n'));
        }
        return text.toString();
    }
}
