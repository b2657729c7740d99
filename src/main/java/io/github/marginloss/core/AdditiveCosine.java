package io.github.marginloss.core;

/**
 * ψ(θ) = cos θ − m, with slope −sin θ.
 *
 * @param m the margin, a cosine; 0 is no margin
 */
public record AdditiveCosine(DD m) implements PreciseMargin {

    /**
     * A margin that is a double.
     *
     * @param m the margin, a cosine
     */
    public AdditiveCosine(double m) {
        this(DD.of(m));
    }

    @Override
    public Result at(Angle angle) {
        return new Result(angle.cos().minus(m), angle.sin().negate());
    }
}
