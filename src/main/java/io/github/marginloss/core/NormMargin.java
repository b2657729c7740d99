package io.github.marginloss.core;

/**
 * A margin that depends on the norm of the feature, a = ‖x‖, and lets the gradient flow through it: z<sub>y</sub> = r
 * ψ(θ, a). The loss of a sample may have a further term, the penalty, that depends only on a. Like the formula of an
 * {@link ExactMargin}, it is written once and serves every arithmetic.
 */
public interface NormMargin extends MarginRule {

    /**
     * A margin, its penalty and their slopes at one angle and one norm.
     *
     * @param <N> the arithmetic
     * @param psi ψ and ∂ψ/∂θ
     * @param byLogNorm ∂ψ/∂ log a = a ∂ψ/∂a, which is in range where ∂ψ/∂a is not
     * @param penalty the term that is added to the loss of the sample, not yet multiplied by its {@linkplain
     *     NormMargin#weight() weight}
     * @param penaltySlope the derivative of the penalty with respect to log a
     */
    record AtNorm<N extends Numeric<N>>(ExactMargin.Psi<N> psi, N byLogNorm, N penalty, N penaltySlope) {}

    /**
     * Returns ψ, the penalty, and their slopes.
     *
     * @param <N> the arithmetic
     * @param theta θ in [0, π]
     * @param norm a ≥ 0. For a norm beyond the range of double, a loss passes 2<sup>1023</sup>.
     * @return all four, finite; a loss refuses any other number with an {@link IllegalArgumentException}
     */
    <N extends Numeric<N>> AtNorm<N> at(Angle<N> theta, N norm);

    /**
     * Returns whether double-double suffices to tell on which side of this margin's branch points an angle and a norm
     * lie. Where it does not, a loss calls {@link #at at} with the exact angle and norm, in more digits.
     *
     * @param theta θ
     * @param norm a
     * @return true unless a branch point is too near; true unless overridden
     */
    default boolean isClear(Angle<DD> theta, Real norm) {
        return true;
    }

    /** {@return λ, the factor of the penalty; 1 unless overridden} */
    default double weight() {
        return 1;
    }
}
