package io.github.marginloss.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of a page. */
final class Markdown {

    private final List<String> lines = new ArrayList<>();

    /** Starts a table with the heads of its columns: the first ones contain text, the others numbers. */
    Markdown(int texts, List<String> heads) {
        row(heads);
        StringBuilder rule = new StringBuilder("|");
        for (int k = 0; k < heads.size(); k++) {
            rule.append(k < texts ? "---|" : "--:|");
        }
        lines.add(rule.toString());
    }

    void row(List<String> cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    /** The table; empty if it has no rows. */
    @Override
    public String toString() {
        return lines.size() == 2 ? "" : String.join("\n", lines) + "\n";
    }

    /** Three digits, or more before the point. */
    static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }

    /** Values separated by slashes, with a dash for a missing one. */
    static String strokes(double... values) {
        List<String> cells = new ArrayList<>();
        for (double value : values) {
            cells.add(Double.isNaN(value) ? "–" : number(value));
        }
        return String.join(" / ", cells);
    }
}
