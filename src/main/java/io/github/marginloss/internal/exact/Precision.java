package io.github.marginloss.internal.exact;

import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/**
 * How many bits the ends of an {@link Enclosure} have, and the constants that its functions need. π and log 2 are
 * computed when they are first needed, and again when more of their bits are needed. Threads may share an instance.
 */
public final class Precision {

    private static final int SMALLEST = 32;

    /** The error bounds of the series hold for up to this many bits. */
    private static final int MOST = 1 << 18;

    private final int bits;

    private final boolean last;

    private final Constant pi = new Constant(ArcSeries::pi);

    private final Constant log2 = new Constant(ArcSeries::log2);

    /**
     * Chooses a precision.
     *
     * @param bits the length of a mantissa, from 32 to 2^18
     */
    public Precision(int bits) {
        this(bits, false);
    }

    /**
     * Chooses a precision, which may be the last.
     *
     * @param bits the length of a mantissa, from 32 to 2^18
     * @param last whether a number that may be 0 counts as 0 when a caller needs its sign
     */
    public Precision(int bits, boolean last) {
        if (bits < SMALLEST || bits > MOST) {
            throw new IllegalArgumentException("bits = " + bits + ": from 32 to 2^18 expected");
        }
        this.bits = bits;
        this.last = last;
    }

    /** {@return whether a number that may be 0 counts as 0 when a caller needs its sign} */
    boolean isLast() {
        return last;
    }

    /** {@return the length of a mantissa} */
    public int bits() {
        return bits;
    }

    /** {@return the length beyond which an exact number becomes an interval} */
    int exactLimit() {
        return 32 * bits + 10000;
    }

    /** {@return an integer F with F &lt; π·2^n &lt; F + 2} */
    BigInteger pi(int n) {
        return pi.at(n);
    }

    /** {@return an integer F with F &lt; log 2·2^n &lt; F + 2} */
    BigInteger log2(int n) {
        return log2.at(n);
    }

    /** {@return bounds of π to the bits of this precision} */
    Bounds boundsOfPi() {
        int n = bits + 8;
        BigInteger floor = pi(n);
        return new Bounds(new Dyadic(floor, -n), new Dyadic(floor.add(BigInteger.TWO), -n)).rounded(bits);
    }

    /** A constant with as many bits as any caller has needed so far. */
    private static final class Constant {

        private record Known(int n, BigInteger floor) {}

        private final IntFunction<BigInteger> formula;

        private final AtomicReference<Known> known = new AtomicReference<>();

        Constant(IntFunction<BigInteger> formula) {
            this.formula = formula;
        }

        /** The first caller computes the number. Two callers at once compute the same number. */
        BigInteger at(int n) {
            Known last = known.get();
            if (last == null || last.n < n) {
                int ample = n + n / 4 + 64;
                last = new Known(ample, formula.apply(ample));
                known.set(last);
            }
            // F < c·2^m < F + 2 still holds after division by 2^k, k ≥ 1, and after rounding F down, which takes off
            // less than 1
            return last.floor.shiftRight(last.n - n);
        }
    }
}
