package io.github.marginloss.study;

import java.util.List;
import java.util.Locale;

/** Numbers and tables as the pages show them. */
public final class Formats {

    private Formats() {}

    /** A number with two digits; 0 and ∞ unchanged. */
    public static String number(double value) {
        if (value == 0 || Double.isInfinite(value)) {
            return value == 0 ? "0" : "∞";
        }
        if (value < 0.01 || value >= 9999.5) {
            String text = String.format(Locale.ROOT, "%.0e", value);
            return text.replace("e+0", "e").replace("e-0", "e-").replace("e+", "e");
        }
        return String.format(Locale.ROOT, value < 0.995 ? "%.2f" : value < 9.95 ? "%.1f" : "%.0f", value);
    }

    /** A line of a Markdown table. */
    public static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** The head of a Markdown table; every column except the first is flush right. */
    public static String head(List<String> cells) {
        return row(cells) + "|---|" + "--:|".repeat(cells.size() - 1) + "\n";
    }
}
