package io.github.marginloss.check;

import java.util.Locale;

/**
 * The judgement of a {@link Comparison} on one output and on its worst row: among the rows of the worst grade, the one
 * with the largest ratio of error to bound.
 *
 * @param output L, l, dX, dW, db or dC
 * @param precision the precision in whose units errors are measured
 * @param grade the grade of the worst row
 * @param rows how many rows the output has; L and db count as one row
 * @param mistakes how many of the rows are mistakes
 * @param unseen how many of the rows cannot be judged: their grade is rounding, and plain code may lose all their
 *     digits
 * @param row the worst row: a sample in l and dX, a class in dW and dC; −1 in L and db
 * @param label the class of the row, or the class of the entry in db; −1 in L
 * @param column the column with the largest error; −1 in L and l
 * @param got the value of that entry in your numbers
 * @param want the value it should have
 * @param error the error: of a loss in ulps, of a row in eps of its norm
 * @param bound the error that the grade allows, in the same unit; for a mistake, the error that plain code may have
 */
public record Judgement(
        String output,
        Precision precision,
        Grade grade,
        int rows,
        int mistakes,
        int unseen,
        int row,
        int label,
        int column,
        double got,
        double want,
        double error,
        double bound) {

    /** {@return whether it is a mistake because an entry is NaN or infinite where the right one is finite} */
    public boolean isNotFinite() {
        return grade == Grade.MISTAKE && !Double.isFinite(got);
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
        String head = String.format(Locale.ROOT, "%-2s  %s: ", output, grade == Grade.MISTAKE ? "MISTAKE" : grade);
        String tail = counts();
        if (isNotFinite()) {
            return head + got + where + ", want " + entry(want) + tail;
        }
        String unit = output.equalsIgnoreCase("l") ? " ulp" : " eps";
        return head + number(error) + unit + where + " (bound " + number(bound) + "), got " + entry(got) + ", want "
                + entry(want) + tail;
    }

    private String counts() {
        String wrong = mistakes > 0 && rows > 1 ? "; " + mistakes + " of " + rows + " rows are mistakes" : "";
        String which = rows > 1 ? unseen + " of " + rows + " rows" : "it";
        return unseen == 0
                ? wrong
                : wrong + "; " + which + " cannot be judged in " + precision
                        + (precision == Precision.DOUBLE ? "" : ": compute in float64");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    private static String entry(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.9g", value) : String.valueOf(value);
    }
}
