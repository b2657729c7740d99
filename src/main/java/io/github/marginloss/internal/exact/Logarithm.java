package io.github.marginloss.internal.exact;

import java.math.BigInteger;

/**
 * log(1 + x) for x ≥ 0. With y = 1 + x = 2^k m and 1 ≤ m &lt; 2, and with a double L close to log m:
 *
 * <pre>{@code
 * log y = k log 2 + L + 2 artanh((m − exp L)/(m + exp L))
 * }</pre>
 *
 * <ul>
 *   <li>x &lt; 2^−bits: x (1 − 2^−bits) &lt; log(1 + x) &lt; x, because log(1 + x) &gt; x (1 − x/2)
 *   <li>x &lt; 2^−16: 2 artanh(x/(2 + x))
 *   <li>bounds that reach below 0 although the value does not: x − x² &lt; log(1 + x) for −1/4 ≤ x &lt; 0
 * </ul>
 */
final class Logarithm {

    private static final int GUARD = 24;

    /** The exponent from which on the double L is used. */
    private static final int SMALL = -16;

    /** The digits of L after the point. */
    private static final int DIGITS = 52;

    private static final Dyadic SMALLEST = Dyadic.power(-2).negate();

    private Logarithm() {}

    /** {@return bounds of log(1 + x), strict for x ≠ 0; x has a positive upper end} */
    static Bounds ofOnePlus(Bounds x, Precision precision) {
        Dyadic lo = x.lo();
        if (lo.signum() <= 0 || isWide(x)) {
            return new Bounds(
                    lower(lo, precision), near(Bounds.of(x.hi()), precision).hi());
        }
        return near(x, precision);
    }

    /** Whether bounds are so far apart that each end needs its own logarithm. */
    private static boolean isWide(Bounds x) {
        return !x.isPoint() && x.hi().plus(x.lo().negate(), 64).up(64).top() > x.lo().top() - 8;
    }

    private static Dyadic lower(Dyadic x, Precision precision) {
        if (x.signum() == 0) {
            return x;
        }
        if (x.signum() > 0) {
            return near(Bounds.of(x), precision).lo();
        }
        Dyadic above = x.compareTo(SMALLEST) < 0 ? SMALLEST : x;
        int bits = precision.bits();
        return above.plus(above.times(above).negate(), bits).down(bits);
    }

    private static Bounds near(Bounds x, Precision precision) {
        int bits = precision.bits();
        long top = x.lo().top();
        if (x.hi().top() <= -bits) {
            Dyadic factor = Dyadic.ONE.plus(Dyadic.power(-bits).negate(), bits);
            return new Bounds(x.lo().times(factor), x.hi()).rounded(bits);
        }
        if (top <= SMALL) {
            return small(x, bits + GUARD - (int) top).rounded(bits);
        }
        return large(x, precision).rounded(bits);
    }

    /**
     * Truncating x costs 1 unit, which the quotient halves. Truncating the quotient costs 1, and the series adds 2.
     * Doubling the sum makes 7 units. The width of x adds at most itself, because the slope of log(1 + x) is at most 1.
     */
    private static Bounds small(Bounds x, int n) {
        BigInteger argument = x.lo().floorAt(n);
        BigInteger width = x.hi().ceilingAt(n).subtract(argument);
        BigInteger two = BigInteger.TWO.shiftLeft(n);
        BigInteger value = Series.arc(argument.shiftLeft(n).divide(two.add(argument)), n, 1)
                .shiftLeft(1);
        return widened(value, width, n);
    }

    /**
     * Truncating m costs up to 2 units, perhaps in two steps. The error of exp L is 2 units, which makes 1 in the
     * quotient; truncating the quotient costs 1, and the series adds 2. Doubling makes 8 units of these 4, and the
     * multiple of log 2 adds 2. With the 2 units of m, that is 12. The width of m adds at most itself to the logarithm.
     */
    private static Bounds large(Bounds x, Precision precision) {
        int n = precision.bits() + GUARD - (int) Math.min(0, x.lo().top());
        Dyadic y = Dyadic.ONE.plus(x.lo(), n + 2);
        long k = y.top() - 1;
        BigInteger m = y.floorAt(n - k);
        BigInteger width = Dyadic.ONE.plus(x.hi(), n + 2).ceilingAt(n - k).subtract(m);
        double double1 = m.shiftRight(n - DIGITS).doubleValue() * 0x1p-52;
        BigInteger start =
                BigInteger.valueOf((long) (Math.log(double1) * 0x1p52)).shiftLeft(n - DIGITS);
        BigInteger exp = Series.exp(start, n);
        BigInteger quotient = m.subtract(exp).shiftLeft(n).divide(m.add(exp));
        BigInteger value = Series.arc(quotient, n, 1).shiftLeft(1).add(start);
        if (k != 0) {
            int more = 64 - Long.numberOfLeadingZeros(k) + 1;
            value = value.add(
                    precision.log2(n + more).multiply(BigInteger.valueOf(k)).shiftRight(more));
        }
        return widened(value, width, n);
    }

    /**
     * Returns bounds, given the computed logarithm of the lower end, whose error is less than 16 units. At the upper
     * end the logarithm is larger by at most the width.
     */
    private static Bounds widened(BigInteger value, BigInteger width, int n) {
        BigInteger error = BigInteger.valueOf(16);
        return new Bounds(
                new Dyadic(value.subtract(error), -n),
                new Dyadic(value.add(error).add(width), -n));
    }
}
