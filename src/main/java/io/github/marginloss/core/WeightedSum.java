package io.github.marginloss.core;

/** Σ a_i l_i in double-double, with the exponent aside: terms beyond the range of double may cancel. */
final class WeightedSum {

    private DD sum = DD.ZERO;
    /** The sum's unit is 2^unit. */
    private int unit;

    /** Adds coefficient · value. */
    void add(double coefficient, Wide value) {
        Wide factor = Wide.of(coefficient);
        if (factor.isZero() || value.isZero()) {
            return;
        }
        int exponent = factor.exponent() + value.exponent();
        if (sum.isZero() || exponent > unit) {
            sum = sum.scalb(unit - exponent);
            unit = exponent;
        }
        sum = sum.plus(DD.product(factor.mantissa(), value.mantissa()).scalb(exponent - unit));
    }

    double toDouble() {
        return Wide.of(sum.toDouble()).toDouble(unit);
    }
}
