package io.github.marginloss.reference;

import io.github.marginloss.core.DD;
import io.github.marginloss.internal.exact.Enclosure;
import io.github.marginloss.internal.exact.Precision;
import io.github.marginloss.internal.kernel.PowersOfTwo;

/** Rounds a number with a known error bound to the nearest double, if only one double is possible. */
final class Decision {

    /** Below this size, the sum of a word and an error may have been rounded. */
    private static final double TINY = 0x1p-900;

    private Decision() {}

    /** {@return (value ± error)·2^exponent as a double; NaN if more than one double is possible} */
    static double of(DD value, double error, long exponent) {
        if (value.isZero() && error == 0) {
            return 0;
        }
        if (!(error < Double.MAX_VALUE)) {
            return Double.NaN;
        }
        double size = Math.abs(value.hi()) + error;
        if (PowersOfTwo.exponent(size) + 2 + exponent < Double.MIN_EXPONENT - 53) {
            return 0;
        }
        double above = value.hi() + Math.nextUp(value.lo() + error);
        double below = value.hi() + Math.nextDown(value.lo() - error);
        if (above != below) {
            return Double.NaN;
        }
        long total = PowersOfTwo.exponent(Math.abs(above)) + exponent;
        if (total < Double.MIN_EXPONENT || Math.abs(value.hi()) < TINY) {
            Enclosure exact = Enclosure.around(value.hi(), value.lo(), error, exponent, new Precision(256));
            return exact.isDecided() ? exact.rounded() : Double.NaN;
        }
        return PowersOfTwo.scale(above, (int) Math.min(exponent, 4000));
    }

    /** {@return a number as a double; NaN if its error makes more than one double possible} */
    static double of(Bounded value) {
        return of(value.middle(), value.error(), value.exponent());
    }
}
