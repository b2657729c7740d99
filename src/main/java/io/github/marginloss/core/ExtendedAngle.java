package io.github.marginloss.core;

import io.github.marginloss.internal.Check;
import java.util.Objects;

/**
 * ψ(θ) = cos(θ + m) while θ + m &lt; π. From there on, where the cosine would rise again, another margin applies.
 *
 * @param angle the margin m, 0 ≤ m ≤ π
 * @param beyond ψ where θ + m ≥ π
 */
public record ExtendedAngle(AdditiveAngle angle, ExactMargin beyond) implements ExactMargin {

    /** A sine below this in size may be a rounding error: below 2^−20, an angle's sine has only 53 bits. */
    private static final double CLEAR = 0x1p-64;

    /**
     * Checks the components.
     *
     * @param angle not null
     * @param beyond not null
     * @throws NullPointerException if one is null
     * @throws IllegalArgumentException if m is negative
     */
    public ExtendedAngle {
        Objects.requireNonNull(angle, "angle");
        Check.angle("m", angle.m());
        Objects.requireNonNull(beyond, "beyond");
    }

    /**
     * Returns ψ(θ) = cos θ − m sin m past π − m: decreasing, with a jump down.
     *
     * @param angle the margin m
     * @return the margin
     */
    public static ExtendedAngle linear(AdditiveAngle angle) {
        return new ExtendedAngle(angle, new Linear(angle));
    }

    /**
     * Returns ψ(θ) = cos θ − (1 − cos m) past π − m: decreasing and continuous.
     *
     * @param angle the margin m
     * @return the margin
     */
    public static ExtendedAngle continuous(AdditiveAngle angle) {
        return new ExtendedAngle(angle, new Continuous(angle));
    }

    /**
     * Returns ψ(θ) = −1 past π − m.
     *
     * @param angle the margin m
     * @return the margin
     */
    public static ExtendedAngle clamped(AdditiveAngle angle) {
        return new ExtendedAngle(angle, new ConstantCosine(-1));
    }

    @Override
    public <N extends Numeric<N>> Psi<N> psi(Angle<N> theta) {
        // for 0 ≤ m < π, θ + m < π holds exactly if sin(θ + m) > 0, or if θ and m are both 0
        int sine = sine(theta).signum();
        boolean before = sine > 0 || sine == 0 && theta.cos().signum() > 0;
        return before ? angle.psi(theta) : beyond.psi(theta);
    }

    /** sin(θ + m). */
    private <N extends Numeric<N>> N sine(Angle<N> theta) {
        return theta.sin().times(angle.cos(theta.cos())).plus(theta.cos().times(angle.sin(theta.cos())));
    }

    @Override
    public boolean isClear(Angle<DD> theta) {
        return Math.abs(sine(theta).hi()) > CLEAR;
    }

    /** {@inheritDoc} For this margin they are the cones at θ = 0 and θ = π, and the branch point π − m. */
    @Override
    public double[] kinks() {
        return new double[] {0, Math.PI - angle.m(), Math.PI};
    }

    private record Linear(AdditiveAngle angle) implements ExactMargin {
        @Override
        public <N extends Numeric<N>> Psi<N> psi(Angle<N> theta) {
            N cos = theta.cos();
            N lower = angle.sin(cos).times(angle.m());
            return new Psi<>(cos.minus(lower), cos.constant(1), cos.constant(0));
        }
    }

    private record Continuous(AdditiveAngle angle) implements ExactMargin {
        @Override
        public <N extends Numeric<N>> Psi<N> psi(Angle<N> theta) {
            N cos = theta.cos();
            N lower = cos.constant(1).minus(angle.cos(cos));
            return new Psi<>(cos.minus(lower), cos.constant(1), cos.constant(0));
        }
    }
}
