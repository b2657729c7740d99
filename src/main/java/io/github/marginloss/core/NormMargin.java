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
     * @param byNorm ∂ψ/∂a
     * @param penalty what is added to the loss of the sample, but for its {@linkplain NormMargin#weight() weight}
     * @param penaltySlope its derivative by a
     */
    record AtNorm<N extends Numeric<N>>(ExactMargin.Psi<N> psi, N byNorm, N penalty, N penaltySlope) {}

    /**
     * Returns ψ, the term, and their slopes.
     *
     * @param <N> the arithmetic
     * @param theta θ in [0, π]
     * @param norm a ≥ 0
     * @return all of it; the slopes by a are 0 at a = 0
     */
    <N extends Numeric<N>> AtNorm<N> at(Angle<N> theta, N norm);

    /** {@return what the further term of the loss is multiplied by, λ; 1 unless overridden} */
    default double weight() {
        return 1;
    }
}
