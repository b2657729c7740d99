package io.github.marginloss.core;

/**
 * A margin that depends on the norm of the feature, a = ‖x‖, and lets the gradient flow through it: z<sub>y</sub> = r
 * ψ(θ, a). The loss of a sample may have a further term that depends on a alone. The formula is written once, for every
 * arithmetic, as that of an {@link ExactMargin}.
 */
public interface NormMargin extends MarginRule {

    /**
     * What a margin says at an angle and a norm.
     *
     * @param <N> the arithmetic
     * @param psi ψ and its slope by θ
     * @param byLogNorm ∂ψ/∂ log a = a ∂ψ/∂a, which is in range where ∂ψ/∂a is not
     * @param penalty what is added to the loss of the sample, but for its {@linkplain NormMargin#weight() weight}
     * @param penaltySlope its derivative by log a
     */
    record AtNorm<N extends Numeric<N>>(ExactMargin.Psi<N> psi, N byLogNorm, N penalty, N penaltySlope) {}

    /**
     * Returns ψ, the term, and their slopes.
     *
     * @param <N> the arithmetic
     * @param theta θ in [0, π]
     * @param norm a ≥ 0. A loss gives norms beyond the range of double as 2<sup>1023</sup>.
     * @return all of it, finite; a loss refuses any other number with an {@link IllegalArgumentException}
     */
    <N extends Numeric<N>> AtNorm<N> at(Angle<N> theta, N norm);

    /**
     * Returns whether double-double tells on which side of its branch points an angle and a norm lie. Where it does not,
     * a loss asks {@link #at at} for those of the rows themselves, with more digits.
     *
     * @param theta θ
     * @param norm a
     * @return true unless a branch point is too near; true unless overridden
     */
    default boolean isClear(Angle<DD> theta, Real norm) {
        return true;
    }

    /** {@return what the further term of the loss is multiplied by, λ; 1 unless overridden} */
    default double weight() {
        return 1;
    }
}
