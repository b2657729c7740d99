package io.github.marginloss.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rows of text in columns; the first column is flush left, the others flush right. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    /** Starts a table with the headings of its columns. */
    public Table(String... heads) {
        rows.add(List.of(heads));
    }

    /** Adds a row. */
    public void row(String... cells) {
        rows.add(List.of(cells));
    }

    /** A number with a given number of decimals, always with a decimal point. */
    public static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                String space = " ".repeat(width(column) - row.get(column).length());
                text.append(column == 0 ? row.get(0) + space : "  " + space + row.get(column));
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    /** {@return the table as Markdown} */
    public String markdown() {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add("| " + String.join(" | ", row) + " |\n");
        }
        lines.add(1, "|" + "--:|".repeat(rows.get(0).size()) + "\n");
        return String.join("", lines);
    }

    /** {@return the table as CSV; no cell may contain a comma} */
    public String csv() {
        return rows.stream().map(row -> String.join(",", row) + "\n").collect(Collectors.joining());
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
