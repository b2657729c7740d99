package io.github.marginloss.internal.exact;

import java.math.BigInteger;

/** Rounds dyadic numbers to the nearest double. A result that is zero is +0.0. */
final class Rounding {

    private static final int DIGITS = 53;

    private static final int LAST_SUBNORMAL = -1074;

    private Rounding() {}

    /** {@return the nearest double; in a tie, the even one} */
    static double nearest(Dyadic value) {
        return round(value, 0);
    }

    /** {@return the double nearest to a number just above value: if value is halfway, the larger one} */
    static double above(Dyadic value) {
        return round(value, 1);
    }

    /** {@return the double nearest to a number just below value: if value is halfway, the smaller one} */
    static double below(Dyadic value) {
        return round(value, -1);
    }

    private static double round(Dyadic value, int tie) {
        if (value.signum() == 0) {
            return 0;
        }
        double size = roundSize(value.abs(), tie * value.signum());
        return value.signum() < 0 && size != 0 ? -size : size;
    }

    /** Rounds a positive number; a tie goes up or down in size, or to the even double. */
    private static double roundSize(Dyadic size, int tie) {
        if (size.top() > Double.MAX_EXPONENT + 1) {
            return Double.POSITIVE_INFINITY;
        }
        if (size.top() < LAST_SUBNORMAL) {
            return 0; // below half the smallest double
        }
        int last = (int) Math.max(size.top() - DIGITS, LAST_SUBNORMAL);
        long cut = last - size.exponent();
        BigInteger digits = size.floorAt(-last);
        boolean half = cut > 0 && size.mantissa().testBit((int) cut - 1);
        boolean more = cut > 0 && size.mantissa().getLowestSetBit() < cut - 1;
        boolean tieUp = tie > 0 || tie == 0 && digits.testBit(0);
        long rounded = digits.longValue() + (half && (more || tieUp) ? 1 : 0);
        return Math.scalb((double) rounded, last);
    }
}
