package io.github.marginloss.core;

/**
 * A margin whose formula is written once, for every arithmetic: losses evaluate it in double-double, and the reference
 * with as many digits as it takes. All margins of this library are of this kind.
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
     * <p>byCosine is what depends on θ through its cosine alone, as the derivative by cos θ; an exact 0 for the cone
     * spares the reference a division by sin θ. Where the cone is not 0 at θ = 0 or π, ψ has no derivative in x there.
     *
     * @param <N> the arithmetic
     * @param value ψ(θ)
     * @param byCosine the part of the slope that goes through cos θ, over −sin θ
     * @param cone the rest of the slope
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
     * Returns ψ(θ) and its slope. The formula compares numbers by {@link Numeric#signum} alone, lets {@link Undecided}
     * pass, and depends on nothing but the angle.
     *
     * @param <N> the arithmetic
     * @param theta θ in [0, π]
     * @return both
     */
    <N extends Numeric<N>> Psi<N> psi(Angle<N> theta);

    /**
     * Returns whether double-double tells on which side of its branch points an angle lies. Where it does not, a loss
     * asks {@link #psi psi} for the angle of the rows themselves, with more digits.
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
