package io.github.marginloss.demo.data;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The text between two separators: a number, a word, or a mark for a missing value. */
final class Cell {

    // stricter than Double.parseDouble, which accepts 1d and 0x1p3; these may be classes
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d+,\\d+");
    private static final Set<String> MISSING = Set.of("", "?", "na", "nan");
    /** Beyond this, different whole numbers may be the same double. */
    private static final double LARGEST_WHOLE = 0x1p53;

    private Cell() {}

    static boolean isNumber(String cell) {
        return NUMBER.matcher(cell).matches() && Double.isFinite(Double.parseDouble(cell));
    }

    static boolean isWhole(String cell) {
        return isNumber(cell)
                && Double.parseDouble(cell) == Math.rint(Double.parseDouble(cell))
                && Math.abs(Double.parseDouble(cell)) < LARGEST_WHOLE;
    }

    static boolean isMissing(String cell) {
        return MISSING.contains(cell.toLowerCase(Locale.ROOT));
    }

    static boolean isWord(String cell) {
        return !isNumber(cell)
                && !isMissing(cell)
                && !DECIMAL_COMMA.matcher(cell).matches();
    }

    /** How to correct a cell that is not a number. */
    static String cure(String cell) {
        if (DECIMAL_COMMA.matcher(cell).matches()) {
            return "write decimals with a point, " + cell.replace(',', '.');
        }
        return "a number expected; " + (isMissing(cell) ? "fill it in" : "correct it") + ", or delete the line";
    }
}
