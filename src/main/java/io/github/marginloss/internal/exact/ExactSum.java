package io.github.marginloss.internal.exact;

import java.math.BigInteger;

/**
 * Sums of products of doubles without any error: dot products and squared distances of rows of finite numbers of any
 * size, such as 1e308·1e308 + 5e-324·5e-324.
 *
 * <p>The sum is a fixed-point number in digits of 32 bits, long enough for all exponents of products (U. Kulisch's long
 * accumulator). A digit is a long, which can take 2^30 products before carries must be propagated. The unit of the last
 * digit is the square of the smallest double, 2^−2148.
 */
public final class ExactSum {

    private static final int LAST = -2148;

    /**
     * In units of the last digit, a product is an integer of 106 bits times at most 2^4090, or 2^4091 if doubled. The
     * number of products adds up to 64 bits.
     */
    private static final int DIGITS = (2 * 2045 + 1 + 106 + 64) / 32 + 2;

    private static final long MASK = 0xffffffffL;

    private static final int CARRY_AFTER = 1 << 30;

    private final long[] digits = new long[DIGITS];

    private int untilCarry = CARRY_AFTER;

    private ExactSum() {}

    /**
     * {@return Σ x y, exact}
     *
     * @param x the first factors, finite. Not modified.
     * @param xOffset the index of the first of them
     * @param y the second factors, finite. Not modified.
     * @param yOffset the index of the first of them
     * @param length the number of products
     * @param precision the precision of everything computed from it
     */
    public static Enclosure dot(double[] x, int xOffset, double[] y, int yOffset, int length, Precision precision) {
        ExactSum sum = new ExactSum();
        for (int i = 0; i < length; i++) {
            sum.add(x[xOffset + i], y[yOffset + i], 0);
        }
        return Enclosure.of(sum.total(), LAST, precision);
    }

    /**
     * {@return ½ Σ (x − c)², exact}
     *
     * @param x the entries of the first point, finite. Not modified.
     * @param xOffset the index of the first of them
     * @param c the entries of the second point, finite. Not modified.
     * @param cOffset the index of the first of them
     * @param length the number of entries
     * @param precision the precision of everything computed from it
     */
    public static Enclosure halfSquareOfDifference(
            double[] x, int xOffset, double[] c, int cOffset, int length, Precision precision) {
        ExactSum sum = new ExactSum();
        for (int i = 0; i < length; i++) { // x² − 2xc + c²; exact numbers lose nothing to cancellation
            double a = x[xOffset + i];
            double b = c[cOffset + i];
            sum.add(a, a, 0);
            sum.add(-a, b, 1);
            sum.add(b, b, 0);
        }
        return Enclosure.of(sum.total(), LAST - 1, precision);
    }

    /** Adds a·b·2^shift, where a factor is s·2^(e − 1075) with a signed s of 54 bits and 1 ≤ e ≤ 2046. */
    private void add(double a, double b, int shift) {
        long aBits = Double.doubleToRawLongBits(a);
        long bBits = Double.doubleToRawLongBits(b);
        int aExponent = (int) (aBits >>> 52) & 0x7ff;
        int bExponent = (int) (bBits >>> 52) & 0x7ff;
        if (aExponent == 0x7ff || bExponent == 0x7ff) {
            throw new IllegalArgumentException("not finite: " + a + " or " + b);
        }
        long first = significand(aBits, aExponent);
        long second = significand(bBits, bExponent);
        int position = Math.max(aExponent, 1) + Math.max(bExponent, 1) - 2 + shift;
        add(Math.multiplyHigh(first, second), first * second, position);
    }

    private static long significand(long bits, int exponent) {
        long size = bits & 0xfffffffffffffL | (exponent == 0 ? 0 : 0x10000000000000L);
        long sign = bits >> 63;
        return (size ^ sign) - sign;
    }

    /** Adds the 128-bit integer (high, low) at a position; the highest of its five digits has the sign. */
    private void add(long high, long low, int position) {
        int shift = position & 31;
        int at = position >>> 5;
        long w0 = low << shift;
        long w1 = high << shift | low >>> 1 >>> 63 - shift;
        digits[at] += w0 & MASK;
        digits[at + 1] += w0 >>> 32;
        digits[at + 2] += w1 & MASK;
        digits[at + 3] += w1 >>> 32;
        digits[at + 4] += high >> 1 >> 63 - shift;
        if (--untilCarry == 0) {
            carry();
        }
    }

    /** Propagates carries, so that every digit below the highest is from 0 to 2^32 − 1. The highest has the sign. */
    private void carry() {
        for (int i = 0; i < DIGITS - 1; i++) {
            digits[i + 1] += digits[i] >> 32;
            digits[i] &= MASK;
        }
        untilCarry = CARRY_AFTER;
    }

    /** The sum in units of the last digit. */
    private BigInteger total() {
        carry();
        byte[] bytes = new byte[4 * DIGITS];
        for (int i = 0; i < DIGITS; i++) {
            int digit = (int) digits[DIGITS - 1 - i];
            for (int j = 0; j < 4; j++) {
                bytes[4 * i + j] = (byte) (digit >> 24 - 8 * j);
            }
        }
        return new BigInteger(bytes);
    }
}
