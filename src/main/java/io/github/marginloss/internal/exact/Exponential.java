package io.github.marginloss.internal.exact;

import io.github.marginloss.core.Undecided;
import java.math.BigInteger;

/**
 * The exponential: exp(x) = 2^k exp(x − k log 2) with 0 ≤ x − k log 2 &lt; log 2.
 *
 * <ul>
 *   <li>|x| ≤ 2^(−bits/2): 1 + x &lt; exp(x) &lt; 1 + x + x², so that a small x never becomes 1
 *   <li>x below −2^40: k may be too large for an exponent, and becomes the scale of an {@link Open} number
 *   <li>x above 2^57: the exponential is undecided
 * </ul>
 */
final class Exponential {

    private static final int GUARD = 24;

    /** From this exponent on, the exponential of a negative number is negligible: only its sign matters. */
    private static final int NEGLIGIBLE = 40;

    private static final int HUGE = 57;

    /** From this exponent on, the multiple of log 2 in a number is not computed. */
    private static final int LONGEST = 1 << 14;

    private Exponential() {}

    /** {@return the exponential, strictly within its bounds for x ≠ 0} */
    static Open of(Bounds x, Precision precision) {
        int bits = precision.bits();
        Dyadic magnitude = x.magnitude();
        if (magnitude.top() <= -bits / 2) {
            return Open.of(nearOne(x, bits));
        }
        if (x.lo().signum() < 0 && x.hi().signum() < 0 && x.hi().top() > NEGLIGIBLE) {
            return tiny(x, precision);
        }
        if (x.isPoint() || !isWide(x)) {
            return Open.of(besideOne(x, near(x, precision)));
        }
        Bounds lo = near(Bounds.of(x.lo()), precision);
        return Open.of(besideOne(
                x, new Bounds(lo.lo(), near(Bounds.of(x.hi()), precision).hi())));
    }

    /** The exponential of numbers below −2^40. If the bounds are far apart, the lower bound of the result is 0. */
    private static Open tiny(Bounds x, Precision precision) {
        if (x.magnitude().top() > LONGEST) {
            return Open.of(new Bounds(Dyadic.ZERO, Dyadic.power(-(1L << NEGLIGIBLE))));
        }
        boolean wide = !x.isPoint()
                && x.hi().plus(x.lo().negate(), precision.bits()).up(64).top() > -8;
        Scaled upper = reduced(wide ? Bounds.of(x.hi()) : x, precision);
        return Open.of(wide ? new Bounds(Dyadic.ZERO, upper.bounds.hi()) : upper.bounds, upper.k);
    }

    /** Keeps the exponential of a positive number above 1, and that of a negative one below 1. */
    private static Bounds besideOne(Bounds x, Bounds exp) {
        if (x.lo().signum() >= 0 && exp.lo().compareTo(Dyadic.ONE) < 0) {
            return new Bounds(Dyadic.ONE, exp.hi());
        }
        if (x.hi().signum() <= 0 && exp.hi().compareTo(Dyadic.ONE) > 0) {
            return new Bounds(exp.lo(), Dyadic.ONE);
        }
        return exp;
    }

    private static boolean isWide(Bounds x) {
        return x.magnitude().top() >= NEGLIGIBLE
                || x.hi().plus(x.lo().negate(), 64).up(64).top() > -8;
    }

    private static Bounds nearOne(Bounds x, int bits) {
        Dyadic square = x.hi().times(x.hi());
        return new Bounds(
                Dyadic.ONE.plus(x.lo(), bits).down(bits),
                Dyadic.ONE
                        .plus(x.hi().plus(square, 2 * bits).up(2 * bits), bits)
                        .up(bits));
    }

    /** The exponential for bounds that are less than 2^−8 apart or equal. */
    private static Bounds near(Bounds x, Precision precision) {
        Dyadic lo = x.lo();
        if (lo.top() > NEGLIGIBLE && lo.signum() < 0) {
            return new Bounds(Dyadic.ZERO, Dyadic.power(-(1L << NEGLIGIBLE)));
        }
        if (lo.top() > HUGE) {
            throw new Undecided();
        }
        Scaled reduced = reduced(x, precision);
        return reduced.bounds.scale(reduced.k.longValueExact());
    }

    /** bounds·2^k. */
    private record Scaled(Bounds bounds, BigInteger k) {}

    /**
     * Let r be the fixed-point number below x − k log 2. Truncating x costs less than 1 unit. The multiple of log 2
     * costs less than 1, which is 2k of its own smaller units, and rounding it costs 1. So the error of r is less than
     * 3 units. With exp(r) &lt; 2.01 these become less than 7, and the series adds 2. At the upper end, the width of x
     * adds at most 3 times itself.
     */
    private static Scaled reduced(Bounds x, Precision precision) {
        int n = precision.bits() + GUARD;
        int more = (int) Math.max(0, x.lo().top()) + 8;
        BigInteger argument = x.lo().floorAt(n);
        BigInteger width = x.hi().ceilingAt(n).subtract(argument);
        BigInteger[] parts = argument.shiftLeft(more).divideAndRemainder(precision.log2(n + more));
        BigInteger k = parts[0];
        BigInteger rest = parts[1];
        if (rest.signum() < 0) {
            k = k.subtract(BigInteger.ONE);
            rest = rest.add(precision.log2(n + more));
        }
        BigInteger value = Series.exp(rest.shiftRight(more), n);
        Bounds bounds = Bounds.around(value, 16, n);
        Dyadic above = bounds.hi().plus(new Dyadic(width.multiply(BigInteger.valueOf(3)), -n), n);
        return new Scaled(new Bounds(bounds.lo(), above).rounded(precision.bits()), k);
    }
}
