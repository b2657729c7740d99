package io.github.marginloss.core;

/**
 * A margin that depends on the norm of the feature, a = ‖x‖, and lets the gradient flow through it: z<sub>y</sub> = r
 * ψ(θ, a). The loss of a sample may have a further term, the penalty, that depends on a alone. The formula is written
 * once for every arithmetic, like that of an {@link ExactMargin}.
 */
public interface NormMargin extends MarginRule {

    /**
     * A margin, its penalty and their slopes at one angle and one norm.
     *
     * @param <N> the arithmetic
     * @param psi ψ and ∂ψ/∂θ
     * @param byLogNorm ∂ψ/∂ log a = a ∂ψ/∂a, which is in range where ∂ψ/∂a is not
     * @param penalty what is added to the loss of the sample, not yet multiplied by its {@linkplain NormMargin#weight()
     *     weight}
     * @param penaltySlope the derivative of the penalty with respect to log a
     */
    record AtNorm<N extends Numeric<N>>(ExactMargin.Psi<N> psi, N byLogNorm, N penalty, N penaltySlope) {}

    /**
     * Returns ψ, the penalty, and their slopes.
     *
     * @param <N> the arithmetic
     * @param theta θ in [0, π]
     * @param norm a ≥ 0. A loss gives norms beyond the range of double as 2<sup>1023</sup>.
     * @return all four, finite; a loss refuses any other number with an {@link IllegalArgumentException}
     */
    <N extends Numeric<N>> AtNorm<N> at(Angle<N> theta, N norm);

    /**
     * Returns whether double-double suffices to tell on which side of this margin's branch points an angle and a norm
     * lie. Where it does not, a loss calls {@link #at at} with those of the rows themselves, in more digits.
     *
     * @param theta θ
     * @param norm a
     * @return true unless a branch point is too near; true unless overridden
     */
    default boolean isClear(Angle<DD> theta, Real norm) {
        return true;
    }

    /** {@return λ, by which the penalty is multiplied; 1 unless overridden} */
    default double weight() {
        return 1;
    }
}
