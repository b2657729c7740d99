package io.github.marginloss.internal.exact;

import io.github.marginloss.core.Undecided;
import java.math.BigInteger;

/**
 * The number mantissa·2^exponent, an end of an interval.
 *
 * <p>Sums of numbers of very different sizes, quotients and roots are <em>faithful</em>: they have the requested bits
 * and one more, which is set if any omitted bit is. So {@link #down} and {@link #up} give the same results as for the
 * exact number. Products are exact.
 *
 * <p>Exponents stay within about ±2^60 (a mantissa's length more or less), so sums of a few of them do not overflow:
 * smaller numbers are rounded to 0 or to 2^−2^60, and larger ones are {@link Undecided}. Compare numbers by {@link
 * #compareTo}, because a number has many representations.
 *
 * @param mantissa any integer
 * @param exponent the exponent of its last bit; any for 0
 */
record Dyadic(BigInteger mantissa, long exponent) implements Comparable<Dyadic> {

    static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);

    static final Dyadic ONE = new Dyadic(BigInteger.ONE, 0);

    private static final long EXPONENT_LIMIT = 1L << 60;

    /**
     * {@return value·2^scale, exact}
     *
     * @param value finite
     * @param scale a binary exponent
     */
    static Dyadic of(double value, long scale) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not finite: " + value);
        }
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> 52) & 0x7ff;
        long digits = bits & 0xfffffffffffffL | (exponent == 0 ? 0 : 0x10000000000000L);
        if (digits == 0) {
            return ZERO;
        }
        int zeros = Long.numberOfTrailingZeros(digits);
        digits >>= zeros;
        long last = Math.addExact(scale, Math.max(exponent, 1) - 1075L + zeros);
        return new Dyadic(BigInteger.valueOf(bits < 0 ? -digits : digits), last);
    }

    /**
     * {@return 2^exponent}
     *
     * @param exponent a binary exponent
     */
    static Dyadic power(long exponent) {
        return new Dyadic(BigInteger.ONE, exponent);
    }

    int signum() {
        return mantissa.signum();
    }

    /** {@return t with 2^(t−1) ≤ |this| < 2^t; this must not be 0} */
    long top() {
        return exponent + length(mantissa);
    }

    Dyadic negate() {
        return new Dyadic(mantissa.negate(), exponent);
    }

    Dyadic abs() {
        return signum() < 0 ? negate() : this;
    }

    /** {@return this·2^shift} */
    Dyadic scale(long shift) {
        return new Dyadic(mantissa, exponent + shift);
    }

    /** {@return this + y, faithful in the given bits} */
    Dyadic plus(Dyadic y, int bits) {
        if (signum() == 0 || y.signum() == 0) {
            return signum() == 0 ? y : this;
        }
        long top = top();
        long otherTop = y.top();
        return top < otherTop ? sum(y, otherTop, this, top, bits) : sum(this, top, y, otherTop, bits);
    }

    /**
     * A summand far below the last bit of the other, and of the result, may be replaced by any number that is as small.
     */
    private static Dyadic sum(Dyadic greater, long greaterTop, Dyadic lesser, long lesserTop, int bits) {
        long negligible = Math.min(greater.exponent, greaterTop - bits) - 3;
        if (lesserTop < negligible) {
            return sum(greater, new Dyadic(BigInteger.valueOf(lesser.signum()), negligible));
        }
        return sum(greater, lesser);
    }

    private static Dyadic sum(Dyadic x, Dyadic y) {
        long shift = x.exponent - y.exponent;
        return shift >= 0
                ? new Dyadic(left(x.mantissa, shift).add(y.mantissa), y.exponent)
                : new Dyadic(left(y.mantissa, -shift).add(x.mantissa), x.exponent);
    }

    Dyadic times(Dyadic y) {
        return new Dyadic(mantissa.multiply(y.mantissa), exponent + y.exponent);
    }

    /** {@return this / y, faithful in the given bits; requires y ≠ 0} */
    Dyadic dividedBy(Dyadic y, int bits) {
        int shift = Math.max(0, bits + 2 - length(mantissa) + length(y.mantissa));
        BigInteger[] parts = left(mantissa, shift).divideAndRemainder(y.mantissa);
        return new Dyadic(faithful(parts, signum() * y.signum()), exponent - y.exponent - shift - 1);
    }

    /** {@return the square root, faithful in the given bits; requires this ≥ 0} */
    Dyadic sqrt(int bits) {
        int shift = Math.max(0, 2 * bits + 4 - mantissa.bitLength());
        shift += (int) ((exponent - shift) & 1);
        BigInteger[] parts = SquareRoot.of(left(mantissa, shift));
        return new Dyadic(faithful(parts, 1), ((exponent - shift) >> 1) - 1);
    }

    /** Twice the quotient or root, which was truncated towards 0, plus one unit if anything was lost. */
    private static BigInteger faithful(BigInteger[] parts, int sign) {
        BigInteger twice = parts[0].shiftLeft(1);
        return parts[1].signum() == 0 ? twice : twice.add(BigInteger.valueOf(sign));
    }

    /** {@return the largest number with about this many bits that is not above this one} */
    Dyadic down(int bits) {
        int excess = mantissa.bitLength() - bits;
        return excess <= 0
                ? inRange(bits, false)
                : new Dyadic(mantissa.shiftRight(excess), exponent + excess).inRange(bits, false);
    }

    /** {@return the smallest number with about this many bits that is not below this one} */
    Dyadic up(int bits) {
        int excess = mantissa.bitLength() - bits;
        if (excess <= 0) {
            return inRange(bits, true);
        }
        BigInteger floor = mantissa.shiftRight(excess);
        BigInteger ceiling = mantissa.getLowestSetBit() < excess ? floor.add(BigInteger.ONE) : floor;
        return new Dyadic(ceiling, exponent + excess).inRange(bits, true);
    }

    private Dyadic inRange(int bits, boolean up) {
        if (signum() == 0 || exponent >= -EXPONENT_LIMIT && exponent <= EXPONENT_LIMIT) {
            return this;
        }
        if (exponent > 0) {
            throw new Undecided();
        }
        if (exponent + bits + 1 >= -EXPONENT_LIMIT) {
            return this;
        }
        if (up) {
            return signum() > 0 ? power(-EXPONENT_LIMIT) : ZERO;
        }
        return signum() > 0 ? ZERO : power(-EXPONENT_LIMIT).negate();
    }

    /** {@return whether the exponent is so far within its range that those of products and quotients are as well} */
    boolean isInRange() {
        return exponent >= -EXPONENT_LIMIT && exponent <= EXPONENT_LIMIT;
    }

    /** {@return ⌊this·2^n⌋} */
    BigInteger floorAt(long n) {
        long shift = exponent + n;
        if (shift >= 0) {
            return left(mantissa, shift);
        }
        return mantissa.shiftRight((int) Math.min(-shift, Integer.MAX_VALUE));
    }

    /** {@return ⌈this·2^n⌉} */
    BigInteger ceilingAt(long n) {
        return exponent + n >= 0 ? floorAt(n) : negate().floorAt(n).negate();
    }

    /** {@return this with an odd mantissa} */
    Dyadic stripped() {
        int zeros = mantissa.getLowestSetBit();
        return zeros <= 0 ? this : new Dyadic(mantissa.shiftRight(zeros), exponent + zeros);
    }

    @Override
    public int compareTo(Dyadic y) {
        if (signum() != y.signum() || signum() == 0) {
            return Integer.compare(signum(), y.signum());
        }
        int tops = Long.compare(top(), y.top());
        if (tops != 0) {
            return tops * signum();
        }
        long shift = exponent - y.exponent;
        return shift >= 0 ? left(mantissa, shift).compareTo(y.mantissa) : mantissa.compareTo(left(y.mantissa, -shift));
    }

    private static BigInteger left(BigInteger value, long shift) {
        return shift == 0 || value.signum() == 0 ? value : value.shiftLeft(Math.toIntExact(shift));
    }

    /** The bits of the absolute value: BigInteger counts one less for −2^k. */
    private static int length(BigInteger value) {
        int length = value.bitLength();
        return value.signum() < 0 && value.getLowestSetBit() == length ? length + 1 : length;
    }
}
