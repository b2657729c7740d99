package io.github.marginloss.reference;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Numeric;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.Undecided;
import io.github.marginloss.internal.exact.Enclosure;
import io.github.marginloss.internal.kernel.PowersOfTwo;

/**
 * A number in double-double with a bound on its error: the truth lies within (middle ± error)·2<sup>exponent</sup>.
 * docs/double-double.md proves the errors of the operations; this class propagates the errors of their operands.
 *
 * <p>An infinite bound means that nothing is known about the number. The bound is 0 only if the number is exact.
 */
final class Bounded implements Numeric<Bounded> {

    static final Bounded ZERO = new Bounded(DD.ZERO, 0, 0);

    // the relative errors of operations in double-double, with u² = 2^−106
    private static final double SUM = 0x1p-104;
    private static final double PRODUCT = 0x1p-103;
    private static final double QUOTIENT = 0x1p-102;
    private static final double ROOT = 0x1p-104;
    private static final double FUNCTION = 0x1p-99;
    /** The error that reducing an argument of size 1 adds to exp, sin and cos. */
    private static final double REDUCTION = 0x1p-150;
    /** A factor that covers the rounding of the bounds themselves. */
    private static final double ROUNDED_UP = 1 + 0x1p-40;

    /** A summand that is this many bits below the other is only added to the error. */
    private static final int NEGLIGIBLE = 400;
    /** From this exponent on, double-double has no sine or cosine. */
    private static final int LONG_ANGLE = 39;
    /** An angle below this (less than π/4) is not reduced. */
    private static final double UNREDUCED = 0.75;
    /** Below 2^−FLAT, a sine or an arc tangent equals its argument. */
    private static final int FLAT = 450;
    /** Only the sign of exp(−2^VANISHED) differs from that of 0. */
    private static final int VANISHED = 40;

    /** 0, or in [1, 2) up to its sign. */
    private final DD middle;

    private final double error;
    private final long exponent;

    private Bounded(DD middle, double error, long exponent) {
        this.middle = middle;
        this.error = error;
        this.exponent = exponent;
    }

    /** {@return (middle ± error)·2^exponent} */
    static Bounded of(DD middle, double error, long exponent) {
        if (!Double.isFinite(middle.hi())) {
            return unknown();
        }
        if (middle.isZero() && (error == 0 || !Double.isFinite(error))) {
            return error == 0 ? ZERO : unknown();
        }
        if (!(error < Math.abs(middle.hi())) && !middle.isZero()) {
            // only the size is known
            return of(DD.ZERO, up(error + size(middle)), exponent);
        }
        int own = PowersOfTwo.exponent(middle.isZero() ? error : Math.abs(middle.hi()));
        if (own == 0) {
            return new Bounded(middle, error, exponent);
        }
        // in two steps, because 2^−own may be beyond the range of double
        DD scaled = middle.scalb(-own / 2).scalb(-(own - own / 2));
        double bound = PowersOfTwo.scale(PowersOfTwo.scale(error, -own / 2), -(own - own / 2));
        boolean lost = error != 0 && bound < Double.MIN_NORMAL;
        return new Bounded(scaled, lost ? bound + Double.MIN_NORMAL : bound, exponent + own);
    }

    static Bounded of(double value) {
        return of(DD.of(value), 0, 0);
    }

    /** {@return an exact number} */
    static Bounded of(Enclosure exact) {
        Real value = exact.toReal();
        return value.isZero() ? ZERO : of(value.mantissa(), 2 * SUM, value.exponent());
    }

    /** {@return a number about which nothing is known} */
    static Bounded unknown() {
        return new Bounded(DD.ZERO, Double.POSITIVE_INFINITY, 0);
    }

    DD middle() {
        return middle;
    }

    double error() {
        return error;
    }

    long exponent() {
        return exponent;
    }

    @Override
    public boolean isZero() {
        return middle.isZero() && error == 0;
    }

    /** {@return the middle, without its bound} */
    Real real() {
        return Real.of(middle, exponent);
    }

    @Override
    public Bounded constant(double value) {
        return of(value);
    }

    @Override
    public Bounded pi() {
        return of(DD.PI, 0x1p-107, 0);
    }

    @Override
    public Bounded plus(Bounded y) {
        if (isZero() || y.isZero()) {
            return isZero() ? y : this;
        }
        Bounded greater = exponent >= y.exponent ? this : y;
        Bounded lesser = greater == this ? y : this;
        int shift = (int) Math.max(lesser.exponent - greater.exponent, -NEGLIGIBLE);
        double bound = PowersOfTwo.scale(lesser.error, shift);
        if (shift == -NEGLIGIBLE) {
            return greater.widened(bound + PowersOfTwo.scale(2, shift));
        }
        double low = lesser.middle.lo();
        // a low word of a sum may be of any size
        double lost = low != 0 && Math.abs(low) < 0x1p-600 ? 0x1p-1000 : 0;
        DD sum = greater.middle.plus(lesser.middle.scalb(shift));
        return of(sum, up(greater.error + bound + lost + SUM * size(sum)), greater.exponent);
    }

    private Bounded widened(double more) {
        return of(middle, up(error + more), exponent);
    }

    @Override
    public Bounded minus(Bounded y) {
        return plus(y.negate());
    }

    @Override
    public Bounded times(Bounded y) {
        if (isZero() || y.isZero()) {
            return ZERO;
        }
        DD product = middle.times(y.middle);
        double bound = size(middle) * y.error + size(y.middle) * error + error * y.error;
        return of(product, up(bound + PRODUCT * size(product)), exponent + y.exponent);
    }

    @Override
    public Bounded dividedBy(Bounded y) {
        if (y.isZero()) {
            throw new ArithmeticException("division by 0");
        }
        if (isZero()) {
            return ZERO;
        }
        double smallest = lowerBound(y.middle) - y.error;
        if (!(smallest > 0)) {
            return unknown();
        }
        DD quotient = middle.dividedBy(y.middle);
        double bound = (error + size(quotient) * y.error) / smallest;
        return of(quotient, up(bound + QUOTIENT * size(quotient)), exponent - y.exponent);
    }

    @Override
    public Bounded negate() {
        return new Bounded(middle.negate(), error, exponent);
    }

    @Override
    public Bounded abs() {
        return new Bounded(middle.abs(), error, exponent);
    }

    @Override
    public Bounded sqrt() {
        long half = exponent >> 1;
        DD square = (exponent & 1) == 0 ? middle : middle.scalb(1);
        double bound = (exponent & 1) == 0 ? error : 2 * error;
        if (square.hi() < 0 && !(bound > 0)) {
            throw new ArithmeticException("square root of a negative number");
        }
        if (square.hi() <= 2 * bound) {
            // 0 ≤ truth ≤ square + bound
            double most = Math.sqrt(Math.max(0, square.hi()) + bound);
            return isZero() ? ZERO : of(DD.ZERO, up(most), half);
        }
        DD root = square.sqrt();
        return of(root, up(bound / root.hi() + ROOT * root.hi()), half);
    }

    @Override
    public Bounded exp() {
        double absolute = absoluteError();
        if (!(absolute < 0.25)) {
            return unknown();
        }
        if (exponent >= VANISHED) {
            return signumOfMiddle() < 0 ? of(DD.ZERO, 1, -(1L << VANISHED)) : unknown();
        }
        Real power = real().exp();
        double size = Math.abs(toDouble());
        // exp(δ) − 1 ≤ 2δ
        double relative = 2 * absolute + FUNCTION + REDUCTION * size;
        return of(power.mantissa(), up(2 * relative), power.exponent());
    }

    @Override
    public Bounded log1p() {
        if (middle.signum() <= 0) {
            // 0 ≤ log(1 + truth) ≤ truth
            return isZero() ? ZERO : of(DD.ZERO, error, exponent);
        }
        Real value = real().log1p();
        Bounded exact = of(value.mantissa(), 2 * FUNCTION, value.exponent());
        // |log(1 + a) − log(1 + b)| ≤ |a − b| / (1 + min(a, b)), and a, b ≥ 0
        Bounded smallest = of(Math.max(0, lowerBound(middle) - error), exponent);
        Bounded moved = of(error, exponent).dividedBy(smallest.plus(of(1)));
        return exact.plus(moved.asError());
    }

    private static Bounded of(double value, long exponent) {
        return Double.isFinite(value) ? of(DD.of(value), 0, exponent) : unknown();
    }

    /** {@return 0 ± this} */
    private Bounded asError() {
        return isZero() ? ZERO : new Bounded(DD.ZERO, up(size(middle) + error), exponent);
    }

    @Override
    public Bounded sin() {
        if (isZero() || exponent < -FLAT) {
            return times(of(DD.ONE, isZero() ? 0 : 0x1p-500, 0));
        }
        return turned(exponent < LONG_ANGLE ? real().toDD(0).sin() : null);
    }

    @Override
    public Bounded cos() {
        if (isZero() || exponent < -FLAT && error < 2) {
            return of(DD.ONE, isZero() ? 0 : 0x1p-500, 0);
        }
        return turned(exponent < LONG_ANGLE ? real().toDD(0).cos() : null);
    }

    /** Turns a sine or cosine of the middle into that of this number; null if double-double has none. */
    private Bounded turned(DD value) {
        double absolute = absoluteError();
        if (value == null || !(absolute < 1)) {
            return of(DD.ZERO, 1, 0);
        }
        double angle = Math.abs(toDouble());
        double reduction = angle < UNREDUCED ? 0 : REDUCTION * angle;
        return of(value, up(absolute + reduction + FUNCTION * size(value)), 0);
    }

    /** The sign of y must be known where it decides between π and −π. If y is a sine, it is not negative. */
    @Override
    public Bounded atan2(Bounded x) {
        if (middle.signum() < 0) {
            return negate().atan2(x).negate();
        }
        if (!(lowerBound(x.middle) > x.error && x.middle.signum() > 0) && !(lowerBound(middle) >= error)) {
            return unknown();
        }
        if (isZero() && x.signum() > 0) {
            return ZERO;
        }
        if (exponent < x.exponent - FLAT) {
            Bounded ratio = dividedBy(x.abs());
            // arctan a = a (1 ± a²)
            Bounded near = ratio.plus(ratio.times(of(DD.ZERO, 1, -2 * FLAT)));
            return x.signum() > 0 ? near : pi().minus(near);
        }
        if (x.exponent < exponent - FLAT) {
            return pi().times(0.5).minus(x.dividedBy(this).times(of(DD.ONE, 0x1p-500, 0)));
        }
        long common = Math.max(exponent, x.exponent);
        DD y0 = real().toDD(-common);
        DD x0 = x.real().toDD(-common);
        double ey = PowersOfTwo.scale(error, (int) (exponent - common));
        double ex = PowersOfTwo.scale(x.error, (int) (x.exponent - common));
        // the gradient of the angle is (−y, x)/r²
        double ySize = size(y0) + ey;
        double xSize = size(x0) + ex;
        double r = Math.max(lowerBound(x0) - ex, lowerBound(y0) - ey);
        DD angle = y0.atan2(x0);
        return r > 0 ? of(angle, up((ex * ySize + ey * xSize) / (r * r) + FUNCTION * size(angle)), 0) : unknown();
    }

    @Override
    public int signum() {
        if (isZero()) {
            return 0;
        }
        if (!(lowerBound(middle) > error)) {
            throw new Undecided();
        }
        return middle.signum();
    }

    private int signumOfMiddle() {
        return middle.signum();
    }

    @Override
    public double toDouble() {
        return real().toDouble();
    }

    /** The error without its exponent. */
    private double absoluteError() {
        return error == 0
                ? 0
                : exponent > 1000 ? Double.POSITIVE_INFINITY : PowersOfTwo.scale(error, (int) Math.max(exponent, -900));
    }

    private static double size(DD value) {
        return Math.abs(value.hi()) * (1 + 0x1p-52);
    }

    /** The absolute value, or slightly less. */
    private static double lowerBound(DD value) {
        return Math.abs(value.hi()) * (1 - 0x1p-52);
    }

    private static double up(double bound) {
        return bound * ROUNDED_UP;
    }

    @Override
    public String toString() {
        return middle + " ± " + error + " times 2^" + exponent;
    }
}
