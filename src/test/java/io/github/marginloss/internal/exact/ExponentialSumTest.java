package io.github.marginloss.internal.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.core.Undecided;
import org.junit.jupiter.api.Test;

/** Ties that are decided by exponentials too small for any number of bits. */
class ExponentialSumTest {

    /** A tie of doubles above 1, whose last bits are 0 and 1. */
    private static final ExponentialSum TIE = number(1).plus(0x1p-53);

    private static final double ABOVE = Math.nextUp(1.0);

    private final ExponentialSum e = number(-1e9).exp();
    private final ExponentialSum tiny = number(-1e80).exp();

    private static ExponentialSum number(double value) {
        return ExponentialSum.of(Enclosure.of(value, new Precision(ExponentialSum.BITS)));
    }

    private static ExponentialSum quotient(ExponentialSum above, ExponentialSum t) {
        return above.dividedBy(t.plus(1));
    }

    @Test
    void exponentialsDecideTies() {
        assertEquals(1, TIE.rounded());
        assertEquals(ABOVE, TIE.plus(e).rounded());
        assertEquals(1, TIE.minus(e).rounded());
        assertEquals(1, TIE.plus(tiny.times(1e300)).minus(e.times(1e-300)).rounded());
    }

    /** Terms that cancel exactly disappear, whatever else there is. */
    @Test
    void theNextOneDecides() {
        ExponentialSum none = e.times(3).minus(e).minus(e.times(2));
        assertTrue(none.isZero());
        assertEquals(ABOVE, TIE.plus(none).plus(tiny).rounded());
        assertEquals(1, TIE.plus(none).minus(tiny).rounded());
    }

    /** 2/(1 + e) − 1/(1 + 2e) = 1 − 2e² + … and 2 log(1 + e) − log(1 + 2e) = e² + … */
    @Test
    void powersDecide() {
        ExponentialSum twice = e.times(2);
        ExponentialSum difference = quotient(number(2), e).minus(quotient(number(1), twice));
        assertEquals(1, difference.plus(0x1p-53).rounded());
        assertEquals(ABOVE, difference.negate().plus(2).plus(0x1p-53).rounded());
        ExponentialSum logarithm = e.log1p().times(2).minus(twice.log1p());
        assertEquals(ABOVE, TIE.plus(logarithm).rounded());
        assertEquals(1, TIE.minus(logarithm).rounded());
    }

    /** e/(1 + 3e) − e/(1 + 2e) = −e² + … */
    @Test
    void quotientsOfExponentialsHavePowers() {
        ExponentialSum difference = quotient(e, e.times(3)).minus(quotient(e, e.times(2)));
        assertEquals(-1, difference.signum());
        assertEquals(1, TIE.plus(difference).rounded());
        assertEquals(ABOVE, TIE.minus(difference).rounded());
    }

    @Test
    void whatIsNoSuchNumberIsUnknown() {
        ExponentialSum root = number(2).sqrt();
        assertEquals(Double.NaN, root.rounded());
        assertEquals(Double.NaN, root.plus(e).rounded());
        assertEquals(Double.NaN, number(-5).exp().rounded());
        assertEquals(Double.NaN, number(1).pi().rounded());
        assertEquals(0, root.times(0).rounded());
        assertEquals(3, number(9).sqrt().rounded());
        assertThrows(Undecided.class, root::signum);
        assertThrows(ArithmeticException.class, () -> e.dividedBy(0));
    }

    @Test
    void whatCanBeSeenIsRounded() {
        // e^−1001·1e300·1e100, to sixty digits by decimal arithmetic
        ExponentialSum lifted = number(-1001).exp().times(1e300).times(1e100);
        assertEquals(
                Double.parseDouble("1.86734092263970473012896014867610997018554995953680283540414e-35"),
                lifted.rounded());
        assertEquals(0, e.rounded());
        assertEquals(-1, e.negate().signum());
    }
}
