package io.github.marginloss.internal.exact;

import java.math.BigInteger;
import java.util.Optional;

/**
 * An exact number numerator / denominator.
 *
 * @param numerator any
 * @param denominator odd and positive; it may have factors in common with the numerator
 */
record Ratio(Dyadic numerator, BigInteger denominator) {

    static final Ratio ZERO = new Ratio(Dyadic.ZERO);

    static final Ratio ONE = new Ratio(Dyadic.ONE);

    /** Fractions with longer denominators are reduced, because denominators would keep growing. */
    private static final int LONG = 1000;

    /** Extra bits in the bounds of a number that has no finite binary expansion. */
    private static final int GUARD = 64;

    Ratio(Dyadic value) {
        this(value, BigInteger.ONE);
    }

    int signum() {
        return numerator.signum();
    }

    private boolean isInteger() {
        return denominator.bitLength() == 1;
    }

    Ratio negate() {
        return new Ratio(numerator.negate(), denominator);
    }

    /**
     * Returns the sum.
     *
     * @param y the summand
     * @param limit the largest length of a numerator or denominator, in bits
     * @return this + y; empty if it is too long
     */
    Optional<Ratio> plus(Ratio y, int limit) {
        boolean alike = denominator.equals(y.denominator);
        Dyadic first = alike ? numerator : numerator.times(new Dyadic(y.denominator, 0));
        Dyadic second = alike ? y.numerator : y.numerator.times(new Dyadic(denominator, 0));
        if (first.signum() != 0 && second.signum() != 0) {
            long last = Math.min(first.exponent(), second.exponent());
            if (Math.max(first.top(), second.top()) - last > limit) {
                return Optional.empty();
            }
        }
        BigInteger common = alike ? denominator : denominator.multiply(y.denominator);
        return new Ratio(first.plus(second, limit + 8), common).within(limit);
    }

    /** {@return this · y; empty if it is too long} */
    Optional<Ratio> times(Ratio y, int limit) {
        BigInteger common = isInteger() ? y.denominator : denominator.multiply(y.denominator);
        return new Ratio(numerator.times(y.numerator), common).within(limit);
    }

    /** {@return this / y with y ≠ 0; empty if it is too long} */
    Optional<Ratio> dividedBy(Ratio y, int limit) {
        Dyadic divisor = y.numerator.stripped();
        BigInteger above = numerator.mantissa().multiply(y.denominator);
        BigInteger below = divisor.mantissa().multiply(denominator);
        Dyadic quotient =
                new Dyadic(below.signum() < 0 ? above.negate() : above, numerator.exponent() - divisor.exponent());
        return new Ratio(quotient, below.abs()).within(limit);
    }

    private Optional<Ratio> within(int limit) {
        if (signum() == 0) {
            return Optional.of(ZERO);
        }
        Ratio ratio = this;
        if (denominator.bitLength() > LONG || numerator.mantissa().bitLength() > limit) {
            ratio = reduced();
        }
        boolean fits = ratio.denominator.bitLength() <= limit
                && ratio.numerator.mantissa().bitLength() <= limit
                && ratio.numerator.isInRange();
        return fits ? Optional.of(ratio) : Optional.empty();
    }

    /** The same number without common factors, and with an odd mantissa. */
    private Ratio reduced() {
        Dyadic odd = numerator.stripped();
        if (isInteger()) {
            return new Ratio(odd);
        }
        BigInteger common = odd.mantissa().gcd(denominator);
        return new Ratio(new Dyadic(odd.mantissa().divide(common), odd.exponent()), denominator.divide(common));
    }

    /** {@return the square root of this ≥ 0; empty if it is irrational} */
    Optional<Ratio> sqrt() {
        if (signum() == 0) {
            return Optional.of(this);
        }
        Ratio ratio = reduced();
        BigInteger above = ratio.numerator.mantissa();
        if ((ratio.numerator.exponent() & 1) != 0 || !mayBeSquare(above) || !mayBeSquare(ratio.denominator)) {
            return Optional.empty();
        }
        BigInteger[] first = SquareRoot.of(above);
        BigInteger[] second = SquareRoot.of(ratio.denominator);
        if (first[1].signum() != 0 || second[1].signum() != 0) {
            return Optional.empty();
        }
        return Optional.of(new Ratio(new Dyadic(first[0], ratio.numerator.exponent() / 2), second[0]));
    }

    /** Odd squares leave a remainder of 1 when divided by 8. */
    private static boolean mayBeSquare(BigInteger odd) {
        return (odd.intValue() & 7) == 1;
    }

    /**
     * {@return bounds of this, equal ones if the denominator divides the numerator}
     *
     * @param bits the precision of a result
     */
    Bounds bounds(int bits) {
        if (isInteger()) {
            return Bounds.of(numerator);
        }
        int length = bits + GUARD;
        Dyadic quotient = faithful(length);
        return new Bounds(quotient.down(length), quotient.up(length));
    }

    /** {@return this as a dyadic number, faithful in the given bits} */
    Dyadic faithful(int bits) {
        return isInteger() ? numerator : numerator.dividedBy(new Dyadic(denominator, 0), bits);
    }
}
