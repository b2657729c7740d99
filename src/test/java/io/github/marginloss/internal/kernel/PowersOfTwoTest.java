package io.github.marginloss.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Powers of two, at both ends of the range of double. */
class PowersOfTwoTest {

    @Test
    void exponentsOfAllNumbers() {
        assertEquals(0, PowersOfTwo.exponent(0));
        for (int e = -1074; e <= 1023; e++) {
            double power = Math.scalb(1.0, e);
            assertEquals(e, PowersOfTwo.exponent(power));
            assertEquals(e, PowersOfTwo.exponent(Math.nextDown(2 * power)));
            assertEquals(e == -1074 ? 0 : e - 1, PowersOfTwo.exponent(Math.nextDown(power)));
        }
    }

    @Test
    void scalingBeyondTheRangeOfThePower() {
        double[] source = {9, 1, -1.5, Double.MIN_VALUE, 0, 9};
        double[] target = {7, 7, 7, 7, 7, 7, 7};
        PowersOfTwo.scale(source, 1, target, 2, 4, 1100);
        assertArrayEquals(
                new double[] {7, 7, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0x1p26, 0, 7}, target);
        double[] back = {Double.MAX_VALUE, 0x1p1000, -3};
        PowersOfTwo.scale(back, 0, back, 0, 2, -2001);
        assertArrayEquals(new double[] {Math.scalb(1 - 0x1p-53, 1024 - 2001), 0x1p-1001, -3}, back);
        for (int e : new int[] {0, 1, -1, 7, -7, 1023, -1022}) {
            double[] one = {1.5};
            PowersOfTwo.scale(one, 0, one, 0, 1, e);
            assertEquals(Math.scalb(1.5, e), one[0]);
        }
    }

    /** values·factor·2^exponent, where each factor alone may be out of range. */
    @Test
    void finishing() {
        double[] factors = {1, 1.5, -0.75, 0x1p1000, 0x1p-1000, 0x1.8p-1060, Double.MAX_VALUE};
        for (double factor : factors) {
            int own = PowersOfTwo.exponent(Math.abs(factor));
            for (int total : new int[] {0, 5, -5, 959, 960, 961, -959, -960, -961, 1000, -1010}) {
                double[] values = {99, 1.25, -1, 0, 99};
                PowersOfTwo.finish(values, 1, values, 1, 3, factor, (long) total - own);
                double mantissa = Math.scalb(factor, -own / 2);
                mantissa = Math.scalb(mantissa, -(own - own / 2));
                double[] expected = {
                    99, Math.scalb(1.25 * mantissa, total), Math.scalb(-mantissa, total), 0 * factor, 99
                };
                assertArrayEquals(expected, values, 0.0, factor + " 2^" + total);
            }
        }
        // the values compensate for an exponent that no double has
        double[] tiny = {0x1p-1000, -0x1p-700};
        PowersOfTwo.finish(tiny, 0, tiny, 0, 2, 1.5, 1990);
        assertArrayEquals(new double[] {0x1.8p990, Double.NEGATIVE_INFINITY}, tiny);
        double[] huge = {0x1p1000, 0x1p600};
        PowersOfTwo.finish(huge, 0, huge, 0, 2, -1.5, -1990);
        assertArrayEquals(new double[] {-0x1.8p-990, -0.0}, huge);
        double[] far = {1, 0, -1};
        PowersOfTwo.finish(far, 0, far, 0, 3, 1, Long.MAX_VALUE / 4);
        assertArrayEquals(new double[] {Double.POSITIVE_INFINITY, 0, Double.NEGATIVE_INFINITY}, far);
        double[] gone = {1, -1};
        PowersOfTwo.finish(gone, 0, gone, 0, 2, 1, Long.MIN_VALUE / 4);
        assertArrayEquals(new double[] {0, -0.0}, gone);
    }
}
