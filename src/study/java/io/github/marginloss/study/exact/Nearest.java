package io.github.marginloss.study.exact;

import java.math.BigInteger;

/** The double nearest to a number, ties to even: subnormal if it is small, infinite if it is beyond the range. */
final class Nearest {

    private Nearest() {}

    /** The double nearest to value·2^exponent. */
    static double of(BigInteger value, long exponent) {
        BigInteger size = value.abs();
        long top = exponent + size.bitLength();
        if (value.signum() == 0 || top < Double.MIN_EXPONENT - 53) {
            return 0;
        }
        if (top > Double.MAX_EXPONENT + 2) {
            return value.signum() * Double.POSITIVE_INFINITY;
        }
        int kept = (int) Math.min(53, top - Double.MIN_EXPONENT + 52);
        int dropped = size.bitLength() - kept;
        BigInteger rounded = size;
        if (dropped > 0) {
            rounded = size.shiftRight(dropped);
            boolean above = size.getLowestSetBit() < dropped - 1 || rounded.testBit(0);
            if (size.testBit(dropped - 1) && above) {
                rounded = rounded.add(BigInteger.ONE);
            }
        }
        // exact, because it has at most 53 bits and is a multiple of the smallest subnormal number
        return value.signum() * Math.scalb(rounded.doubleValue(), (int) exponent + Math.max(0, dropped));
    }

    /** Of two neighbours whose last bits differ, the even one. */
    static double even(double a, double b) {
        return (Double.doubleToLongBits(a) & 1) == 0 ? a : b;
    }
}
