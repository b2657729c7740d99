package io.github.marginloss.core;

import io.github.marginloss.internal.Check;

/**
 * ψ(θ) = cos(θ + m), with slope −sin(θ + m). Only the cosine and the sine of m are used. There is no division, and θ
 * itself is never computed. Past θ = π − m, ψ rises again.
 */
public final class AdditiveAngle implements ExactMargin {

    private static final long serialVersionUID = 1;

    private final double m;
    /** cos m in double-double, for losses. */
    private final DD cos;
    /** sin m in double-double, for losses. */
    private final DD sin;

    /**
     * Creates the margin.
     *
     * @param m the angle in radians, −π ≤ m ≤ π
     * @throws IllegalArgumentException if m is out of range
     */
    public AdditiveAngle(double m) {
        this.m = m < 0 ? Check.margin("m", m, true) : Check.angle("m", m);
        cos = DD.of(m).cos();
        sin = DD.of(m).sin();
    }

    /** {@return the angle in radians} */
    public double m() {
        return m;
    }

    /**
     * {@return cos m}
     *
     * @param <N> the arithmetic
     * @param like a number of it
     */
    <N extends Numeric<N>> N cos(N like) {
        return like.constant(cos, () -> like.constant(m).cos());
    }

    /**
     * {@return sin m}
     *
     * @param <N> the arithmetic
     * @param like a number of it
     */
    <N extends Numeric<N>> N sin(N like) {
        return like.constant(sin, () -> like.constant(m).sin());
    }

    @Override
    public <N extends Numeric<N>> Psi<N> psi(Angle<N> theta) {
        N cosM = cos(theta.cos());
        N sinM = sin(theta.cos());
        N value = theta.cos().times(cosM).minus(theta.sin().times(sinM));
        return new Psi<>(value, cosM, theta.cos().times(sinM).negate());
    }

    /** {@inheritDoc} For this margin they are the cones at θ = 0 and θ = π. */
    @Override
    public double[] kinks() {
        return m == 0 ? new double[0] : new double[] {0, Math.PI};
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AdditiveAngle angle && Double.compare(m, angle.m) == 0;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(m);
    }

    @Override
    public String toString() {
        return "AdditiveAngle[m=" + m + "]";
    }
}
