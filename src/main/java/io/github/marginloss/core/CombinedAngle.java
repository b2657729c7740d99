package io.github.marginloss.core;

import io.github.marginloss.internal.Check;
import java.util.stream.DoubleStream;

/**
 * ψ(θ) = cos(m1·θ + m2) − m3, with slope −m1 sin(m1·θ + m2), not extended past m1·θ + m2 = π. Because m1 may be any
 * number, θ itself is computed, by an arc tangent; a large m1 multiplies its error.
 *
 * @param m1 the factor of the angle, > 0
 * @param m2 the angle added, in radians
 * @param m3 the cosine subtracted
 */
public record CombinedAngle(double m1, double m2, double m3) implements ExactMargin {

    /** A sine below this is a rounding error. */
    private static final double FLAT = 1e-15;

    private static final double LARGEST = 0x1p1020;

    /**
     * Checks the components.
     *
     * @param m1 finite and > 0
     * @param m2 in radians, 0 ≤ m2 ≤ π
     * @param m3 finite, of any sign
     * @throws IllegalArgumentException if one is out of range
     */
    public CombinedAngle {
        Check.positive("m1", m1);
        Check.angle("m2", m2);
        Check.finite("m3", m3);
    }

    @Override
    public <N extends Numeric<N>> Psi<N> psi(Angle<N> theta) {
        N radians = theta.radians();
        // beyond the range of double, the angle has no digit left, so any finite product will do
        N factor = radians.constant(DD.of(Math.min(m1, LARGEST)), () -> radians.constant(m1));
        N angle = radians.times(factor).plus(m2);
        return new Psi<>(angle.cos().minus(m3), angle.constant(0), angle.sin().times(-m1));
    }

    /** {@inheritDoc} For this margin they are the cones at θ = 0 and θ = π, if the slope there is not 0. */
    @Override
    public double[] kinks() {
        return DoubleStream.of(0, Math.PI)
                .filter(theta -> Math.abs(Math.sin(m1 * theta + m2)) > FLAT)
                .toArray();
    }
}
