package io.github.marginloss.study;

import io.github.marginloss.study.measure.Output;
import io.github.marginloss.study.measure.Output.Grade;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table of tallies, one line per name. */
final class Report {

    private final String title;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final Tally all = new Tally();

    Report(String title) {
        this.title = title;
    }

    /** Counts a case under a name. */
    void add(String name, String call, List<Output> outputs) {
        tallies.computeIfAbsent(name, key -> new Tally()).add(call, outputs);
        all.add(call, outputs);
    }

    String table() {
        StringBuilder text = new StringBuilder(Formats.head(List.of(
                title, "cases", "loss, ulp", "∂X, eps", "∂W ∂b ∂C, eps", "rows, eps/κ", "share of P", "P", "M", "R")));
        tallies.forEach((name, tally) -> text.append(line(name, tally)));
        return text.append(line("all", all)).toString();
    }

    private static String line(String name, Tally tally) {
        return Formats.row(List.of(
                name,
                tally.cases(),
                tally.losses(),
                tally.features(),
                tally.parameters(),
                tally.ofTerms(),
                tally.share(),
                tally.reached(Grade.P),
                tally.reached(Grade.M),
                tally.reached(Grade.R)));
    }

    /** The counts that the columns do not show. */
    String notes() {
        return "rows whose terms cancel to 0, or in double to a rounding error: " + all.vanishing() + "\n"
                + "rows that are not judged: " + all.unasked() + "\n"
                + "largest share of a tolerance used: " + all.worst() + "\n";
    }
}
