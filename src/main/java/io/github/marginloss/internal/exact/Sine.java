package io.github.marginloss.internal.exact;

import java.math.BigInteger;

/**
 * The sine and the cosine, computed from x − k π/2 between −π/4 and π/4. That takes as many extra bits of π as x has
 * before the point.
 *
 * <ul>
 *   <li>|x| &lt; 2^(−bits/2): sin x lies between x (1 − 2^−bits) and x, because x²/6 &lt; 2^−bits, and cos x lies
 *       between 1 − x²/2 and 1
 *   <li>bounds more than 1 apart, or of 2^20000 and more: the result lies between −1 and 1
 * </ul>
 */
final class Sine {

    private static final int GUARD = 24;

    /** Larger exponents would need too many bits of π. */
    private static final int LARGEST = 20000;

    /** A number less than π/2; the sine rises up to it. */
    private static final Dyadic RISING = Dyadic.of(1.5, 0);

    private Sine() {}

    /**
     * {@return bounds of sin(x + quarters π/2), strict for x ≠ 0}
     *
     * @param x bounds, not both 0
     * @param quarters 0 for the sine, 1 for the cosine
     * @param precision the precision
     */
    static Bounds of(Bounds x, int quarters, Precision precision) {
        int bits = precision.bits();
        long top = x.magnitude().top();
        if (top <= -bits / 2) {
            return quarters == 0 ? small(x, bits) : nearOne(x, bits);
        }
        Dyadic width = x.hi().plus(x.lo().negate(), 64).up(64);
        boolean point = width.signum() == 0;
        if (quarters == 0 && !point && !x.straddlesZero() && x.magnitude().compareTo(RISING) <= 0) {
            return x.hi().signum() <= 0 ? rising(x.negate(), width, precision).negate() : rising(x, width, precision);
        }
        if (top > LARGEST || !point && width.top() > 0) {
            return all(bits);
        }
        return reduced(x, quarters, precision);
    }

    /** Bounds just outside all sines. */
    private static Bounds all(int bits) {
        Dyadic one = Dyadic.ONE.plus(Dyadic.power(-bits), bits + 2).up(bits);
        return new Bounds(one.negate(), one);
    }

    /** The sine rises from 0 to 3/2, so it stays positive even if bounds are far apart relative to their size. */
    private static Bounds rising(Bounds x, Dyadic width, Precision precision) {
        if (x.lo().signum() > 0 && width.top() < x.lo().top() - 8) {
            return reduced(x, 0, precision);
        }
        Dyadic lo = x.lo().signum() == 0
                ? Dyadic.ZERO
                : of(Bounds.of(x.lo()), 0, precision).lo();
        return new Bounds(lo, of(Bounds.of(x.hi()), 0, precision).hi());
    }

    private static Bounds small(Bounds x, int bits) {
        Dyadic factor = Dyadic.ONE.plus(Dyadic.power(-bits).negate(), bits);
        Dyadic lo = x.lo().signum() > 0 ? x.lo().times(factor) : x.lo();
        Dyadic hi = x.hi().signum() < 0 ? x.hi().times(factor) : x.hi();
        return new Bounds(lo, hi).rounded(bits);
    }

    /** The cosine of a number that is not 0 is less than 1. */
    private static Bounds nearOne(Bounds x, int bits) {
        Dyadic magnitude = x.magnitude();
        Dyadic half = magnitude.times(magnitude).scale(-1);
        Dyadic lo = Dyadic.ONE.plus(half.negate(), bits).down(bits);
        return new Bounds(lo, x.straddlesZero() ? all(bits).hi() : Dyadic.ONE);
    }

    /**
     * Let r be x − k π/2. Truncating the lower end costs 1 unit, the multiple of π/2 costs less than 1, and truncating
     * r costs 1, so the errors of r and of its sine or cosine are less than 3 units. The series adds 2, and the width
     * of x adds at most itself.
     */
    private static Bounds reduced(Bounds x, int quarters, Precision precision) {
        int bits = precision.bits();
        int top = (int) x.magnitude().top();
        int n = bits + GUARD + (quarters == 0 ? Math.max(0, -top) : 0);
        int more = Math.max(0, top) + 8;
        BigInteger argument = x.lo().floorAt(n);
        BigInteger width = x.hi().ceilingAt(n).subtract(argument);
        BigInteger halfPi = precision.pi(n + more - 1);
        BigInteger shifted = argument.shiftLeft(more).add(halfPi.shiftRight(1));
        BigInteger[] parts = shifted.divideAndRemainder(halfPi);
        boolean below = parts[1].signum() < 0;
        BigInteger rest = (below ? parts[1].add(halfPi) : parts[1]).subtract(halfPi.shiftRight(1));
        int quadrant = parts[0].intValue() - (below ? 1 : 0) + quarters;
        BigInteger r = rest.shiftRight(more);
        BigInteger[] sinCos = Series.sinCos(r.abs(), n);
        BigInteger sin = r.signum() < 0 ? sinCos[0].negate() : sinCos[0];
        BigInteger value = (quadrant & 1) == 0 ? sin : sinCos[1];
        BigInteger signed = (quadrant & 2) == 0 ? value : value.negate();
        return cut(Bounds.around(signed, width.add(BigInteger.valueOf(8)), n).rounded(bits), all(bits));
    }

    private static Bounds cut(Bounds x, Bounds all) {
        return new Bounds(
                x.lo().compareTo(all.lo()) < 0 ? all.lo() : x.lo(), x.hi().compareTo(all.hi()) > 0 ? all.hi() : x.hi());
    }
}
