package io.github.marginloss.core;

/**
 * A margin that is evaluated in double-double, as all margins of this library are. It costs little, because a margin
 * changes only one logit per sample.
 */
public interface PreciseMargin extends Margin {

    /**
     * ψ and its slope at one angle.
     *
     * @param value ψ(θ)
     * @param slope dψ/dθ, θ in radians
     */
    record Result(DD value, DD slope) {}

    /**
     * Returns ψ(θ) and dψ/dθ.
     *
     * @param angle θ in [0, π]
     * @return both in double-double, and finite
     */
    Result at(Angle angle);

    @Override
    default double value(double cos, double sin) {
        return at(Angle.of(cos, sin)).value().toDouble();
    }

    @Override
    default double slope(double cos, double sin) {
        return at(Angle.of(cos, sin)).slope().toDouble();
    }
}
