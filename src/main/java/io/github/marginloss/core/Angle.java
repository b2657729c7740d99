package io.github.marginloss.core;

/**
 * An angle θ in [0, π], given by its cosine and sine, which keep their accuracy where θ itself would lose it.
 *
 * @param cos cos θ
 * @param sin sin θ, ≥ 0, with full relative accuracy near 0 and π
 * @param cosSquare cos²θ, which is exact where cos θ is the square root of a simple number
 */
public record Angle(DD cos, DD sin, DD cosSquare) {

    /**
     * Returns an angle from plain doubles, taken as they are: cos² + sin² differs from 1 by their rounding errors.
     *
     * @param cos cos θ
     * @param sin sin θ, ≥ 0
     * @return the angle
     */
    public static Angle of(double cos, double sin) {
        return new Angle(DD.of(cos), DD.of(sin), DD.product(cos, cos));
    }
}
