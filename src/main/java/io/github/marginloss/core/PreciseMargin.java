package io.github.marginloss.core;

/**
 * A margin that is evaluated in double-double. The margins of this library are; it costs little, since a margin touches
 * one logit a row.
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
     * @param cos cos θ
     * @param sin sin θ, ≥ 0
     * @return both in double-double
     */
    Result at(DD cos, DD sin);

    @Override
    default double value(double cos, double sin) {
        return at(DD.of(cos), DD.of(sin)).value().toDouble();
    }

    @Override
    default double slope(double cos, double sin) {
        return at(DD.of(cos), DD.of(sin)).slope().toDouble();
    }
}
