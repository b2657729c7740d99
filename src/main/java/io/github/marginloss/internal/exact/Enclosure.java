package io.github.marginloss.internal.exact;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Numeric;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.Undecided;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A number with a known error. It is the sum of an exact part, which is a fraction of integers, and an open part, which
 * lies strictly between two ends, lo &lt; v &lt; hi. A number without an open part is exact.
 *
 * <p>Sums, and products with exact numbers, keep the two parts separate. This decides halfway cases: 1 + exp(−1e9) lies
 * above 1 in any precision, 1 + 2^−53 + exp(−1e9) rounds up, and (1 − exp(−1e9)) (3 − 2) − 1 is negative.
 *
 * <ul>
 *   <li>Sums, products and quotients of exact numbers are exact. So are rational square roots, exp 0, log1p 0, sin 0,
 *       cos 0 and the angle of a point on the positive x axis. Numbers that become too long are turned into open ones.
 *   <li>A question that the ends do not answer throws {@link Undecided}: the sign of an interval around 0, a quotient
 *       without bounds, an angle on both sides of the negative x axis, an exponent beyond ±2^60.
 *   <li>An exact 0 as a divisor, and the square root or log1p of a negative number, throw an {@link
 *       ArithmeticException}, because no precision would help.
 * </ul>
 *
 * <p>All numbers of a formula have one {@link Precision}.
 */
public final class Enclosure implements Numeric<Enclosure> {

    /** The largest exponent, in size, of a number that is created here. */
    private static final long EXPONENT_LIMIT = 1L << 59;

    private final Ratio exact;

    /** The open part, or null. */
    private final Open open;

    private final Precision precision;

    private Enclosure(Ratio exact, Open open, Precision precision) {
        this.exact = exact;
        this.open = open;
        this.precision = precision;
    }

    private Enclosure exact(Ratio value) {
        return new Enclosure(value, null, precision);
    }

    private Enclosure open(Open value) {
        // equal ends mean that the number is exact, and was not too long after all
        return !value.isScaled() && value.bounds().isPoint()
                ? exact(new Ratio(value.bounds().lo()))
                : new Enclosure(Ratio.ZERO, value, precision);
    }

    private Enclosure open(Bounds bounds) {
        return open(Open.of(bounds));
    }

    /**
     * {@return an exact number}
     *
     * @param value finite
     * @param precision the precision of everything computed from it
     */
    public static Enclosure of(double value, Precision precision) {
        return new Enclosure(new Ratio(Dyadic.of(value, 0)), null, precision);
    }

    /**
     * {@return mantissa·2^exponent, exact}
     *
     * @param mantissa any integer
     * @param exponent a binary exponent, up to 2^59 in size
     * @param precision the precision of everything computed from it
     */
    public static Enclosure of(BigInteger mantissa, long exponent, Precision precision) {
        if (!(Math.abs(exponent) <= EXPONENT_LIMIT)) {
            throw new IllegalArgumentException("exponent = " + exponent + ": up to 2^59 in size expected");
        }
        return new Enclosure(new Ratio(new Dyadic(mantissa, exponent).stripped()), null, precision);
    }

    /**
     * {@return a number between (hi + lo − error)·2^exponent and (hi + lo + error)·2^exponent, exact if the error is 0}
     *
     * @param hi finite
     * @param lo finite
     * @param error finite, larger than the actual error; or 0
     * @param exponent a binary exponent, up to 2^59 in size
     * @param precision the precision of everything computed from it
     */
    public static Enclosure around(double hi, double lo, double error, long exponent, Precision precision) {
        if (!(error >= 0)) {
            throw new IllegalArgumentException("error = " + error + ", expected ≥ 0");
        }
        if (!(Math.abs(exponent) <= EXPONENT_LIMIT)) {
            throw new IllegalArgumentException("exponent = " + exponent + ": up to 2^59 in size expected");
        }
        int all = 4 * Double.MAX_EXPONENT;
        Dyadic middle = Dyadic.of(hi, exponent).plus(Dyadic.of(lo, exponent), all);
        Dyadic distance = Dyadic.of(error, exponent);
        Enclosure exact = new Enclosure(new Ratio(middle), null, precision);
        Bounds bounds = new Bounds(middle.plus(distance.negate(), all), middle.plus(distance, all));
        return error == 0 ? exact : exact.open(bounds.rounded(precision.bits()));
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

    /** {@return whether this is a single number, not an interval} */
    public boolean isExact() {
        return open == null;
    }

    @Override
    public boolean isZero() {
        return open == null && exact.signum() == 0;
    }

    /** {@return the ends of the number, exact part included} */
    Bounds bounds() {
        if (open == null) {
            return exact.bounds(precision.bits());
        }
        Bounds plain = open.plain();
        return exact.signum() == 0 ? plain : exact.bounds(precision.bits()).plus(plain, precision.bits());
    }

    /** The exact and the open part together, as one open number or as a point. */
    private Open whole() {
        return open != null && exact.signum() == 0 ? open : Open.of(bounds());
    }

    /** The sum of an exact part, if it is not too long, and of open parts, each of which may be null. */
    private Enclosure sum(Optional<Ratio> value, Supplier<Bounds> tooLong, Open first, Open second) {
        Open rest = first == null ? second : second == null ? first : first.plus(second, precision.bits());
        if (value.isEmpty()) {
            Open part = Open.of(tooLong.get());
            return open(rest == null ? part : rest.plus(part, precision.bits()));
        }
        return rest == null ? exact(value.get()) : new Enclosure(value.get(), rest, precision);
    }

    @Override
    public Enclosure plus(Enclosure y) {
        if (isZero() || y.isZero()) {
            return isZero() ? y : this;
        }
        int bits = precision.bits();
        return sum(
                exact.plus(y.exact, precision.exactLimit()),
                () -> exact.bounds(bits).plus(y.exact.bounds(bits), bits),
                open,
                y.open);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same object is the same number; equal bounds alone do not show that
    public Enclosure minus(Enclosure y) {
        // an open number minus itself is exactly 0
        return open != null && open == y.open ? exact(exact).minus(exact(y.exact)) : plus(y.negate());
    }

    @Override
    public Enclosure times(Enclosure y) {
        if (isZero() || y.isZero()) {
            return isZero() ? this : y;
        }
        if (y.open == null) {
            return timesExact(y.exact);
        }
        if (open == null) {
            return y.timesExact(exact);
        }
        if (exact.signum() == 0 || y.exact.signum() == 0) {
            return open(whole().times(y.whole(), precision.bits()));
        }
        // (e + t) (f + u) = e (f + u) + f t + t u
        Enclosure rest = open(open);
        return y.timesExact(exact).plus(rest.timesExact(y.exact)).plus(rest.times(open(y.open)));
    }

    private Enclosure timesExact(Ratio y) {
        int bits = precision.bits();
        return sum(
                exact.times(y, precision.exactLimit()),
                () -> exact.bounds(bits).times(y.bounds(bits), bits),
                open == null ? null : open.times(Open.of(y.bounds(bits)), bits),
                null);
    }

    @Override
    public Enclosure dividedBy(Enclosure y) {
        if (y.isZero()) {
            throw new ArithmeticException("division by zero");
        }
        if (isZero()) {
            y.signum();
            return this;
        }
        int bits = precision.bits();
        if (y.open != null) {
            Optional<Ratio> quotient = exact.signum() == 0 || y.exact.signum() == 0
                    ? Optional.empty()
                    : exact.dividedBy(y.exact, precision.exactLimit());
            if (quotient.isEmpty()) {
                return open(whole().dividedBy(y.whole(), bits));
            }
            // (e + t) / (f + u) = q + (t − q u) / (f + u) with q = e / f
            Enclosure rest = open(y.open).timesExact(quotient.get().negate());
            Enclosure above = open == null ? rest : rest.plus(open(open));
            return open(above.whole().dividedBy(y.whole(), bits)).plus(exact(quotient.get()));
        }
        return sum(
                exact.dividedBy(y.exact, precision.exactLimit()),
                () -> exact.bounds(bits).dividedBy(y.exact.bounds(bits), bits),
                open == null ? null : open.dividedBy(Open.of(y.exact.bounds(bits)), bits),
                null);
    }

    @Override
    public Enclosure negate() {
        return new Enclosure(exact.negate(), open == null ? null : open.negate(), precision);
    }

    /**
     * {@return the absolute value; for an interval around 0 it is an interval around 0, because the number may be 0}
     */
    @Override
    public Enclosure abs() {
        Bounds bounds = bounds();
        if (open == null || !bounds.straddlesZero()) {
            return signum() < 0 ? negate() : this;
        }
        Dyadic magnitude = bounds.magnitude();
        return open(new Bounds(magnitude.negate(), magnitude));
    }

    @Override
    public Enclosure sqrt() {
        Bounds bounds = bounds();
        if (!isZero() && bounds.hi().signum() <= 0) {
            throw new ArithmeticException("square root of a negative number");
        }
        Optional<Ratio> root = open == null ? exact.sqrt() : Optional.empty();
        return root.map(this::exact).orElseGet(() -> open(bounds.sqrt(precision.bits())));
    }

    @Override
    public Enclosure exp() {
        return isZero() ? constant(1) : open(Exponential.of(bounds(), precision));
    }

    @Override
    public Enclosure log1p() {
        if (open != null && open.isScaled() && exact.signum() == 0) {
            // x (1 − x) < log(1 + x) < x
            Dyadic nearlyOne = Dyadic.ONE.plus(Dyadic.power(-precision.bits()).negate(), precision.bits());
            return open(open.times(Open.of(new Bounds(nearlyOne, Dyadic.ONE)), precision.bits()));
        }
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
        if (open == null) {
            return exact.signum();
        }
        Bounds bounds = exact.signum() == 0 ? open.bounds() : bounds();
        if (!bounds.straddlesZero()) {
            return bounds.lo().signum() >= 0 ? 1 : -1;
        }
        if (!precision.isLast()) {
            throw new Undecided();
        }
        return 0;
    }

    /** {@return the double nearest to the middle of the interval, or an infinity beyond the range of double} */
    @Override
    public double toDouble() {
        return Rounding.nearest(middle());
    }

    private Dyadic middle() {
        if (open == null) {
            return exact.faithful(3 * Double.SIZE);
        }
        Bounds bounds = open.scale().signum() > 0 ? Bounds.of(Dyadic.power(1L << 40)) : bounds();
        return bounds.lo().plus(bounds.hi(), precision.bits()).scale(-1);
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

    /** {@return whether the ends of the interval agree to about this many bits} */
    public boolean isWithin(int bits) {
        if (open == null) {
            return true;
        }
        Bounds ends = bounds();
        Dyadic width = ends.hi().plus(ends.lo().negate(), precision.bits());
        return !ends.straddlesZero() && width.top() + bits < ends.magnitude().top();
    }

    /** {@return the same exact number with another precision for everything computed from it} */
    public Enclosure in(Precision other) {
        if (open != null) {
            throw new IllegalArgumentException("not exact: " + this);
        }
        return new Enclosure(exact, null, other);
    }

    /** {@return whether every number in the interval rounds to the same double, or infinity} */
    public boolean isDecided() {
        return open == null || Rounding.above(end(false)) == Rounding.below(end(true));
    }

    /**
     * An end of the number, exact part included. It is faithful, because even the last bit of the exact part may decide
     * on which side of a halfway case the number lies.
     */
    private Dyadic end(boolean upper) {
        Bounds plain = open.plain();
        Bounds whole = exact.bounds(precision.bits());
        return upper
                ? whole.hi().plus(plain.hi(), precision.bits())
                : whole.lo().plus(plain.lo(), precision.bits());
    }

    /**
     * {@return this number correctly rounded: to nearest, ties to even; ±Infinity from 2^1024 − 2^970 on; 0 is +0.0}
     *
     * @throws Undecided unless {@link #isDecided}
     */
    public double rounded() {
        if (!isDecided()) {
            throw new Undecided();
        }
        return open == null ? toDouble() : Rounding.above(end(false));
    }

    /**
     * {@return this number correctly rounded, if that is decided. Otherwise the simplest number in the interval is
     * rounded: 0 if it is there, or else the number halfway between two doubles, with ties to even}
     */
    public double roundedAsEqual() {
        if (isDecided()) {
            return rounded();
        }
        if (bounds().straddlesZero()) {
            return 0;
        }
        double lower = Rounding.above(end(false));
        double upper = Rounding.below(end(true));
        if (Math.nextUp(lower) == upper) {
            return (Double.doubleToRawLongBits(lower) & 1) == 0 ? lower : upper;
        }
        return toDouble();
    }

    /** {@return the approximate value of this number, and the ends between which it is known to lie} */
    @Override
    public String toString() {
        return open == null
                ? toDouble() + " exactly"
                : "between " + Rounding.nearest(end(false)) + " and " + Rounding.nearest(end(true));
    }
}
