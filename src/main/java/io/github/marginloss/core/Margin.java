package io.github.marginloss.core;

import java.io.Serializable;

/**
 * A margin: the target logit ψ (divided by the scale) and its slope, as functions of the target angle θ in [0, π].
 *
 * <p>The angle is given by its cosine and its sine, each correctly rounded or nearly so; sin θ ≥ 0 keeps its relative
 * accuracy near 0 and π, where cos θ alone no longer determines the angle. To write your own margin, implement this
 * interface, or call {@link #of of} with two lambdas. Then pass the margin to {@link
 * io.github.marginloss.MarginSoftmax}. A {@link PreciseMargin} is evaluated in double-double.
 *
 * <p>Both functions must return finite numbers for every angle; a loss refuses any other result with an {@link
 * IllegalArgumentException}. An exception that they throw reaches the caller unchanged. ψ may rise, fall, jump or have
 * kinks. A loss calls them only for the angle of the target class, once per sample; a zero row of X or W has cos θ = 0
 * and sin θ = 1.
 *
 * <p>Implementations are immutable and thread-safe.
 */
public interface Margin extends MarginRule {

    /**
     * Returns ψ(θ).
     *
     * @param cos cos θ
     * @param sin sin θ, ≥ 0
     * @return ψ(θ), for example cos θ − m
     */
    double value(double cos, double sin);

    /**
     * Returns dψ/dθ, with θ in radians. It stays bounded where dψ/d cos θ does not.
     *
     * @param cos cos θ
     * @param sin sin θ, ≥ 0
     * @return the slope, for example −sin θ
     */
    double slope(double cos, double sin);

    /**
     * Returns a margin from its two functions, which may be lambdas:
     *
     * <pre>{@code
     * Margin cosFace = Margin.of((cos, sin) -> cos - 0.35, (cos, sin) -> -sin);
     * }</pre>
     *
     * @param value ψ(θ)
     * @param slope dψ/dθ, θ in radians
     * @return the margin; two margins with equal functions are equal
     * @throws NullPointerException if one is null
     */
    static Margin of(AngleFunction value, AngleFunction slope) {
        return new FunctionMargin(value, slope);
    }

    /**
     * A function of an angle θ in [0, π]. It may be a lambda, which can be serialized if everything it captures can.
     */
    @FunctionalInterface
    interface AngleFunction extends Serializable {

        /**
         * Returns the value at an angle.
         *
         * @param cos cos θ
         * @param sin sin θ, ≥ 0
         * @return the value
         */
        double at(double cos, double sin);
    }

    /** {@return this margin, for every sample} */
    @Override
    default Margin margin(int sample, int label, double norm) {
        return this;
    }

    /**
     * Returns the angles at which ψ, its slope or its curvature jumps. A finite difference across such an angle cannot
     * test the gradient.
     *
     * @return angles in radians, in [0, π]; none unless overridden
     */
    default double[] kinks() {
        return new double[0];
    }
}
