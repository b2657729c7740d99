package io.github.marginloss.core;

import java.util.Objects;

/**
 * The easy margin: ψ(θ) = cos(θ + m) while cos θ > 0, otherwise cos θ. It jumps up at θ = π/2, where ψ = cos θ already
 * applies.
 *
 * @param angle the margin m
 */
public record EasyAngle(AdditiveAngle angle) implements ExactMargin {

    /** A cosine below this in size may be a rounding error. */
    private static final double CLEAR = 0x1p-90;

    private static final AdditiveCosine PLAIN = new AdditiveCosine(0);

    /**
     * Checks the component.
     *
     * @param angle not null
     * @throws NullPointerException if angle is null
     */
    public EasyAngle {
        Objects.requireNonNull(angle, "angle");
    }

    @Override
    public <N extends Numeric<N>> Psi<N> psi(Angle<N> theta) {
        return theta.cos().signum() > 0 ? angle.psi(theta) : PLAIN.psi(theta);
    }

    @Override
    public boolean isClear(Angle<DD> theta) {
        return Math.abs(theta.cos().hi()) > CLEAR;
    }

    /** {@inheritDoc} For this margin they are the cone at 0 and the jump at π/2. */
    @Override
    public double[] kinks() {
        return new double[] {0, Math.PI / 2};
    }
}
