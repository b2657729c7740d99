package io.github.marginloss.core;

/**
 * A margin whose formula is written once, for every arithmetic: losses evaluate it in double-double, and the reference
 * with as many digits as it needs. All margins of this library are of this kind.
 *
 * <pre>{@code
 * record HalfMargin() implements ExactMargin {                       // ψ = (cos θ)/2
 *     public <N extends Numeric<N>> Psi<N> psi(Angle<N> theta) {
 *         N half = theta.cos().constant(0.5);
 *         return new Psi<>(theta.cos().times(half), half, half.constant(0));
 *     }
 * }
 * }</pre>
 */
public interface ExactMargin extends PreciseMargin {

    /**
     * ψ at an angle, and its slope in two parts, dψ/dθ = −byCosine · sin θ + cone.
     *
     * <p>byCosine is the derivative, with respect to cos θ, of the part of ψ that depends on θ through its cosine
     * alone. cone is the slope of everything else; an exact 0 there spares the reference a division by sin θ. If the
     * cone is not 0 at θ = 0 or π, ψ has no derivative with respect to x there.
     *
     * @param <N> the arithmetic
     * @param value ψ(θ)
     * @param byCosine the part of the slope that goes through cos θ, divided by −sin θ
     * @param cone the remainder of the slope
     */
    record Psi<N extends Numeric<N>>(N value, N byCosine, N cone) {

        /**
         * {@return dψ/dθ}
         *
         * @param theta θ
         */
        public N slope(Angle<N> theta) {
            return cone.minus(byCosine.times(theta.sin()));
        }
    }

    /**
     * Returns ψ(θ) and its slope. The formula must compare numbers by {@link Numeric#signum} alone, must not catch
     * {@link Undecided}, and must depend on nothing but the angle.
     *
     * @param <N> the arithmetic
     * @param theta θ in [0, π]
     * @return both
     */
    <N extends Numeric<N>> Psi<N> psi(Angle<N> theta);

    /**
     * Returns whether double-double suffices to tell on which side of this margin's branch points an angle lies. Where
     * it does not, a loss calls {@link #psi psi} with the angle of the rows themselves, in more digits.
     *
     * @param theta θ
     * @return true unless a branch point is too near; true unless overridden
     */
    default boolean isClear(Angle<DD> theta) {
        return true;
    }

    @Override
    default Result at(Angle<DD> angle) {
        Psi<DD> psi = psi(angle);
        return new Result(psi.value(), psi.slope(angle));
    }
}
