package io.github.marginloss.core;

import java.util.Arrays;

/** Σ a·row in double-double, entry by entry, with one exponent for the whole row. */
final class RowSum {

    private final DD[] sums;
    /** The sums' unit is 2^unit. */
    private int unit;

    RowSum(int dimension) {
        sums = new DD[dimension];
        clear();
    }

    void clear() {
        Arrays.fill(sums, DD.ZERO);
        unit = Integer.MIN_VALUE;
    }

    /** Adds a·difference. */
    void add(double a, Difference difference) {
        Wide factor = Wide.of(a, difference.exponent);
        if (factor.isZero()) {
            return;
        }
        if (factor.exponent() > unit) {
            int shift = unit == Integer.MIN_VALUE ? 0 : unit - factor.exponent();
            Arrays.setAll(sums, j -> sums[j].scalb(shift));
            unit = factor.exponent();
        }
        for (int j = 0; j < sums.length; j++) {
            DD term = DD.product(factor.mantissa(), difference.high[j])
                    .plus(factor.mantissa() * difference.low[j]);
            sums[j] = sums[j].plus(term.scalb(factor.exponent() - unit));
        }
    }

    /** Writes the sums divided by a number. */
    void write(double divisor, double[] target, int offset) {
        for (int j = 0; j < sums.length; j++) {
            target[offset + j] = sums[j].dividedBy(divisor).toDouble();
        }
        Powers.finish(target, offset, sums.length, 1, unit == Integer.MIN_VALUE ? 0 : unit);
    }
}
