package io.github.marginloss.internal.exact;

import io.github.marginloss.core.Undecided;
import java.math.BigInteger;

/**
 * Two numbers that enclose a value: lo ≤ value ≤ hi for an exact value, and lo &lt; value &lt; hi for any other.
 *
 * <p>If at least one operand lies strictly within its bounds, the sum, difference, product or quotient lies strictly
 * within the result's: each operation is strictly monotone in either operand, except for a product with exactly 0,
 * which never occurs here. Rounding only moves the ends outwards.
 *
 * @param lo the lower end
 * @param hi the upper end
 */
record Bounds(Dyadic lo, Dyadic hi) {

    static Bounds of(Dyadic value) {
        return new Bounds(value, value);
    }

    /**
     * {@return the interval (value − units, value + units)·2^−n}
     *
     * @param value a number in fixed point, of n bits
     * @param units an upper bound of its error, not reached
     */
    static Bounds around(BigInteger value, long units, int n) {
        return around(value, BigInteger.valueOf(units), n);
    }

    /** {@return the same, for an error of any size} */
    static Bounds around(BigInteger value, BigInteger error, int n) {
        return new Bounds(new Dyadic(value.subtract(error), -n), new Dyadic(value.add(error), -n));
    }

    /** {@return whether both ends are the same number} */
    boolean isPoint() {
        return lo.compareTo(hi) == 0;
    }

    /** {@return whether 0 lies strictly between the ends} */
    boolean straddlesZero() {
        return lo.signum() < 0 && hi.signum() > 0;
    }

    /** {@return the larger of the absolute values of the ends} */
    Dyadic magnitude() {
        Dyadic below = lo.abs();
        Dyadic above = hi.abs();
        return below.compareTo(above) > 0 ? below : above;
    }

    /** {@return these bounds with ends rounded outwards to a number of bits} */
    Bounds rounded(int bits) {
        return new Bounds(lo.down(bits), hi.up(bits));
    }

    Bounds negate() {
        return new Bounds(hi.negate(), lo.negate());
    }

    Bounds scale(long shift) {
        return new Bounds(lo.scale(shift), hi.scale(shift));
    }

    Bounds plus(Bounds y, int bits) {
        return new Bounds(lo.plus(y.lo, bits).down(bits), hi.plus(y.hi, bits).up(bits));
    }

    Bounds times(Bounds y, int bits) {
        if (lo.signum() >= 0 && y.lo.signum() >= 0) {
            return new Bounds(lo.times(y.lo).down(bits), hi.times(y.hi).up(bits));
        }
        if (hi.signum() <= 0) {
            return negate().times(y, bits).negate();
        }
        if (y.hi.signum() <= 0) {
            return times(y.negate(), bits).negate();
        }
        if (lo.signum() >= 0) {
            return new Bounds(hi.times(y.lo).down(bits), hi.times(y.hi).up(bits));
        }
        if (y.lo.signum() >= 0) {
            return y.times(this, bits);
        }
        Dyadic smallest = smallest(lo.times(y.hi), hi.times(y.lo));
        Dyadic largest = smallest(lo.times(y.lo).negate(), hi.times(y.hi).negate());
        return new Bounds(smallest.down(bits), largest.negate().up(bits));
    }

    private static Dyadic smallest(Dyadic x, Dyadic y) {
        return x.compareTo(y) < 0 ? x : y;
    }

    /** {@return this / y; undecided if y may be arbitrarily small, because the quotient then has no bound} */
    Bounds dividedBy(Bounds y, int bits) {
        if (y.hi.signum() < 0) {
            return negate().dividedBy(y.negate(), bits);
        }
        if (y.lo.signum() <= 0) {
            throw new Undecided();
        }
        Dyadic below = lo.signum() >= 0 ? y.hi : y.lo;
        Dyadic above = hi.signum() >= 0 ? y.lo : y.hi;
        return new Bounds(
                lo.dividedBy(below, bits).down(bits), hi.dividedBy(above, bits).up(bits));
    }

    /**
     * {@return the square root of a value that is known not to be negative, even if its bounds include negative
     * numbers}
     */
    Bounds sqrt(int bits) {
        Dyadic root = hi.sqrt(bits);
        Dyadic above = root.up(bits);
        if (isPoint()) {
            return new Bounds(root.down(bits), above);
        }
        return new Bounds(lo.signum() < 0 ? above.negate() : lo.sqrt(bits).down(bits), above);
    }
}
