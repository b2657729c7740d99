package io.github.marginloss.internal.exact;

import java.math.BigInteger;

/**
 * π and log 2 in fixed point, by formulas of Machin's kind:
 *
 * <pre>{@code
 * π     = 16 arctan(1/5) − 4 arctan(1/239)
 * log 2 = 18 artanh(1/26) − 2 artanh(1/4801) + 8 artanh(1/8749)
 * }</pre>
 *
 * <p>A sum S = Σ ±1 / ((2i + 1) q^2i) over a range of i is held as the fraction t / (b q²ⁿ) of integers, and merging
 * two neighbouring ranges takes no division (binary splitting).
 *
 * @param t the numerator
 * @param b the product of the 2i + 1
 * @param power q²ⁿ, for n terms
 */
record ArcSeries(BigInteger t, BigInteger b, BigInteger power) {

    /** The errors of all series together are less than 60 units, and one unit of the result has 2^8 of these. */
    private static final int GUARD = 8;

    private static final BigInteger ERROR = BigInteger.valueOf(60);

    /**
     * {@return an integer F with F &lt; π·2^n &lt; F + 2}
     *
     * @param n the number of bits after the point
     */
    static BigInteger pi(int n) {
        int m = n + GUARD;
        return floor(scaled(16, 5, -1, m).subtract(scaled(4, 239, -1, m)));
    }

    /**
     * {@return an integer F with F &lt; log 2·2^n &lt; F + 2}
     *
     * @param n the number of bits after the point
     */
    static BigInteger log2(int n) {
        int m = n + GUARD;
        return floor(scaled(18, 26, 1, m).subtract(scaled(2, 4801, 1, m)).add(scaled(8, 8749, 1, m)));
    }

    /** The number is irrational and within 60 units of the value, so it lies between this floor and 3/2 above it. */
    private static BigInteger floor(BigInteger value) {
        return value.subtract(ERROR).shiftRight(GUARD);
    }

    /** The factor times the series of 1/q, at m bits; the error is below twice the factor. */
    private static BigInteger scaled(int factor, int q, int sign, int m) {
        int bitsOfTerm = 2
                * (31
                        - Integer.numberOfLeadingZeros(
                                q)); // each term is smaller than the one before by at least this many bits
        ArcSeries sum = sum(
                0,
                m / bitsOfTerm + 2,
                BigInteger.valueOf((long) q * q),
                sign); // all further terms together are < 1 unit
        BigInteger divisor = sum.b.multiply(sum.power).multiply(BigInteger.valueOf(q));
        return sum.t.shiftLeft(m).divide(divisor).multiply(BigInteger.valueOf(factor));
    }

    /** The sum of the terms from one index to another, divided by the power of q in the first of them. */
    private static ArcSeries sum(int from, int to, BigInteger square, int sign) {
        if (to - from == 1) {
            return new ArcSeries(square, BigInteger.valueOf(2L * from + 1), square);
        }
        int middle = (from + to) >>> 1;
        ArcSeries left = sum(from, middle, square, sign);
        ArcSeries right = sum(middle, to, square, sign);
        BigInteger first = left.t.multiply(right.b).multiply(right.power);
        BigInteger second = left.b.multiply(right.t);
        boolean negative = sign < 0 && ((middle - from) & 1) != 0;
        return new ArcSeries(
                negative ? first.subtract(second) : first.add(second),
                left.b.multiply(right.b),
                left.power.multiply(right.power));
    }
}
