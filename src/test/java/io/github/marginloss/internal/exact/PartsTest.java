package io.github.marginloss.internal.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.core.Undecided;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Exact and open parts stay separate, so that a number far below the last bit still decides. */
class PartsTest {

    private static final Precision PRECISION = new Precision(256);

    private static Enclosure number(double value) {
        return Enclosure.of(value, PRECISION);
    }

    /** exp(−size), which has a separate exponent if size is beyond 2^40. */
    private static Enclosure tiny(double size) {
        return number(-size).exp();
    }

    @Test
    void whatIsTakenFromOneStaysApart() {
        for (double size : new double[] {300, 1e6, 1e15, 1e300}) {
            Enclosure nearlyOne = number(1).minus(tiny(size));
            // (1 − ε) 7 − (1 − ε') 7, each ε known to all its digits
            Enclosure difference = nearlyOne
                    .times(number(7))
                    .minus(number(1).minus(tiny(2 * size)).times(number(7)));
            assertEquals(-1, difference.signum(), "exp(−" + size + ") is more than its square");
            assertEquals(1, difference.plus(tiny(size).times(number(8))).signum());
        }
    }

    @Test
    void aTieIsDecidedByTheNearestOfManySizes() {
        Enclosure tie = number(1).plus(number(0x1p-53));
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            Enclosure sum = tie;
            double smallest = Double.MAX_VALUE;
            double sign = 0;
            for (int term = 0; term < 5; term++) {
                double size = Math.scalb(1 + random.nextDouble(), 8 + random.nextInt(1000));
                double factor = random.nextGaussian();
                sum = sum.plus(tiny(size).times(number(factor)));
                sign = size < smallest ? factor : sign;
                smallest = Math.min(smallest, size);
            }
            assertTrue(sum.isDecided());
            assertEquals(sign > 0 ? 1 + 0x1p-52 : 1, sum.rounded(), "round " + round);
        }
    }

    @Test
    void theLogarithmOfOnePlusATinyNumberIsLess() {
        for (double size : new double[] {1e13, 1e100, 1e308}) {
            Enclosure tiny = tiny(size);
            assertEquals(
                    -1, tiny.log1p().minus(tiny.times(number(1.0 + 0x1p-50))).signum());
            assertEquals(
                    1, tiny.log1p().minus(tiny.times(number(1.0 - 0x1p-50))).signum());
        }
    }

    @Test
    void quotientsOfTinyNumbersAreOrdinary() {
        Enclosure quotient = tiny(1e100).dividedBy(tiny(1e100));
        assertTrue(quotient.isWithin(250));
        assertEquals(1, quotient.toDouble());
        assertEquals(0, tiny(1e100).rounded());
        assertThrows(
                Undecided.class,
                () -> number(1).dividedBy(tiny(1e100)).plus(number(1)).rounded());
    }
}
