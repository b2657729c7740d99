package io.github.marginloss.reference;

import io.github.marginloss.core.DD;
import io.github.marginloss.internal.kernel.PowersOfTwo;

/**
 * A row Σ a·row in double-double, with a bound on the error of every entry.
 *
 * <p>A step adds a product to an entry, with an error of at most u² (3 S + 7 |a x|), where S = Σ|a x| over all steps
 * bounds every partial sum. Over N steps the error is at most (3 N + 7) u² S. Each step adds its share of that to the
 * bound, together with the error of its own factor. A step that might underflow also adds a few times the smallest
 * double.
 */
final class BoundedRow {

    private static final double SQUARE_UNIT = 0x1p-106;
    /**
     * The error of underflow in one step: of the entry, the product, the product's low word and the factor's low word.
     */
    private static final double UNDERFLOW = 0x1p-1068;
    /** A factor this many bits below the unit may underflow. */
    private static final int SMALL = 300;
    /** A factor this many bits below the unit is only added to the error. */
    private static final int NEGLIGIBLE = 600;

    private final int steps;
    private final double[] high;
    private final double[] low;
    private final double[] errors;
    private long unit = Long.MIN_VALUE;

    /**
     * Creates a zero row.
     *
     * @param dimension its length
     * @param steps the largest number of rows that will be added
     */
    BoundedRow(int dimension, int steps) {
        this.steps = steps;
        high = new double[dimension];
        low = new double[dimension];
        errors = new double[dimension];
    }

    /** Adds factor·row. */
    void add(Bounded factor, ScaledRows rows, int row) {
        if (factor.isZero() || rows.isZero(row)) {
            return;
        }
        double[] x = rows.entries();
        int offset = rows.offset(row);
        long exponent = factor.exponent() + rows.exponent(row);
        if (!(factor.error() < Double.MAX_VALUE)) {
            forget(x, offset);
            return;
        }
        raise(exponent);
        int shift = (int) Math.max(exponent - unit, -NEGLIGIBLE);
        double bound = PowersOfTwo.scale(factor.error(), shift);
        if (shift == -NEGLIGIBLE) {
            charge(x, offset, bound + PowersOfTwo.scale(2, shift));
            return;
        }
        double a = PowersOfTwo.scale(factor.middle().hi(), shift);
        double rest = PowersOfTwo.scale(factor.middle().lo(), shift);
        addProducts(a, rest, bound + (4.0 * steps + 16) * SQUARE_UNIT * Math.abs(a), x, offset);
        if (shift < -SMALL || rows.isRagged(row) || rest != 0 && Math.abs(rest) < 0x1p-600) {
            chargeUnderflow(x, offset, 1 + bound);
        }
    }

    private void addProducts(double a, double rest, double charge, double[] x, int offset) {
        for (int k = 0; k < high.length; k++) {
            double entry = x[offset + k];
            double p = a * entry;
            double e = Math.fma(rest, entry, Math.fma(a, entry, -p));
            double h = high[k];
            double s = h + p;
            double back = s - h;
            double t = (h - (s - back)) + (p - back) + (low[k] + e);
            double sum = s + t;
            double again = sum - s;
            high[k] = sum;
            low[k] = (s - (sum - again)) + (t - again);
            errors[k] += charge * Math.abs(entry);
        }
    }

    private void charge(double[] x, int offset, double charge) {
        for (int k = 0; k < errors.length; k++) {
            errors[k] += charge * Math.abs(x[offset + k]);
        }
        chargeUnderflow(x, offset, 1 + charge);
    }

    private void chargeUnderflow(double[] x, int offset, double times) {
        for (int k = 0; k < errors.length; k++) {
            errors[k] += x[offset + k] == 0 ? 0 : times * UNDERFLOW;
        }
    }

    /** Makes the bounds infinite for all entries that the row changes. */
    private void forget(double[] x, int offset) {
        for (int k = 0; k < errors.length; k++) {
            errors[k] = x[offset + k] == 0 ? errors[k] : Double.POSITIVE_INFINITY;
        }
        unit = unit == Long.MIN_VALUE ? 0 : unit;
    }

    /** Makes the unit at least 2^exponent. */
    private void raise(long exponent) {
        if (exponent > unit && unit != Long.MIN_VALUE) {
            double power = PowersOfTwo.of((int) Math.max(unit - exponent, -NEGLIGIBLE));
            for (int k = 0; k < high.length; k++) {
                boolean touched = high[k] != 0 || low[k] != 0 || errors[k] != 0;
                // if the power is not small enough, the entry stays too large, but by much less than this bound
                double lost = unit - exponent < -NEGLIGIBLE ? (Math.abs(high[k]) + errors[k]) * 2 * power : 0;
                high[k] *= power;
                low[k] *= power;
                errors[k] = errors[k] * power + (touched ? UNDERFLOW + lost : 0);
            }
        }
        unit = Math.max(unit, exponent);
    }

    /**
     * Writes the entries rounded to nearest, or NaN where the bound leaves more than one double.
     *
     * @param target receives the entries. Modified.
     * @param offset the index of the first of them
     */
    void write(double[] target, int offset) {
        // the additions have rounded the bound, too
        double up = 1 + 0x1p-40 + steps * 0x1p-50;
        for (int k = 0; k < high.length; k++) {
            target[offset + k] = Decision.of(new DD(high[k], low[k]), errors[k] * up, unit);
        }
    }
}
