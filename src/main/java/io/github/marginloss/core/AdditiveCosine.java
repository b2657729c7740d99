package io.github.marginloss.core;

import java.util.Objects;

/**
 * ψ(θ) = cos θ − m, with slope −sin θ.
 *
 * @param m the margin, a cosine; 0 is no margin
 */
public record AdditiveCosine(DD m) implements PreciseMargin {

    /**
     * Checks the component.
     *
     * @param m not null
     * @throws NullPointerException if m is null
     */
    public AdditiveCosine {
        Objects.requireNonNull(m, "m");
    }

    /**
     * A margin that is a double.
     *
     * @param m the margin, a cosine; finite
     * @throws IllegalArgumentException if m is NaN or infinite
     */
    public AdditiveCosine(double m) {
        this(DD.of(Check.finite("m", m)));
    }

    @Override
    public Result at(Angle angle) {
        return new Result(angle.cos().minus(m), angle.sin().negate());
    }
}
