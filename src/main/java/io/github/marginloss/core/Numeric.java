package io.github.marginloss.core;

import java.util.function.Supplier;

/**
 * A number of an unspecified arithmetic: a formula over such numbers is written once and can be evaluated to any
 * accuracy. {@link DD double-double} is one arithmetic; the reference has others, whose numbers know their own error.
 *
 * <p>New numbers of an arithmetic are made from existing ones, so {@link #constant constant} and {@link #pi} are
 * methods of a number: {@code theta.cos().minus(theta.cos().constant(0.35))}.
 *
 * <p>Implementations are immutable.
 *
 * @param <N> the numbers of the arithmetic
 */
public interface Numeric<N extends Numeric<N>> {

    /**
     * {@return a double in the arithmetic of this number, exact}
     *
     * @param value finite
     */
    N constant(double value);

    /**
     * Returns a constant that is not a double, such as cos m.
     *
     * @param rounded the number in double-double, for double-double arithmetic
     * @param formula computes the number in any other arithmetic
     * @return one of the two
     */
    default N constant(DD rounded, Supplier<N> formula) {
        return formula.get();
    }

    /** {@return π in the arithmetic of this number} */
    N pi();

    /**
     * {@return this + y}
     *
     * @param y the summand
     */
    N plus(N y);

    /**
     * {@return this + y}
     *
     * @param y the summand, finite
     */
    default N plus(double y) {
        return plus(constant(y));
    }

    /**
     * {@return this − y}
     *
     * @param y what to subtract
     */
    N minus(N y);

    /**
     * {@return this − y}
     *
     * @param y what to subtract, finite
     */
    default N minus(double y) {
        return minus(constant(y));
    }

    /**
     * {@return this · y}
     *
     * @param y the factor
     */
    N times(N y);

    /**
     * {@return this · y}
     *
     * @param y the factor, finite
     */
    default N times(double y) {
        return times(constant(y));
    }

    /**
     * {@return this / y}
     *
     * @param y the divisor
     * @throws Undecided if this arithmetic cannot tell y from 0
     */
    N dividedBy(N y);

    /**
     * {@return this / y}
     *
     * @param y the divisor, finite
     */
    default N dividedBy(double y) {
        return dividedBy(constant(y));
    }

    /** {@return −this} */
    N negate();

    /** {@return the absolute value} */
    N abs();

    /** {@return the square root; this ≥ 0} */
    N sqrt();

    /** {@return the exponential} */
    N exp();

    /** {@return log(1 + this), without cancellation for a small number; this ≥ 0} */
    N log1p();

    /** {@return the sine of this angle in radians} */
    N sin();

    /** {@return the cosine of this angle in radians} */
    N cos();

    /**
     * {@return the angle of the point (x, this) from the positive x axis, between −π and π}
     *
     * @param x the abscissa
     */
    N atan2(N x);

    /**
     * {@return −1, 0 or 1, according to whether this is negative, zero or positive}
     *
     * @throws Undecided if the error of this number hides its sign
     */
    int signum();

    /** {@return whether this is known to be exactly 0} */
    boolean isZero();

    /** {@return a double close to this number; beyond the range of double, an infinity} */
    double toDouble();
}
