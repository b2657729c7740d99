package io.github.marginloss.core;

import java.util.Arrays;

/** A row Σ a·row in double-double, with one exponent for all of it. */
public final class RowSum {

    private final DD[] sums;
    /** The sums' unit is 2^unit. */
    private long unit;

    /**
     * A zero row.
     *
     * @param dimension its length
     */
    public RowSum(int dimension) {
        sums = new DD[dimension];
        clear();
    }

    /** {@return the length of the row} */
    public int dimension() {
        return sums.length;
    }

    /** Sets the row to zero. */
    public void clear() {
        Arrays.fill(sums, DD.ZERO);
        unit = Long.MIN_VALUE;
    }

    /**
     * Adds factor·row.
     *
     * @param factor a
     * @param row a row. Not modified.
     */
    public void add(Real factor, DD[] row) {
        if (factor.isZero()) {
            return;
        }
        if (unit == Long.MIN_VALUE) {
            unit = factor.exponent();
        } else if (factor.exponent() > unit) {
            int shift = shift(unit, factor.exponent());
            Arrays.setAll(sums, j -> sums[j].scalb(shift));
            unit = factor.exponent();
        }
        int shift = shift(factor.exponent(), unit);
        for (int j = 0; j < sums.length; j++) {
            sums[j] = sums[j].plus(factor.mantissa().times(row[j]).scalb(shift));
        }
    }

    private static int shift(long from, long to) {
        return (int) Math.max(-3000, from - to);
    }

    /**
     * Writes the row, rounded.
     *
     * @param target receives the row. Modified.
     * @param offset where the row begins
     */
    public void write(double[] target, int offset) {
        for (int j = 0; j < sums.length; j++) {
            target[offset + j] = Real.of(sums[j], unit == Long.MIN_VALUE ? 0 : unit).toDouble();
        }
    }
}
