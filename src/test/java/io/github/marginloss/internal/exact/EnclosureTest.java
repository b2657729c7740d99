package io.github.marginloss.internal.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.core.Undecided;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which results are exact, which are strictly larger or smaller, and which questions are undecided. */
class EnclosureTest {

    private final Precision precision = new Precision(128);

    private final Enclosure zero = number(0);

    private final Enclosure one = number(1);

    private final Enclosure tiny = number(-1e9).exp();

    private Enclosure number(double value) {
        return Enclosure.of(value, precision);
    }

    private Enclosure between(double lo, double hi) {
        return Enclosure.around(lo + (hi - lo) / 2, 0, (hi - lo) / 2, 0, precision);
    }

    private static void exactly(double expected, Enclosure actual) {
        assertTrue(actual.isExact(), actual::toString);
        assertEquals(expected, actual.rounded());
    }

    @Test
    void fractionsAreExact() {
        Enclosure third = one.dividedBy(3);
        exactly(1, third.times(3));
        exactly(0, third.plus(third).minus(number(2).dividedBy(number(3))));
        exactly(-0.5, number(-3).dividedBy(6));
        exactly(2, number(-6).dividedBy(-3));
        exactly(1.0 / 3, third);
        exactly(Double.MIN_VALUE, number(Double.MIN_VALUE).times(number(1e300)).dividedBy(number(1e300)));
    }

    @Test
    void rationalRootsAreExact() {
        exactly(1.5, number(9).dividedBy(4).sqrt());
        exactly(2.0 / 3, number(8).dividedBy(18).sqrt());
        exactly(0x1p-537, number(Double.MIN_VALUE).sqrt());
        exactly(0, zero.sqrt());
        for (double value : new double[] {2, 8, 17, 1.0 / 3, 3}) {
            assertFalse(number(value).sqrt().isExact());
        }
    }

    @Test
    void valuesAtZeroAreExact() {
        exactly(1, zero.exp());
        exactly(0, zero.log1p());
        exactly(0, zero.sin());
        exactly(1, zero.cos());
        exactly(0, zero.atan2(one));
        exactly(0, zero.atan2(number(7).exp()));
        exactly(0, zero.atan2(zero));
        exactly(0, zero.times(tiny));
        exactly(0, tiny.times(zero));
        exactly(0, zero.dividedBy(tiny));
        assertEquals(Math.PI, zero.atan2(number(-5)).rounded());
        assertEquals(Math.PI / 2, one.atan2(zero).rounded());
        assertEquals(-Math.PI / 2, number(-1).atan2(zero).rounded());
    }

    /** At any precision, an end is never equal to the number. */
    @Test
    void nearlyAsMuchIsNotAsMuch() {
        for (double sign : new double[] {1, -1}) {
            Enclosure change = tiny.times(sign);
            assertEquals(sign, one.plus(change).minus(one).signum());
            assertEquals(sign, number(0x1p-600 * sign).exp().minus(one).signum());
            assertEquals(
                    sign,
                    number(1e-300 * sign).minus(number(1e-300 * sign).sin()).signum());
            assertEquals(-1, number(0x1p-500 * sign).cos().minus(one).signum());
            assertEquals(-1, change.cos().minus(one).signum());
            assertEquals(sign, change.exp().minus(one).signum());
        }
        assertEquals(1, number(1e-300).minus(number(1e-300).log1p()).signum());
        assertEquals(1, number(1e-300).minus(number(1e-300).atan2(one)).signum());
        assertEquals(1, tiny.log1p().signum());
        assertEquals(1, tiny.sqrt().signum());
        assertEquals(-1, tiny.negate().atan2(tiny).signum());
    }

    @Test
    void tooLongNumbersAreStrictIntervals() {
        Enclosure small = Enclosure.of(BigInteger.ONE, -(1L << 50), precision);
        Enclosure sum = one.plus(small);
        assertFalse(sum.isExact());
        assertEquals(1, sum.minus(one).signum());
        assertEquals(-1, one.minus(small).minus(one).signum());
        Enclosure power = number(3);
        for (int i = 0; i < 16; i++) {
            power = power.times(power);
        }
        assertFalse(power.isExact());
        exactly(Double.POSITIVE_INFINITY, number(0x1p1000).times(number(0x1p1000)));
    }

    @Test
    void exponentsStayInRange() {
        Enclosure large = Enclosure.of(BigInteger.ONE, 1L << 59, precision);
        Enclosure small = one.dividedBy(large);
        assertThrows(Undecided.class, () -> large.times(large).times(large));
        Enclosure smallest = small.times(small).times(small);
        assertEquals(1, smallest.signum());
        assertEquals(0, smallest.rounded());
        assertEquals(-1, smallest.negate().times(smallest).times(smallest).signum());
        assertEquals(1, large.log1p().minus(0x1p58).signum());
        assertEquals(0, number(-1e300).exp().rounded());
        assertThrows(Undecided.class, () -> number(1e300).exp());
        assertThrows(IllegalArgumentException.class, () -> Enclosure.of(BigInteger.ONE, 1L << 60, precision));
        assertThrows(IllegalArgumentException.class, () -> number(Double.NaN));
    }

    @Test
    void someQuestionsHaveNoAnswer() {
        Enclosure around = between(-1, 2);
        List<Enclosure> touching = List.of(around, between(0, 1), between(-1, 0));
        assertThrows(Undecided.class, around::signum);
        assertThrows(Undecided.class, () -> zero.dividedBy(around));
        for (Enclosure divisor : touching) {
            assertThrows(Undecided.class, () -> one.dividedBy(divisor));
        }
        assertThrows(Undecided.class, () -> around.atan2(number(-1)));
        assertThrows(Undecided.class, () -> zero.atan2(around));
        assertThrows(ArithmeticException.class, () -> one.dividedBy(0));
        assertThrows(ArithmeticException.class, () -> number(-1).sqrt());
        assertThrows(ArithmeticException.class, () -> number(-1).log1p());
    }

    @Test
    void oneSidedIntervalsHaveSigns() {
        assertEquals(1, between(0, 1).signum());
        assertEquals(-1, between(-1, 0).signum());
        assertEquals(1, between(-1, 0).abs().signum());
        assertEquals(1, between(0, 1).sqrt().signum());
        assertEquals(1, between(0, 1).exp().minus(one).signum());
        assertEquals(-1, between(-1, 0).exp().minus(one).signum());
        assertEquals(1, between(0, 1).sin().signum());
        assertEquals(-1, between(-1, 0).sin().signum());
        assertEquals(1, between(0, 1).log1p().signum());
        assertEquals(1, between(0, 1).atan2(between(0, 1)).signum());
        assertEquals(1, between(0, 1).atan2(between(-1, 0)).signum());
    }

    /** The true value is 0, and the enclosure must admit that. */
    @Test
    void zeroMayHide() {
        Enclosure around = between(-0x1p-200, 0x1p-190);
        for (Enclosure value : List.of(around.abs(), around.sqrt(), around.log1p(), around.sin(), around.atan2(one))) {
            assertFalse(value.isDecided() && value.rounded() != 0);
            assertEquals(0, value.roundedAsEqual());
            assertThrows(Undecided.class, value::signum);
        }
    }

    @Test
    void constantsArePrecise() {
        assertEquals(Math.PI, one.pi().rounded());
        assertEquals(
                1,
                one.pi()
                        .minus(number(Math.PI))
                        .minus(number(1.2246467991473532e-16))
                        .abs()
                        .minus(1e-31)
                        .negate()
                        .signum());
        assertTrue(one.constant(3).isExact());
        assertEquals(precision, one.pi().precision());
        assertThrows(IllegalArgumentException.class, () -> new Precision(31));
        assertThrows(IllegalArgumentException.class, () -> Enclosure.around(1, 0, Double.NaN, 0, precision));
    }
}
