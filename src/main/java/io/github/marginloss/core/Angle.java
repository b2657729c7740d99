package io.github.marginloss.core;

/**
 * An angle θ in [0, π], given by its cosine and sine, which keep their accuracy where θ itself would lose it.
 *
 * @param <N> the arithmetic, such as {@link DD}
 * @param cos cos θ
 * @param sin sin θ, ≥ 0, with full relative accuracy near 0 and π
 * @param cosSquare cos²θ, which is exact where cos θ is the square root of a simple number
 * @param sinSquare sin²θ, which is exact in the same cases
 */
public record Angle<N extends Numeric<N>>(N cos, N sin, N cosSquare, N sinSquare) {

    /**
     * Creates an angle whose sin²θ is computed from sin θ.
     *
     * @param cos cos θ
     * @param sin sin θ, ≥ 0, with full relative accuracy near 0 and π
     * @param cosSquare cos²θ
     */
    public Angle(N cos, N sin, N cosSquare) {
        this(cos, sin, cosSquare, sin.times(sin));
    }

    /**
     * Returns an angle from plain doubles. They are not corrected, so cos² + sin² differs from 1 by their rounding
     * errors.
     *
     * @param cos cos θ
     * @param sin sin θ, ≥ 0
     * @return the angle in double-double
     */
    public static Angle<DD> of(double cos, double sin) {
        return new Angle<>(DD.of(cos), DD.of(sin), DD.product(cos, cos));
    }

    /**
     * Returns the angle of two rows x and w, neither of them 0.
     *
     * @param <N> the arithmetic
     * @param squares (x·x) (w·w)
     * @param product x·w
     * @param gram (x·x) (w·w) − (x·w)², with full relative accuracy
     * @return θ
     */
    public static <N extends Numeric<N>> Angle<N> between(N squares, N product, N gram) {
        // for simple numbers √(ab) is exact where √a √b is not
        N root = squares.sqrt();
        return new Angle<>(
                product.dividedBy(root),
                gram.sqrt().dividedBy(root),
                product.times(product).dividedBy(squares),
                gram.dividedBy(squares));
    }

    /** {@return θ in radians} */
    public N radians() {
        return sin.atan2(cos);
    }
}
