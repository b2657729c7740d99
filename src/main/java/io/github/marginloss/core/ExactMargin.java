package io.github.marginloss.core;

/**
 * A margin whose formula is written once and serves every arithmetic: losses evaluate it in double-double, and the
 * reference evaluates it with as many digits as needed. All margins of this library are of this kind.
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
     * <p>ψ is the sum of a function of cos θ and of other terms. byCosine is the derivative of that function with
     * respect to cos θ. cone is the slope of the other terms; if it is an exact 0, the reference need not divide by sin
     * θ. If cone is not 0 at θ = 0 or π, ψ has no derivative with respect to x there.
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
     * Returns ψ(θ) and its slope. The formula must compare numbers only by {@link Numeric#signum}, must not catch
     * {@link Undecided}, and must depend only on the angle.
     *
     * @param <N> the arithmetic
     * @param theta θ in [0, π]
     * @return both
     */
    <N extends Numeric<N>> Psi<N> psi(Angle<N> theta);

    /**
     * Returns whether double-double suffices to tell on which side of this margin's branch points an angle lies. Where
     * it does not, a loss calls {@link #psi psi} with the exact angle of the rows, in more digits.
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
