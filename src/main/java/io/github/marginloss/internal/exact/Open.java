package io.github.marginloss.internal.exact;

import io.github.marginloss.core.Undecided;
import java.math.BigInteger;

/**
 * A number that lies strictly between two ends, bounds·2^scale. The scale is 0 except for exponentials of numbers below
 * −2^40; there it may have thousands of bits. Such numbers are compared with each other, but their bits are never
 * written out.
 *
 * @param bounds the ends; if the scale is not 0, the larger is below 1
 * @param scale a binary exponent
 */
record Open(Bounds bounds, BigInteger scale) {

    /** Scales with at most this many bits are put into the exponents of the ends. */
    private static final int WIDE = 40;

    /** An upper bound of every scaled number, for uses that need only its sign. */
    private static final Dyadic NEGLIGIBLE = Dyadic.power(-(1L << WIDE));

    static Open of(Bounds bounds) {
        return new Open(bounds, BigInteger.ZERO);
    }

    static Open of(Bounds bounds, BigInteger scale) {
        Open scaled = new Open(bounds, scale).scaled();
        return scaled.scale.bitLength() > WIDE ? scaled : of(scaled.bounds.scale(scaled.scale.longValue()));
    }

    /** The same number with the larger end in [1/2, 1), up to its sign. */
    private Open scaled() {
        Dyadic magnitude = bounds.magnitude();
        long top = magnitude.signum() == 0 ? 0 : magnitude.top();
        return new Open(bounds.scale(-top), scale.add(BigInteger.valueOf(top)));
    }

    /** {@return whether the scale is not 0} */
    boolean isScaled() {
        return scale.signum() != 0;
    }

    /** {@return the ends; for a scaled number they tell only the sign} */
    Bounds plain() {
        if (scale.signum() > 0) {
            throw new Undecided();
        }
        return isScaled() ? signs(bounds) : bounds;
    }

    private static Bounds signs(Bounds bounds) {
        Dyadic lo = bounds.lo().signum() < 0 ? NEGLIGIBLE.negate() : Dyadic.ZERO;
        return new Bounds(lo, bounds.hi().signum() > 0 ? NEGLIGIBLE : Dyadic.ZERO);
    }

    Open negate() {
        return new Open(bounds.negate(), scale);
    }

    Open plus(Open y, int bits) {
        if (!isScaled() && !y.isScaled()) {
            return of(bounds.plus(y.bounds, bits));
        }
        Open first = scaled();
        Open second = y.scaled();
        boolean inOrder = first.scale.compareTo(second.scale) >= 0;
        Open greater = inOrder ? first : second;
        Open lesser = inOrder ? second : first;
        BigInteger shift = lesser.scale.subtract(greater.scale);
        Bounds other = shift.bitLength() <= WIDE ? lesser.bounds.scale(shift.longValue()) : signs(lesser.bounds);
        return of(greater.bounds.plus(other, bits), greater.scale);
    }

    Open times(Open y, int bits) {
        Bounds product = bounds.times(y.bounds, bits);
        return isScaled() || y.isScaled() ? of(product, scale.add(y.scale)) : of(product);
    }

    Open dividedBy(Open y, int bits) {
        Bounds quotient = bounds.dividedBy(y.bounds, bits);
        return isScaled() || y.isScaled() ? of(quotient, scale.subtract(y.scale)) : of(quotient);
    }
}
