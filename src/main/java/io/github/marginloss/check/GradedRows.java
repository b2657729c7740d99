package io.github.marginloss.check;

import io.github.marginloss.core.Real;

/** Judges the rows of one output, and keeps the worst. */
final class GradedRows {

    private final String output;
    private final Precision precision;
    private final int count;
    private int mistakes;
    private Judgement worst;
    /** How far that is beyond what its grade allows. */
    private double worstShare;

    GradedRows(String output, int count, Precision precision) {
        this.output = output;
        this.count = count;
        this.precision = precision;
    }

    /** A loss: its unit is the ulp. */
    void loss(int row, int label, double got, double want, Allowance allowance) {
        boolean wrong = !Double.isFinite(got) && !precision.overflows(want, got);
        Real difference = wrong || got == want || !Double.isFinite(got) ? Real.ZERO : halves(got, want);
        Real size = Real.of(Math.min(Math.abs(want), Double.MAX_VALUE));
        Real unit = Real.of(precision.ulp(Math.min(Math.abs(want), Double.MAX_VALUE)));
        Real careful = greater(unit, allowance.careful(size, precision));
        add(row, label, -1, got, want, wrong, difference, new Real[] {unit, careful, allowance.plain(), unit});
    }

    /** A row of a gradient: its unit is an eps of its norm. */
    void row(int row, int label, double[] got, double[] want, Allowance allowance) {
        RowDifference difference = RowDifference.of(got, want, precision);
        Real unit = difference.size().times(Real.of(precision.eps()));
        // what is below the least numbers counts for nothing
        Real floor = Real.of(4 * Math.sqrt(want.length)).times(Real.of(precision.least()));
        Real careful = greater(unit, allowance.careful(difference.size(), precision));
        Real[] limits = {
            unit.plus(floor), careful.plus(floor), allowance.plain().plus(floor), unit
        };
        int k = difference.column();
        add(row, label < 0 ? k : label, k, got[k], want[k], difference.wrong(), difference.distance(), limits);
    }

    /** Limits are those of R, of P and of plain code, and the unit in which errors are told. */
    private void add(
            int row, int label, int k, double got, double want, boolean wrong, Real difference, Real... limits) {
        Grade grade = wrong ? Grade.MISTAKE : grade(difference, limits);
        mistakes += grade == Grade.MISTAKE ? 1 : 0;
        Real limit = grade == Grade.R ? limits[0] : grade == Grade.P ? limits[1] : limits[2];
        double share = wrong ? Double.POSITIVE_INFINITY : quotient(difference, limit);
        if (worst == null || grade.compareTo(worst.grade()) < 0 || grade == worst.grade() && share > worstShare) {
            worstShare = share;
            double error = wrong ? Double.POSITIVE_INFINITY : quotient(difference, limits[3]);
            double careful = quotient(limits[1], limits[3]);
            double bound = quotient(limits[2], limits[3]);
            worst = new Judgement(output, grade, count, 0, row, label, k, got, want, error, careful, bound);
        }
    }

    private static Grade grade(Real difference, Real... limits) {
        Grade[] grades = {Grade.R, Grade.P, Grade.ROUNDING};
        for (int k = 0; k < grades.length; k++) {
            if (difference.minus(limits[k]).signum() <= 0) {
                return grades[k];
            }
        }
        return Grade.MISTAKE;
    }

    /** {@return the judgement; null if there are no rows} */
    Judgement judgement() {
        return worst == null
                ? null
                : new Judgement(
                        output,
                        worst.grade(),
                        count,
                        mistakes,
                        worst.row(),
                        worst.label(),
                        worst.column(),
                        worst.got(),
                        worst.want(),
                        worst.error(),
                        worst.careful(),
                        worst.bound());
    }

    private static Real halves(double got, double want) {
        double limited = Math.copySign(Math.min(Math.abs(want), Double.MAX_VALUE), want);
        Real difference = Real.of(got).minus(Real.of(limited));
        return difference.signum() < 0 ? difference.negate() : difference;
    }

    private static Real greater(Real a, Real b) {
        return a.minus(b).signum() < 0 ? b : a;
    }

    private static double quotient(Real a, Real b) {
        return a.isZero()
                ? 0
                : b.isZero() ? Double.POSITIVE_INFINITY : a.dividedBy(b).toDouble();
    }
}
