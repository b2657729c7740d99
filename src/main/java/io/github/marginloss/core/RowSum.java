package io.github.marginloss.core;

import java.util.Arrays;

/**
 * A row Σ a·row in double-double, with one exponent for all of it.
 *
 * <p>{@linkplain io.github.marginloss.core No API}.
 */
public final class RowSum {

    private static final long NONE = Long.MIN_VALUE;

    private final double[] high;
    private final double[] low;
    /** The sums' unit is 2^unit. */
    private long unit = NONE;

    /**
     * A zero row.
     *
     * @param dimension its length
     */
    public RowSum(int dimension) {
        high = new double[dimension];
        low = new double[dimension];
    }

    /** Sets the row to zero. */
    public void clear() {
        Arrays.fill(high, 0);
        Arrays.fill(low, 0);
        unit = NONE;
    }

    /**
     * Adds factor·row.
     *
     * @param factor a
     * @param row a row. Not modified.
     */
    public void add(Real factor, DD[] row) {
        double greatest = Arrays.stream(row)
                .mapToDouble(entry -> Math.abs(entry.hi()))
                .max()
                .orElse(0);
        if (factor.isZero() || greatest == 0) {
            return;
        }
        int own = Powers.exponent(greatest);
        int shift = shift(new Real(factor.mantissa(), factor.exponent() + own));
        for (int j = 0; j < high.length; j++) {
            DD product = factor.mantissa().times(row[j].scalb(-own));
            DD sum = DD.sum(high[j], low[j]).plus(product.scalb(shift));
            high[j] = sum.hi();
            low[j] = sum.lo();
        }
    }

    /** Adds factor·(row + rowLow), without an object for each entry. */
    void add(Real factor, double[] row, double[] rowLow) {
        if (factor.isZero() || Powers.maximum(row, 0, row.length) == 0) {
            return;
        }
        double power = Math.scalb(1.0, shift(factor));
        double a = factor.mantissa().hi() * power;
        double aLow = factor.mantissa().lo() * power;
        for (int j = 0; j < high.length; j++) {
            double product = a * row[j];
            double rest = Math.fma(a, row[j], -product) + Math.fma(a, rowLow[j], aLow * row[j]);
            double sum = high[j] + product;
            double back = sum - high[j];
            double error = (high[j] - (sum - back)) + (product - back);
            double remainder = low[j] + (error + rest);
            high[j] = sum + remainder;
            low[j] = remainder - (high[j] - sum);
        }
    }

    /** The binary exponent of a factor's mantissa in the row's unit, which is made great enough. */
    private int shift(Real factor) {
        if (unit == NONE) {
            unit = factor.exponent();
        } else if (factor.exponent() > unit) {
            double power = Math.scalb(1.0, (int) Math.max(-3000, unit - factor.exponent()));
            for (int j = 0; j < high.length; j++) {
                high[j] *= power;
                low[j] *= power;
            }
            unit = factor.exponent();
        }
        return (int) Math.max(-3000, factor.exponent() - unit);
    }

    /**
     * Writes factor times the row, rounded.
     *
     * @param factor a number
     * @param target receives the row. Modified.
     * @param offset where the row begins
     */
    public void write(Real factor, double[] target, int offset) {
        multiply(factor, target, offset);
        Powers.finish(target, offset, target, offset, high.length, 1, factor.exponent() + exponent());
    }

    /** Puts factor times the row into a row. The sum is gone afterwards. */
    void put(Real factor, GradientRows target, int row) {
        multiply(factor, high, 0);
        target.put(row, high, new Real(unit == NONE ? DD.ZERO : DD.ONE, factor.exponent() + exponent()));
        unit = NONE;
    }

    private long exponent() {
        return unit == NONE ? 0 : unit;
    }

    private void multiply(Real factor, double[] target, int offset) {
        double f = factor.mantissa().hi();
        double fLow = factor.mantissa().lo();
        for (int j = 0; j < high.length; j++) {
            double product = high[j] * f;
            target[offset + j] = product + (Math.fma(high[j], f, -product) + Math.fma(high[j], fLow, low[j] * f));
        }
    }
}
