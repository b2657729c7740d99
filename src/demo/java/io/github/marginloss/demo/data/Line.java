package io.github.marginloss.demo.data;

import io.github.marginloss.demo.DemoException;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a file.
 *
 * @param number counted from 1, blank lines and comments included
 * @param cells without the quotes and the space around them
 */
record Line(int number, List<String> cells) {

    /** Splits a line into cells. Separators within double quotes do not count; two quotes within quotes mean one. */
    static Line cut(int number, String text, char separator, String name) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        boolean quoted = false;
        for (int k = 0; k <= text.length(); k++) {
            if (k < text.length() && text.charAt(k) == '"') {
                quoted = !quoted;
            } else if (k == text.length() || text.charAt(k) == separator && !quoted) {
                cells.add(unquoted(text.substring(from, k).strip()));
                from = k + 1;
            }
        }
        if (quoted) {
            throw new DemoException(name + ", line " + number + " is '" + text
                    + "': a quote is not closed; close it, and keep each sample on one line");
        }
        return new Line(number, cells);
    }

    /** The number of cells into which a separator would split a line. */
    static int count(String text, char separator) {
        int cells = 1;
        boolean quoted = false;
        for (int k = 0; k < text.length(); k++) {
            quoted ^= text.charAt(k) == '"';
            cells += text.charAt(k) == separator && !quoted ? 1 : 0;
        }
        return cells;
    }

    private static String unquoted(String cell) {
        boolean quoted = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
        return quoted
                ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"").strip()
                : cell;
    }
}
