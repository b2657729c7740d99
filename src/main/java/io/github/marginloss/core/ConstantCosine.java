package io.github.marginloss.core;

import io.github.marginloss.internal.Check;

/**
 * ψ(θ) = a constant, with slope 0: the angle no longer affects the target logit.
 *
 * @param value the constant
 */
public record ConstantCosine(double value) implements PreciseMargin {

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
    public Result at(Angle angle) {
        return new Result(DD.of(value), DD.ZERO);
    }
}
