package io.github.marginloss.core;

import io.github.marginloss.internal.Check;
import java.util.Objects;

/**
 * ψ(θ) = cos θ − m, with slope −sin θ.
 *
 * @param m the margin, a difference of cosines; 0 for no margin
 */
public record AdditiveCosine(DD m) implements PreciseMargin {

    /**
     * Checks the component.
     *
     * @param m not null, and finite
     * @throws NullPointerException if m is null
     * @throws IllegalArgumentException if m is NaN or infinite
     */
    public AdditiveCosine {
        Check.finite("m", Objects.requireNonNull(m, "m").hi());
    }

    /**
     * Creates a margin from a double.
     *
     * @param m the margin, a difference of cosines; finite
     * @throws IllegalArgumentException if m is NaN or infinite
     */
    public AdditiveCosine(double m) {
        this(DD.of(m));
    }

    @Override
    public Result at(Angle angle) {
        return new Result(angle.cos().minus(m), angle.sin().negate());
    }
}
