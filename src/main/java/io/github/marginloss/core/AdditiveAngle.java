package io.github.marginloss.core;

import io.github.marginloss.internal.Check;
import java.util.Objects;

/**
 * ψ(θ) = cos(θ + m), with slope −sin(θ + m). The angle m enters through its cosine and sine, all that a rotation needs;
 * nothing is divided, and θ itself is never computed. Past θ = π − m, ψ rises again.
 *
 * @param cos cos m
 * @param sin sin m
 */
public record AdditiveAngle(DD cos, DD sin) implements PreciseMargin {

    /**
     * Checks the components.
     *
     * @param cos not null, and finite
     * @param sin not null, and finite
     * @throws NullPointerException if one is null
     * @throws IllegalArgumentException if one is NaN or infinite
     */
    public AdditiveAngle {
        Check.finite("cos", Objects.requireNonNull(cos, "cos").hi());
        Check.finite("sin", Objects.requireNonNull(sin, "sin").hi());
    }

    /**
     * Returns the margin of an angle.
     *
     * @param m the angle in radians, 0 ≤ m ≤ π
     * @return the margin
     * @throws IllegalArgumentException if m is out of range
     */
    public static AdditiveAngle of(double m) {
        DD angle = DD.of(Check.angle("m", m));
        return new AdditiveAngle(angle.cos(), angle.sin());
    }

    @Override
    public Result at(Angle theta) {
        DD value = theta.cos().times(cos).minus(theta.sin().times(sin));
        DD sine = theta.sin().times(cos).plus(theta.cos().times(sin));
        return new Result(value, sine.negate());
    }

    /** {@inheritDoc} Here they are the cones at θ = 0 and θ = π. */
    @Override
    public double[] kinks() {
        return sin.isZero() ? new double[0] : new double[] {0, Math.PI};
    }
}
