package io.github.marginloss.core;

import java.util.Objects;

/**
 * ψ(θ) = cos(θ + m) while θ + m &lt; π, and another margin from there on, where the cosine would rise again.
 *
 * @param angle the margin m, 0 ≤ m ≤ π
 * @param beyond ψ where θ + m ≥ π
 */
public record ExtendedAngle(AdditiveAngle angle, PreciseMargin beyond) implements PreciseMargin {

    /**
     * Checks the components.
     *
     * @param angle not null
     * @param beyond not null
     * @throws NullPointerException if one is null
     */
    public ExtendedAngle {
        Objects.requireNonNull(angle, "angle");
        Objects.requireNonNull(beyond, "beyond");
    }

    @Override
    public Result at(Angle theta) {
        Result result = angle.at(theta);
        // for 0 ≤ m < π, θ + m < π exactly when sin(θ + m) > 0, or when both are 0
        int sine = -result.slope().signum();
        boolean before = sine > 0 || (sine == 0 && result.value().signum() > 0);
        return before ? result : beyond.at(theta);
    }

    /** {@inheritDoc} Here they are the cones at θ = 0 and θ = π, and the branch point π − m. */
    @Override
    public double[] kinks() {
        double m = Math.atan2(angle.sin().toDouble(), angle.cos().toDouble());
        return new double[] {0, Math.PI - m, Math.PI};
    }
}
