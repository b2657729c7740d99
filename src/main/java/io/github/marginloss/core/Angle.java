package io.github.marginloss.core;

/**
 * An angle θ in [0, π], given by its cosine and sine, which keep their accuracy where θ itself would lose it.
 *
 * @param <N> the arithmetic, such as {@link DD}
 * @param cos cos θ
 * @param sin sin θ, ≥ 0, with full relative accuracy near 0 and π
 * @param cosSquare cos²θ, which is exact where cos θ is the square root of a simple number
 */
public record Angle<N extends Numeric<N>>(N cos, N sin, N cosSquare) {

    /**
     * Returns an angle from plain doubles, taken as they are: cos² + sin² differs from 1 by their rounding errors.
     *
     * @param cos cos θ
     * @param sin sin θ, ≥ 0
     * @return the angle in double-double
     */
    public static Angle<DD> of(double cos, double sin) {
        return new Angle<>(DD.of(cos), DD.of(sin), DD.product(cos, cos));
    }

    /** {@return θ in radians} */
    public N radians() {
        return sin.atan2(cos);
    }
}
