package io.github.marginloss.internal.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.core.Undecided;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares nearest doubles with those of decimal numbers, and checks what the ends of an interval decide. */
class RoundingTest {

    private static final double[] LOWER = {
        0,
        Double.MIN_VALUE,
        3 * Double.MIN_VALUE,
        Math.nextDown(Double.MIN_NORMAL),
        Double.MIN_NORMAL,
        0.1,
        Math.nextDown(1.0),
        1,
        Math.nextUp(1.0),
        Math.nextDown(0x1p100),
        Math.nextDown(Double.MAX_VALUE)
    };

    private final Precision precision = new Precision(64);

    private final Enclosure tiny = Enclosure.of(-1e9, precision).exp();

    private static double even(double lower, double upper) {
        return (Double.doubleToLongBits(lower) & 1) == 0 ? lower : upper;
    }

    private void rounds(double expected, Enclosure value) {
        assertTrue(value.isDecided(), value::toString);
        assertEquals(expected, value.rounded());
        assertEquals(expected, value.roundedAsEqual());
        double negated = expected == 0 ? 0 : -expected;
        assertEquals(negated, value.negate().rounded());
        assertEquals(negated, value.negate().roundedAsEqual());
    }

    private void isTie(double lower, double upper, Enclosure middle) {
        rounds(even(lower, upper), middle);
        rounds(upper, middle.plus(tiny));
        rounds(lower, middle.minus(tiny));
        // equal, but computed separately
        Enclosure hidden = middle.plus(tiny).minus(Enclosure.of(-1e9, precision).exp());
        assertFalse(hidden.isDecided());
        assertThrows(Undecided.class, hidden::rounded);
        assertEquals(even(lower, upper), hidden.roundedAsEqual());
        assertEquals(
                even(lower, upper) == 0 ? 0 : -even(lower, upper),
                hidden.negate().roundedAsEqual());
    }

    @Test
    void tiesAreDecidedByStrictEnds() {
        for (double lower : LOWER) {
            double upper = Math.nextUp(lower);
            isTie(lower, upper, Enclosure.of(lower, precision).plus(upper).times(0.5));
        }
    }

    @Test
    void overflowBeginsHalfwayToTheNextPower() {
        Enclosure threshold = Enclosure.of(Double.MAX_VALUE, precision).plus(0x1p970);
        isTie(Double.MAX_VALUE, Double.POSITIVE_INFINITY, threshold);
        rounds(Double.POSITIVE_INFINITY, Enclosure.of(BigInteger.ONE, 1L << 50, precision));
        rounds(Double.POSITIVE_INFINITY, Enclosure.of(1e6, precision).exp());
        rounds(0, Enclosure.of(BigInteger.ONE, -(1L << 50), precision));
        rounds(0, tiny);
    }

    @Test
    void fractionsNextToTiesAreDecided() {
        Enclosure third = Enclosure.of(1, precision).dividedBy(3);
        for (double lower : LOWER) {
            double upper = Math.nextUp(lower);
            Enclosure middle = Enclosure.of(lower, precision).plus(upper).times(0.5);
            Enclosure change = third.times(Enclosure.of(BigInteger.ONE, -1400, precision));
            rounds(upper, middle.plus(change));
            rounds(lower, middle.minus(change));
        }
    }

    @Test
    void roundsAsDecimalsDo() {
        Random random = new Random(3);
        for (int round = 0; round < 400; round++) {
            BigInteger mantissa = new BigInteger(1 + random.nextInt(200), random);
            int exponent = random.nextInt(2500) - 1350;
            BigDecimal decimal = exponent < 0
                    ? new BigDecimal(mantissa).divide(new BigDecimal(BigInteger.ONE.shiftLeft(-exponent)))
                    : new BigDecimal(mantissa.shiftLeft(exponent));
            rounds(nearest(decimal), Enclosure.of(mantissa, exponent, precision));
        }
    }

    /** Chosen from the two neighbouring doubles, because the JDK's doubleValue is not always right. */
    private static double nearest(BigDecimal value) {
        // 2^1024 − 2^971, and half of its last place
        BigDecimal largest = new BigDecimal(BigInteger.ONE.shiftLeft(1024).subtract(BigInteger.ONE.shiftLeft(971)));
        if (value.compareTo(largest) > 0) {
            BigDecimal limit = largest.add(new BigDecimal(BigInteger.ONE.shiftLeft(970)));
            return value.compareTo(limit) < 0 ? Double.MAX_VALUE : Double.POSITIVE_INFINITY;
        }
        double lower = Math.min(Double.MAX_VALUE, value.doubleValue());
        while (new BigDecimal(lower).compareTo(value) > 0) {
            lower = Math.nextDown(lower);
        }
        double upper = Math.nextUp(lower);
        if (upper == Double.POSITIVE_INFINITY) {
            return lower;
        }
        BigDecimal below = value.subtract(new BigDecimal(lower));
        int side = below.compareTo(new BigDecimal(upper).subtract(value));
        return side == 0 ? even(lower, upper) : side < 0 ? lower : upper;
    }

    @Test
    void fractionsRoundAsDecimalsDo() {
        Random random = new Random(4);
        for (int round = 0; round < 150; round++) {
            BigInteger above = new BigInteger(100, random).add(BigInteger.ONE);
            long below = 1L + random.nextInt(1000000);
            int exponent = round % 2 == 0 ? 0 : -1170 + random.nextInt(100);
            Enclosure value =
                    Enclosure.of(above, exponent, precision).dividedBy(Enclosure.of((double) below, precision));
            BigDecimal decimal = new BigDecimal(above)
                    .divide(new BigDecimal(BigInteger.ONE.shiftLeft(-exponent)))
                    .divide(BigDecimal.valueOf(below), 1500, RoundingMode.HALF_EVEN);
            rounds(nearest(decimal), value);
        }
    }

    @Test
    void wideIntervalsAreNotDecided() {
        Enclosure wide = Enclosure.around(2, 0, 1, 0, precision);
        assertFalse(wide.isDecided());
        assertEquals(2, wide.toDouble());
        assertEquals(2, wide.roundedAsEqual());
        Enclosure around = Enclosure.around(2, 0, 5, 0, precision);
        assertEquals(0, around.roundedAsEqual());
        assertEquals(
                0.0, Enclosure.around(-0x1p-1060, 0, 0x1p-1057, -40, precision).rounded());
        assertEquals(
                Double.POSITIVE_INFINITY,
                Enclosure.around(1, 0, 0.5, 5000, precision).toDouble());
    }
}
