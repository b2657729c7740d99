package io.github.marginloss.internal.exact;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Numeric;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.Undecided;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A number that knows its error: either exact, a fraction of integers, or known to lie strictly between two ends,
 * lo &lt; v &lt; hi.
 *
 * <p>That an end is never the number itself decides halfway cases: 1 + exp(−1e9) lies above 1 in any precision, and
 * 1 + 2^−53 + exp(−1e9) rounds up.
 *
 * <ul>
 *   <li>Sums, products and quotients of exact numbers are exact, square roots if they are rational, and so are exp 0,
 *       log1p 0, sin 0, cos 0 and the angle of a point on the positive x axis. Numbers that get too long become
 *       intervals.
 *   <li>A question that the ends do not answer is {@link Undecided}: the sign of an interval around 0, a quotient
 *       without bounds, an angle on both sides of the negative x axis, an exponent beyond ±2^60.
 *   <li>An exact 0 as a divisor, and the square root or log1p of a negative number, are no question of precision: they
 *       are an {@link ArithmeticException}.
 * </ul>
 *
 * <p>All numbers of a formula have one {@link Precision}.
 */
public final class Enclosure implements Numeric<Enclosure> {

    /** Of the numbers that are made here. */
    private static final long EXPONENT_LIMIT = 1L << 59;

    /** The number if it is exact, or null. */
    private final Ratio exact;

    /** The ends if it is not, or null. */
    private final Bounds open;

    private final Precision precision;

    private Enclosure(Ratio exact, Bounds open, Precision precision) {
        this.exact = exact;
        this.open = open;
        this.precision = precision;
    }

    private Enclosure exact(Ratio value) {
        return new Enclosure(value, null, precision);
    }

    /** Where both ends are the same, they were those of an exact number that only seemed to be too long. */
    private static Enclosure open(Bounds bounds, Precision precision) {
        return bounds.isPoint()
                ? new Enclosure(new Ratio(bounds.lo()), null, precision)
                : new Enclosure(null, bounds, precision);
    }

    private Enclosure open(Bounds bounds) {
        return open(bounds, precision);
    }

    /**
     * {@return an exact number}
     *
     * @param value finite
     * @param precision the precision of what is made from it
     */
    public static Enclosure of(double value, Precision precision) {
        return new Enclosure(new Ratio(Dyadic.of(value, 0)), null, precision);
    }

    /**
     * {@return mantissa·2^exponent, exact}
     *
     * @param mantissa any integer
     * @param exponent a binary exponent, up to 2^59 in size
     * @param precision the precision of what is made from it
     */
    public static Enclosure of(BigInteger mantissa, long exponent, Precision precision) {
        if (!(Math.abs(exponent) <= EXPONENT_LIMIT)) {
            throw new IllegalArgumentException("exponent = " + exponent + ", expected up to 2^59 in size");
        }
        return new Enclosure(new Ratio(new Dyadic(mantissa, exponent)), null, precision);
    }

    /**
     * {@return a number between (hi + lo − error)·2^exponent and (hi + lo + error)·2^exponent, exact if the error is 0}
     *
     * @param hi finite
     * @param lo finite
     * @param error finite, more than the number is off, or 0
     * @param exponent a binary exponent, up to 2^59 in size
     * @param precision the precision of what is made from it
     */
    public static Enclosure around(double hi, double lo, double error, long exponent, Precision precision) {
        if (!(error >= 0)) {
            throw new IllegalArgumentException("error = " + error + ", expected ≥ 0");
        }
        if (!(Math.abs(exponent) <= EXPONENT_LIMIT)) {
            throw new IllegalArgumentException("exponent = " + exponent + ", expected up to 2^59 in size");
        }
        int all = 4 * Double.MAX_EXPONENT;
        Dyadic middle = Dyadic.of(hi, exponent).plus(Dyadic.of(lo, exponent), all);
        Dyadic distance = Dyadic.of(error, exponent);
        Bounds bounds = new Bounds(middle.plus(distance.negate(), all), middle.plus(distance, all));
        return open(error == 0 ? bounds : bounds.rounded(precision.bits()), precision);
    }

    @Override
    public Enclosure constant(double value) {
        return of(value, precision);
    }

    @Override
    public Enclosure pi() {
        return open(precision.boundsOfPi());
    }

    /** {@return the precision of this number} */
    public Precision precision() {
        return precision;
    }

    /** {@return whether this is one number and not an interval} */
    public boolean isExact() {
        return exact != null;
    }

    @Override
    public boolean isZero() {
        return exact != null && exact.signum() == 0;
    }

    /** {@return ends of this number: a point, or strictly around it} */
    Bounds bounds() {
        return exact != null ? exact.bounds(precision.bits()) : open;
    }

    /** The exact result, or else bounds. */
    private Enclosure either(Optional<Ratio> value, Supplier<Bounds> bounds) {
        return value.map(this::exact).orElseGet(() -> open(bounds.get()));
    }

    @Override
    public Enclosure plus(Enclosure y) {
        if (exact != null && y.exact != null) {
            return either(
                    exact.plus(y.exact, precision.exactLimit()), () -> bounds().plus(y.bounds(), precision.bits()));
        }
        return isZero() ? y : y.isZero() ? this : open(bounds().plus(y.bounds(), precision.bits()));
    }

    @Override
    public Enclosure minus(Enclosure y) {
        return plus(y.negate());
    }

    @Override
    public Enclosure times(Enclosure y) {
        if (exact != null && y.exact != null) {
            return either(
                    exact.times(y.exact, precision.exactLimit()), () -> bounds().times(y.bounds(), precision.bits()));
        }
        return isZero() ? this : y.isZero() ? y : open(bounds().times(y.bounds(), precision.bits()));
    }

    @Override
    public Enclosure dividedBy(Enclosure y) {
        if (y.isZero()) {
            throw new ArithmeticException("division by zero");
        }
        if (exact != null && y.exact != null) {
            return either(
                    exact.dividedBy(y.exact, precision.exactLimit()),
                    () -> bounds().dividedBy(y.bounds(), precision.bits()));
        }
        if (isZero()) {
            y.signum();
            return this;
        }
        return open(bounds().dividedBy(y.bounds(), precision.bits()));
    }

    @Override
    public Enclosure negate() {
        return exact != null ? exact(exact.negate()) : open(open.negate());
    }

    /** {@return the absolute value; that of an interval around 0 is an interval around 0, as it may be 0} */
    @Override
    public Enclosure abs() {
        if (exact != null || !open.straddlesZero()) {
            return signum() < 0 ? negate() : this;
        }
        Dyadic magnitude = open.magnitude();
        return open(new Bounds(magnitude.negate(), magnitude));
    }

    @Override
    public Enclosure sqrt() {
        Bounds bounds = bounds();
        if (!isZero() && bounds.hi().signum() <= 0) {
            throw new ArithmeticException("square root of a negative number");
        }
        Optional<Ratio> root = exact == null ? Optional.empty() : exact.sqrt();
        return either(root, () -> bounds.sqrt(precision.bits()));
    }

    @Override
    public Enclosure exp() {
        return isZero() ? constant(1) : open(Exponential.of(bounds(), precision));
    }

    @Override
    public Enclosure log1p() {
        Bounds bounds = bounds();
        if (!isZero() && bounds.hi().signum() <= 0) {
            throw new ArithmeticException("log1p of a negative number");
        }
        return isZero() ? this : open(Logarithm.ofOnePlus(bounds, precision));
    }

    @Override
    public Enclosure sin() {
        return isZero() ? this : open(Sine.of(bounds(), 0, precision));
    }

    @Override
    public Enclosure cos() {
        return isZero() ? constant(1) : open(Sine.of(bounds(), 1, precision));
    }

    /** The angle of the origin is 0, as for doubles. */
    @Override
    public Enclosure atan2(Enclosure x) {
        if (isZero()) {
            return x.signum() >= 0 ? this : pi();
        }
        return open(Arctangent.of(bounds(), x.bounds(), precision));
    }

    @Override
    public int signum() {
        if (exact != null) {
            return exact.signum();
        }
        if (open.straddlesZero()) {
            throw new Undecided();
        }
        return open.lo().signum() >= 0 ? 1 : -1;
    }

    /** {@return the double next to the middle of the interval, or an infinity beyond the range of double} */
    @Override
    public double toDouble() {
        return Rounding.nearest(middle());
    }

    private Dyadic middle() {
        if (exact != null) {
            return exact.faithful(3 * Double.SIZE);
        }
        return open.lo().plus(open.hi(), precision.bits()).scale(-1);
    }

    /** {@return the middle of the interval to about 106 bits} */
    public Real toReal() {
        Dyadic middle = middle();
        if (middle.signum() == 0) {
            return Real.ZERO;
        }
        long top = middle.top();
        Dyadic scaled = middle.scale(-top);
        double high = Rounding.nearest(scaled);
        double low = Rounding.nearest(scaled.plus(Dyadic.of(-high, 0), 3 * Double.SIZE));
        return Real.of(DD.sum(high, low), top);
    }

    /** {@return whether the ends of the interval agree to about so many bits} */
    public boolean isWithin(int bits) {
        if (exact != null) {
            return true;
        }
        Dyadic width = open.hi().plus(open.lo().negate(), precision.bits());
        return !open.straddlesZero() && width.top() + bits < open.magnitude().top();
    }

    /** {@return the same exact number with another precision of what is made from it} */
    public Enclosure in(Precision other) {
        if (exact == null) {
            throw new IllegalArgumentException("not exact: " + this);
        }
        return new Enclosure(exact, null, other);
    }

    /** {@return whether all that this number may be rounds to the same double, or infinity} */
    public boolean isDecided() {
        return exact != null || Rounding.above(open.lo()) == Rounding.below(open.hi());
    }

    /**
     * {@return this number correctly rounded, to nearest, ties to even, ±Infinity from 2^1024 − 2^970 on; 0 is +0.0}
     *
     * @throws Undecided unless {@link #isDecided}
     */
    public double rounded() {
        if (!isDecided()) {
            throw new Undecided();
        }
        return exact != null ? toDouble() : Rounding.above(open.lo());
    }

    /**
     * {@return this number correctly rounded if that is decided, and otherwise what it would be if it were as simple as
     * it may be: 0 if that is in the interval, or else the number halfway between two doubles, ties to even}
     */
    public double roundedAsEqual() {
        if (isDecided()) {
            return rounded();
        }
        if (open.straddlesZero()) {
            return 0;
        }
        double lower = Rounding.above(open.lo());
        double upper = Rounding.below(open.hi());
        if (Math.nextUp(lower) == upper) {
            return (Double.doubleToRawLongBits(lower) & 1) == 0 ? lower : upper;
        }
        return toDouble();
    }

    /** {@return about this number, and what it is known to be within} */
    @Override
    public String toString() {
        return exact != null
                ? toDouble() + " exactly"
                : "between " + Rounding.nearest(open.lo()) + " and " + Rounding.nearest(open.hi());
    }
}
