package io.github.marginloss.study.exact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * A real number with a bound on its error, (mid ± rad)·2^exponent. Every operation adds its own error to the bound, so
 * the true value of a formula lies in the ball that the formula gives. A double is a ball of radius 0, and sums and
 * products of such balls are exact; all other results are rounded to a number of bits.
 */
final class Ball {

    /** Thrown if the ball is too wide for an answer; more bits may help. */
    static final class TooWide extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooWide() {
            super(null, null, false, false);
        }
    }

    static final Ball ZERO = new Ball(BigInteger.ZERO, 0, BigInteger.ZERO, 0);
    static final Ball ONE = of(1);

    /** The number of bits to which a radius is rounded up. */
    private static final int RADIUS = 30;

    final BigInteger mid;
    final BigInteger rad;
    final long exponent;
    /** The number of bits of mid; 0 = as many as needed. */
    final int bits;

    private Ball(BigInteger mid, long exponent, BigInteger rad, int bits) {
        this.mid = mid;
        this.rad = rad;
        this.exponent = exponent;
        this.bits = bits;
    }

    /** A double, exactly. */
    static Ball of(double value) {
        if (value == 0) {
            return ZERO;
        }
        int exponent = Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - 52;
        BigInteger mid = BigInteger.valueOf((long) Math.scalb(value, -exponent));
        int zeros = mid.getLowestSetBit();
        return new Ball(mid.shiftRight(zeros), exponent + zeros, BigInteger.ZERO, 0);
    }

    /** (mid ± rad)·2^exponent, rounded to a number of bits. */
    static Ball of(BigInteger mid, BigInteger rad, long exponent, int bits) {
        int excess = Math.max(bits == 0 ? 0 : mid.bitLength() - bits, rad.bitLength() - RADIUS);
        if (excess <= 0) {
            return new Ball(mid, exponent, rad, bits);
        }
        boolean exact = mid.signum() == 0 || mid.getLowestSetBit() >= excess;
        // both are rounded down
        BigInteger wider =
                rad.shiftRight(excess).add(BigInteger.valueOf((rad.signum() == 0 ? 0 : 1) + (exact ? 0 : 1)));
        return new Ball(mid.shiftRight(excess), exponent + excess, wider, bits);
    }

    /** The same number with another precision for everything computed from it. */
    Ball at(int precision) {
        return of(mid, rad, exponent, precision);
    }

    boolean isExact() {
        return rad.signum() == 0;
    }

    boolean isZero() {
        return mid.signum() == 0 && isExact();
    }

    /** |value| < 2^top. */
    long top() {
        return exponent + mid.abs().add(rad).bitLength();
    }

    /** The sign, if it is known. */
    int signum() {
        if (!isExact() && mid.abs().compareTo(rad) <= 0) {
            throw new TooWide();
        }
        return mid.signum();
    }

    Ball negate() {
        return new Ball(mid.negate(), exponent, rad, bits);
    }

    Ball scaled(long power) {
        return isZero() ? this : new Ball(mid, exponent + power, rad, bits);
    }

    /** The same number, widened by the size of another ball. */
    Ball plusMinus(Ball error) {
        return error.isZero()
                ? this
                : plus(new Ball(BigInteger.ZERO, error.exponent, error.mid.abs().add(error.rad), 0));
    }

    Ball plus(Ball other) {
        if (isZero() || other.isZero()) {
            return isZero() ? other.at(Math.max(bits, other.bits)) : at(Math.max(bits, other.bits));
        }
        int precision = Math.max(bits, other.bits);
        Ball large = top() >= other.top() ? this : other;
        Ball small = large == this ? other : this;
        long smallest = Math.min(large.exponent, large.top() - precision - 4);
        if (precision > 0 && small.top() < smallest) {
            // smaller than the rounding
            int shift = (int) (large.exponent - smallest);
            return of(large.mid.shiftLeft(shift), large.rad.shiftLeft(shift).add(BigInteger.ONE), smallest, precision);
        }
        long common = Math.min(exponent, other.exponent);
        int own = Math.toIntExact(exponent - common);
        int others = Math.toIntExact(other.exponent - common);
        BigInteger sum = mid.shiftLeft(own).add(other.mid.shiftLeft(others));
        return of(sum, rad.shiftLeft(own).add(other.rad.shiftLeft(others)), common, precision);
    }

    Ball minus(Ball other) {
        return plus(other.negate());
    }

    Ball times(Ball other) {
        BigInteger error = isExact() && other.isExact()
                ? BigInteger.ZERO
                : mid.abs().multiply(other.rad).add(rad.multiply(other.mid.abs().add(other.rad)));
        return of(mid.multiply(other.mid), error, exponent + other.exponent, Math.max(bits, other.bits));
    }

    Ball dividedBy(Ball other) {
        int precision = Math.max(bits, other.bits);
        if (other.signum() == 0) {
            throw new ArithmeticException("division by 0");
        }
        if (isZero()) {
            return at(precision);
        }
        int shift = Math.max(0, precision + 4 + other.mid.bitLength() - mid.bitLength());
        BigInteger[] quotient = mid.shiftLeft(shift).divideAndRemainder(other.mid);
        BigInteger error = quotient[1].signum() == 0 ? BigInteger.ZERO : BigInteger.ONE;
        if (!isExact() || !other.isExact()) {
            BigInteger moved = rad.shiftLeft(shift)
                    .add(quotient[0].abs().add(BigInteger.ONE).multiply(other.rad));
            error = error.add(BigInteger.ONE).add(moved.divide(other.mid.abs().subtract(other.rad)));
        }
        return of(quotient[0], error, exponent - shift - other.exponent, precision);
    }

    /** The root of an exact number, to a number of bits. The root of a square is exact. */
    Ball sqrtAt(int precision) {
        if (!isExact() || mid.signum() < 0) {
            throw new ArithmeticException("square root of a rounded or a negative number");
        }
        int shift = Math.max(0, 2 * precision + 8 - mid.bitLength());
        shift += (int) Math.floorMod(exponent - shift, 2L);
        BigInteger[] root = mid.shiftLeft(shift).sqrtAndRemainder();
        BigInteger error = root[1].signum() == 0 ? BigInteger.ZERO : BigInteger.ONE;
        return of(root[0], error, (exponent - shift) / 2, precision);
    }

    /** Either end of the ball. */
    Ball end(int sign) {
        return new Ball(sign < 0 ? mid.subtract(rad) : mid.add(rad), exponent, BigInteger.ZERO, 0);
    }

    /** The middle, rounded: an estimate. */
    double toDouble() {
        return Nearest.of(mid, exponent);
    }

    /** The middle, with some sixty digits. */
    BigDecimal toBigDecimal() {
        MathContext digits = new MathContext(60);
        BigDecimal power = BigDecimal.valueOf(2).pow((int) Math.abs(exponent), new MathContext(80));
        BigDecimal middle = new BigDecimal(mid);
        return exponent < 0 ? middle.divide(power, digits) : middle.multiply(power, digits);
    }

    @Override
    public String toString() {
        return toBigDecimal() + " ± 2^" + (exponent + rad.bitLength());
    }
}
