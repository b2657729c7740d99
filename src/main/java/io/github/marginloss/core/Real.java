package io.github.marginloss.core;

import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.Kernels;
import io.github.marginloss.internal.kernel.PowersOfTwo;
import java.io.Serializable;

/**
 * A real number mantissa·2^exponent with about 106 bits and an unbounded exponent. Losses of 1e-304, logits of 1e400,
 * and products of factors beyond the range of double keep all their digits.
 *
 * <p>Nothing underflows, so each operation has one proven bound on its relative error for all operands. With u =
 * 2<sup>−53</sup> it is 4 u² for a sum, 5 u² for a product, 12 u² for a quotient, 48 u² for {@code log1p}, and 16 u² +
 * 2<sup>−154</sup>|x| for {@code exp}. The proofs are in docs/double-double.md.
 *
 * @param mantissa 0, or a number whose high word has 1 ≤ |hi| &lt; 2
 * @param exponent the binary exponent
 */
public record Real(DD mantissa, long exponent) implements Serializable {

    /** The number 0. */
    public static final Real ZERO = new Real(DD.ZERO, 0);

    /** The number 1. */
    public static final Real ONE = new Real(DD.ONE, 0);

    /** A summand smaller than the other by more than this many bits is negligible. */
    private static final int NEGLIGIBLE = 220;

    /** If its argument has this exponent or a larger one, exp gives 0 or an infinity. */
    private static final int HUGE = 60;

    /** Sums of products of numbers below this size are finite; larger numbers are scaled down. */
    private static final double GREAT = 0x1p480;

    private static final int GREAT_EXPONENT = 1024 - 480;

    /**
     * {@return a double}
     *
     * @param value finite
     */
    public static Real of(double value) {
        return of(DD.of(value), 0);
    }

    /**
     * {@return value·2^exponent}
     *
     * @param value finite
     * @param exponent a binary exponent
     */
    public static Real of(double value, long exponent) {
        return of(DD.of(value), exponent);
    }

    /**
     * {@return value·2^exponent}
     *
     * @param value finite
     * @param exponent a binary exponent
     */
    public static Real of(DD value, long exponent) {
        if (value.isZero()) {
            return ZERO;
        }
        int own = PowersOfTwo.exponent(Math.abs(value.hi()));
        // in two steps, because 2^−own is beyond the range of double for a subnormal number
        DD mantissa = own == 0 ? value : value.scalb(-own / 2).scalb(-(own - own / 2));
        return new Real(mantissa, exponent + own);
    }

    /**
     * {@return the dot product of two array ranges, finite numbers of any size}
     *
     * <p>If all numbers are below 2<sup>480</sup> in size, the error is that of {@link DD#dot}. If there are larger
     * ones, the error is at most 12 u² + 2 length³ u³ of Σ|a b|, plus length·2<sup>−529</sup>.
     *
     * @param a the first factors. Not modified.
     * @param aOffset the index of the first of them
     * @param b the second factors. Not modified.
     * @param bOffset the index of the first of them
     * @param length the number of products
     */
    public static Real dot(double[] a, int aOffset, double[] b, int bOffset, int length) {
        Kernels kernels = KernelChoice.serving();
        if (kernels.largest(a, aOffset, length) < GREAT && kernels.largest(b, bOffset, length) < GREAT) {
            return of(DD.dot(a, aOffset, b, bOffset, length), 0);
        }
        double[][] first = split(a, aOffset, length);
        double[][] second = split(b, bOffset, length);
        Real mixed = of(DD.dot(first[0], 0, second[1], 0, length), GREAT_EXPONENT)
                .plus(of(DD.dot(first[1], 0, second[0], 0, length), GREAT_EXPONENT));
        return of(DD.dot(first[0], 0, second[0], 0, length), 0)
                .plus(mixed)
                .plus(of(DD.dot(first[1], 0, second[1], 0, length), 2L * GREAT_EXPONENT));
    }

    /**
     * Returns two rows: the entries below GREAT, and the others scaled by 2^−GREAT_EXPONENT. All other entries are 0.
     */
    private static double[][] split(double[] values, int offset, int length) {
        double[][] parts = new double[2][length];
        for (int k = 0; k < length; k++) {
            double value = values[offset + k];
            if (Math.abs(value) < GREAT) {
                parts[0][k] = value;
            } else {
                parts[1][k] = Math.scalb(value, -GREAT_EXPONENT);
            }
        }
        return parts;
    }

    /**
     * {@return this + other}
     *
     * @param other the summand
     */
    public Real plus(Real other) {
        boolean first = exponent >= other.exponent && !isZero() || other.isZero();
        Real greater = first ? this : other;
        Real lesser = first ? other : this;
        long shift = lesser.exponent - greater.exponent;
        if (lesser.isZero() || shift < -NEGLIGIBLE) {
            return greater;
        }
        return of(greater.mantissa.plus(lesser.mantissa.scalb((int) shift)), greater.exponent);
    }

    /**
     * {@return this − other}
     *
     * @param other the subtrahend
     */
    public Real minus(Real other) {
        return plus(other.negate());
    }

    /**
     * {@return this · other}
     *
     * @param other the factor
     */
    public Real times(Real other) {
        return of(mantissa.times(other.mantissa), exponent + other.exponent);
    }

    /**
     * {@return this / other}
     *
     * @param other the divisor, not 0
     */
    public Real dividedBy(Real other) {
        return of(mantissa.dividedBy(other.mantissa), exponent - other.exponent);
    }

    /** {@return −this} */
    public Real negate() {
        return new Real(mantissa.negate(), exponent);
    }

    /**
     * {@return the exponential of this number, with a relative error of at most 16 u² + 2<sup>−154</sup>|this|; if
     * |this| ≥ 2<sup>60</sup>, it is 0 or a number that is infinite as a double}
     */
    public Real exp() {
        if (exponent >= HUGE) {
            return signum() < 0 ? ZERO : new Real(DD.ONE, Long.MAX_VALUE / 4);
        }
        DD value = toDD(0);
        double k = Math.rint(value.hi() / DD.LN2.hi());
        return of(value.minusLog2(k).exp(), (long) k);
    }

    /** {@return log(1 + this), with all digits for a small number; this ≥ 0, and its exponent below 2<sup>53</sup>} */
    public Real log1p() {
        // log(1 + t) = t − t²/2 + …
        if (exponent < -NEGLIGIBLE || isZero()) {
            return this;
        }
        if (exponent > NEGLIGIBLE) {
            return of(mantissa.log().plus(DD.LN2.times((double) exponent)), 0);
        }
        return of(toDD(0).log1p(), 0);
    }

    /** {@return −1, 0 or 1, according to whether this is negative, zero or positive} */
    public int signum() {
        return mantissa.signum();
    }

    /** {@return whether this is zero} */
    public boolean isZero() {
        return mantissa.isZero();
    }

    /**
     * {@return this times 2^shift as a double-double}
     *
     * @param shift a binary exponent
     */
    public DD toDD(long shift) {
        long power = Math.max(-3000, Math.min(3000, exponent + shift));
        return mantissa.scalb((int) power);
    }

    /** {@return this rounded to a double: ±Infinity beyond its range} */
    public double toDouble() {
        return toDD(0).toDouble();
    }
}
