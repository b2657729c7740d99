package io.github.marginloss.internal.exact;

import io.github.marginloss.core.Undecided;
import java.math.BigInteger;

/**
 * The angle of the point (x, y) from the positive x axis, between −π and π. The bounds of x and y form a rectangle.
 * Seen from the origin, two of its corners have the smallest and the largest angle.
 *
 * <p>A corner in the first quadrant is rotated by φ, a double close to its angle:
 *
 * <pre>{@code
 * arctan(y/x) = φ + arctan((y cos φ − x sin φ)/(x cos φ + y sin φ))
 * }</pre>
 *
 * <ul>
 *   <li>y/x &lt; 2^−16: φ = 0
 *   <li>t = y/x &lt; 2^(−bits/2): t (1 − 2^−bits) &lt; arctan t &lt; t, because t²/3 &lt; 2^−bits
 *   <li>bounds with points on both sides of the negative x axis: the angle is undecided
 * </ul>
 */
final class Arctangent {

    private static final int GUARD = 24;

    private static final int SMALL = -16;

    /** The digits of φ after the point. */
    private static final int DIGITS = 52;

    private final Precision precision;

    /** The rotation of the previous corner, which can often be reused. */
    private Rotation last;

    private Arctangent(Precision precision) {
        this.precision = precision;
    }

    /** An angle of few digits, with its sine and cosine to n bits after the point. */
    private record Rotation(BigInteger angle, int n, BigInteger sin, BigInteger cos) {}

    /**
     * {@return bounds of the angle, strict unless they are 0}
     *
     * @param y not exactly 0
     */
    static Bounds of(Bounds y, Bounds x, Precision precision) {
        return new Arctangent(precision).angle(y, x);
    }

    private Bounds angle(Bounds y, Bounds x) {
        if (y.hi().signum() <= 0) {
            return angle(y.negate(), x).negate();
        }
        if (y.lo().signum() < 0) {
            if (x.lo().signum() < 0) {
                throw new Undecided();
            }
            Dyadic below = angle(y.lo().negate(), x.lo()).hi().negate();
            return new Bounds(below, angle(y.hi(), x.lo()).hi());
        }
        if (y.isPoint() && x.isPoint()) {
            return angle(y.lo(), x.lo());
        }
        Dyadic right = x.hi();
        Dyadic left = x.lo();
        Bounds smallest = angle(right.signum() > 0 ? y.lo() : y.hi(), right);
        Bounds largest = angle(left.signum() >= 0 ? y.hi() : y.lo(), left);
        return new Bounds(smallest.lo(), largest.hi());
    }

    /** The angle of a point with y ≥ 0 that is not the origin. */
    private Bounds angle(Dyadic y, Dyadic x) {
        int bits = precision.bits();
        if (x.signum() < 0) {
            Bounds pi = precision.boundsOfPi();
            return y.signum() == 0 ? pi : pi.plus(angle(y, x.negate()).negate(), bits);
        }
        if (y.signum() == 0) {
            return Bounds.of(Dyadic.ZERO);
        }
        long size = x.signum() == 0 ? Integer.MAX_VALUE : y.top() - x.top(); // y/x is less than 2^(size + 1)
        if (size < -bits / 2 - 1) {
            Dyadic quotient = y.dividedBy(x, bits);
            Dyadic factor = Dyadic.ONE.plus(Dyadic.power(-bits).negate(), bits);
            return new Bounds(quotient.down(bits).times(factor), quotient.up(bits)).rounded(bits);
        }
        return quadrant(y, x, size, bits).rounded(bits);
    }

    private Bounds quadrant(Dyadic y, Dyadic x, long size, int bits) {
        int n = bits + GUARD + (int) Math.max(0, -size);
        long scale = n - (size > 0 ? y.top() : x.top());
        BigInteger above = y.floorAt(scale);
        BigInteger along = x.floorAt(scale);
        if (size < SMALL) {
            return Bounds.around(Series.arc(above.shiftLeft(n).divide(along), n, -1), 32, n);
        }
        return rotated(above, along, n);
    }

    /**
     * Both coordinates are truncated (1 unit each) and at most 1, and one of them is at least 1/2. With 2 units of
     * error in the sine and the cosine, the error of a rotated coordinate is less than 7 units. The error of the
     * quotient is then less than 16, because the divisor is at least nearly 1/2, and the series adds 2. Without a
     * rotation the error is smaller.
     */
    private Bounds rotated(BigInteger y, BigInteger x, int n) {
        int excess = n - DIGITS;
        double angle = Math.atan2(
                y.shiftRight(excess).doubleValue(), x.shiftRight(excess).doubleValue());
        BigInteger phi = BigInteger.valueOf((long) (angle * 0x1p52)).shiftLeft(excess);
        Rotation by = rotation(phi, n);
        BigInteger across = y.multiply(by.cos).subtract(x.multiply(by.sin)).shiftRight(n);
        BigInteger along = x.multiply(by.cos).add(y.multiply(by.sin)).shiftRight(n);
        BigInteger rest = across.shiftLeft(n).divide(along);
        return Bounds.around(phi.add(Series.arc(rest, n, -1)), 32, n);
    }

    private Rotation rotation(BigInteger phi, int n) {
        if (last == null || last.n != n || !last.angle.equals(phi)) {
            BigInteger[] sinCos = Series.sinCos(phi, n);
            last = new Rotation(phi, n, sinCos[0], sinCos[1]);
        }
        return last;
    }
}
