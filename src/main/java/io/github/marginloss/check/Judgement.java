package io.github.marginloss.check;

import java.util.Locale;

/**
 * What a {@link Comparison} says of one output, and of the worst row in it: of those that are worst in grade the one
 * that is furthest beyond its bound.
 *
 * @param output L, l, dX, dW, db or dC
 * @param grade that of the worst row
 * @param rows how many rows the output has; L and db are one
 * @param worse how many of them are mistakes
 * @param row the worst row: a sample in l and dX, a class in dW and dC; −1 in L and db
 * @param label the class of the row, or the class of the entry in db; −1 in L
 * @param column the entry that is furthest off; −1 in L and l
 * @param got that entry of yours
 * @param want what it should be
 * @param error how far the row is off: a loss in ulps, a row in eps of its norm
 * @param careful what grade P allows, in the same unit
 * @param bound what plain code may lose, in the same unit
 */
public record Judgement(
        String output,
        Grade grade,
        int rows,
        int worse,
        int row,
        int label,
        int column,
        double got,
        double want,
        double error,
        double careful,
        double bound) {

    /** {@return whether the entry is NaN or infinite where the right one is finite} */
    public boolean isNotFinite() {
        return !Double.isFinite(got) && got != want;
    }

    /** {@return where it is, as in "row 3 (class 7), column 0"; empty for L} */
    public String place() {
        return switch (output) {
            case "L" -> "";
            case "l" -> "sample " + row + " (class " + label + ")";
            case "dX" -> "sample " + row + " (class " + label + "), column " + column;
            case "db" -> "class " + label;
            default -> "class " + row + ", column " + column;
        };
    }

    @Override
    public String toString() {
        String where = place().isEmpty() ? "" : " at " + place();
        String many = worse > 0 && rows > 1 ? "; " + worse + " of " + rows + " rows are mistakes" : "";
        String head = String.format(Locale.ROOT, "%-2s  %s: ", output, grade == Grade.MISTAKE ? "MISTAKE" : grade);
        if (isNotFinite()) {
            return head + got + where + ", want " + entry(want) + many;
        }
        String unit = isLoss() ? " ulp" : " eps";
        double allowed = grade == Grade.R ? 1 : grade == Grade.P ? careful : bound;
        return head + number(error) + unit + where + " (bound " + number(allowed) + "), got " + entry(got) + ", want "
                + entry(want) + many;
    }

    private boolean isLoss() {
        return output.equals("L") || output.equals("l");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    private static String entry(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.9g", value) : String.valueOf(value);
    }
}
