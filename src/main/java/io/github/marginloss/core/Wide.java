package io.github.marginloss.core;

/**
 * A number mantissa·2^exponent with its exponent aside, for products whose factors are beyond the range of double while
 * the product is not.
 *
 * @param mantissa 0, or a number with 1 ≤ |mantissa| < 2
 * @param exponent the binary exponent
 */
record Wide(double mantissa, int exponent) {

    static Wide of(double value) {
        return of(value, 0);
    }

    /** value·2^exponent. */
    static Wide of(double value, int exponent) {
        int own = Powers.exponent(Math.abs(value));
        // in two steps, as 2^−own is beyond the range of double for a subnormal value
        return new Wide(Math.scalb(Math.scalb(value, -own / 2), -(own - own / 2)), exponent + own);
    }

    Wide times(Wide other) {
        return of(mantissa * other.mantissa, exponent + other.exponent);
    }

    Wide dividedBy(Wide other) {
        return of(mantissa / other.mantissa, exponent - other.exponent);
    }

    boolean isZero() {
        return mantissa == 0;
    }

    /** This times 2^shift, as a double. */
    double toDouble(int shift) {
        return Math.scalb(mantissa, Math.max(-3000, Math.min(3000, exponent + shift)));
    }
}
