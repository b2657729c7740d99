package io.github.marginloss.check;

import io.github.marginloss.core.Real;
import java.util.Arrays;

/**
 * Bounds on the rounding errors of the rows of one output, added up term by term. Judges such rows. A loss is a row of
 * one number, and ∂b is one row.
 */
final class OutputBounds {

    private static final Grade[] GRADES = {Grade.R, Grade.P, Grade.ROUNDING};

    private final String output;
    private final Precision precision;
    /** Grade P, in eps: 8 Σ (1 + R)‖term‖ for a row, 4 (l + R (1 − p_y)) for a loss. */
    private final Real[] careful;
    /** The absolute error that plain code may have. */
    private final Real[] plain;
    /** σ of a row, for grade P; 0 without a margin. */
    private final double[] sigma;

    OutputBounds(String output, int rows, Precision precision) {
        this.output = output;
        this.precision = precision;
        careful = new Real[rows];
        plain = new Real[rows];
        sigma = new double[rows];
        Arrays.fill(careful, Real.ZERO);
        Arrays.fill(plain, Real.ZERO);
    }

    void add(int row, Real carefulInEps, Real plainAbsolute) {
        careful[row] = careful[row].plus(carefulInEps);
        plain[row] = plain[row].plus(plainAbsolute);
    }

    void steepen(int row, double sigmaOfSample) {
        sigma[row] = Math.max(sigma[row], sigmaOfSample);
    }

    /** Judges all rows, which follow each other in the arrays, and returns the worst of them. */
    Judgement judge(double[] got, double[] want, int... labels) {
        int width = got.length / careful.length;
        int mistakes = 0;
        int unseen = 0;
        Graded worst = null;
        for (int row = 0; row < careful.length; row++) {
            double[] g = Arrays.copyOfRange(got, row * width, (row + 1) * width);
            double[] w = Arrays.copyOfRange(want, row * width, (row + 1) * width);
            Graded graded = grade(row, RowDifference.of(g, w, precision), w[0], width);
            mistakes += graded.grade == Grade.MISTAKE ? 1 : 0;
            unseen += graded.isUnseen() ? 1 : 0;
            worst = graded.isWorseThan(worst) ? graded : worst;
        }
        return judgement(worst, mistakes, unseen, got, want, labels);
    }

    private Judgement judgement(Graded worst, int mistakes, int unseen, double[] got, double[] want, int... labels) {
        int row = worst.row;
        int k = worst.difference.column();
        int place = row * (got.length / careful.length) + k;
        int label = switch (output) {
            case "L" -> -1;
            case "l", "dX" -> labels[row];
            case "db" -> k;
            default -> row;
        };
        boolean one = output.equals("L") || output.equals("db");
        boolean wrong = worst.difference.wrong();
        return new Judgement(
                output,
                precision,
                worst.grade,
                careful.length,
                mistakes,
                unseen,
                one ? -1 : row,
                label,
                isLoss() ? -1 : k,
                got[place],
                want[place],
                wrong ? Double.POSITIVE_INFINITY : worst.inUnits(worst.difference.distance()),
                worst.inUnits(worst.limit()));
    }

    private boolean isLoss() {
        return output.equals("L") || output.equals("l");
    }

    private Graded grade(int row, RowDifference difference, double want, int width) {
        Real size = difference.size();
        double first = Math.min(Math.abs(want), Double.MAX_VALUE);
        Real unit = isLoss() ? Real.of(precision.ulp(first)) : size.times(Real.of(precision.eps()));
        // errors below the smallest numbers of the precision do not count
        Real floor = Real.of(isLoss() ? 0 : 4 * Math.sqrt(width) * precision.smallest());
        Real steep = size.times(Real.of(8 * sigma[row]));
        Real allowed = careful[row].plus(steep).times(Real.of(precision.eps()));
        Real[] limits = {unit.plus(floor), greater(unit, allowed).plus(floor), plain[row].plus(floor)};
        int k = 0;
        while (k < limits.length
                && (difference.wrong() || difference.distance().minus(limits[k]).signum() > 0)) {
            k++;
        }
        return new Graded(row, k == limits.length ? Grade.MISTAKE : GRADES[k], difference, unit, limits);
    }

    private static Real greater(Real a, Real b) {
        return a.minus(b).signum() < 0 ? b : a;
    }

    /** A row with its grade, the unit of its errors, and the limits of R, of P and of plain code. */
    private record Graded(int row, Grade grade, RowDifference difference, Real unit, Real... limits) {

        /** The error that the grade allows; for a mistake, the error that plain code may have. */
        Real limit() {
            return limits[grade == Grade.R ? 0 : grade == Grade.P ? 1 : 2];
        }

        /** Compares by grade first, and then by the ratio of error to limit. */
        boolean isWorseThan(Graded other) {
            if (other == null || grade != other.grade) {
                return other == null || grade.compareTo(other.grade) < 0;
            }
            return share() > other.share();
        }

        private double share() {
            return difference.wrong() ? Double.POSITIVE_INFINITY : quotient(difference.distance(), limit());
        }

        double inUnits(Real value) {
            return quotient(value, unit);
        }

        /** Whether plain code may lose all digits of the row, so that any small number would have passed. */
        boolean isUnseen() {
            return grade == Grade.ROUNDING
                    && !difference.size().isZero()
                    && limits[2].minus(difference.size()).signum() >= 0;
        }

        private static double quotient(Real a, Real b) {
            return a.isZero()
                    ? 0
                    : b.isZero() ? Double.POSITIVE_INFINITY : a.dividedBy(b).toDouble();
        }
    }
}
