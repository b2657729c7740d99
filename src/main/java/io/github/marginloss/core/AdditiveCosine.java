package io.github.marginloss.core;

import io.github.marginloss.internal.Check;

/**
 * ψ(θ) = cos θ − m, with slope −sin θ.
 *
 * @param m the margin, a difference of cosines; 0 for no margin
 */
public record AdditiveCosine(double m) implements ExactMargin {

    /**
     * Checks the component.
     *
     * @param m finite
     * @throws IllegalArgumentException if m is NaN or infinite
     */
    public AdditiveCosine {
        Check.finite("m", m);
    }

    @Override
    public <N extends Numeric<N>> Psi<N> psi(Angle<N> theta) {
        N cos = theta.cos();
        return new Psi<>(cos.minus(m), cos.constant(1), cos.constant(0));
    }
}
