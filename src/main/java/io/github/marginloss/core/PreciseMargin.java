package io.github.marginloss.core;

/**
 * A margin that is evaluated in double-double. It costs little, because a margin changes only one logit per sample.
 *
 * <p>{@link io.github.marginloss.reference.Reference} trusts a PreciseMargin that is not an {@link ExactMargin}: it
 * calls the margin once per sample, at the double-double angle of the rows, and treats the ψ and the slope that it
 * returns as exact. Its outputs are the true ones of a loss with exactly these numbers. For outputs that are true to
 * the formula of ψ itself, implement {@link ExactMargin}.
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
    Result at(Angle<DD> angle);

    @Override
    default double value(double cos, double sin) {
        return at(Angle.of(cos, sin)).value().toDouble();
    }

    @Override
    default double slope(double cos, double sin) {
        return at(Angle.of(cos, sin)).slope().toDouble();
    }
}
