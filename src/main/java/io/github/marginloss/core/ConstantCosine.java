package io.github.marginloss.core;

import io.github.marginloss.internal.Check;

/**
 * ψ(θ) = a constant, with slope 0: the angle no longer affects the target logit.
 *
 * @param value the constant
 */
public record ConstantCosine(double value) implements ExactMargin {

    /**
     * Checks the component.
     *
     * @param value finite
     * @throws IllegalArgumentException if value is NaN or infinite
     */
    public ConstantCosine {
        Check.finite("value", value);
    }

    @Override
    public <N extends Numeric<N>> Psi<N> psi(Angle<N> theta) {
        N zero = theta.cos().constant(0);
        return new Psi<>(zero.constant(value), zero, zero);
    }
}
