package io.github.marginloss.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares real numbers of any exponent with exact decimals, and functions with identities. */
class RealTest {

    private static final MathContext MC = new MathContext(60);
    private static final double U2 = 0x1p-104;

    private final Random random = new Random(7);

    private static BigDecimal exact(Real x) {
        BigDecimal mantissa = new BigDecimal(x.mantissa().hi())
                .add(new BigDecimal(x.mantissa().lo()));
        BigDecimal power = BigDecimal.valueOf(2).pow((int) Math.abs(x.exponent()));
        return x.exponent() < 0 ? mantissa.divide(power, MC) : mantissa.multiply(power, MC);
    }

    private static void close(BigDecimal expected, Real actual, double relative) {
        BigDecimal error = exact(actual).subtract(expected).abs();
        BigDecimal allowed = expected.abs().multiply(BigDecimal.valueOf(relative));
        assertTrue(error.compareTo(allowed) <= 0, () -> actual + " for " + expected.round(new MathContext(40)));
    }

    private static void close(Real expected, Real actual, double relative) {
        close(exact(expected), actual, relative);
    }

    private Real any(int exponents) {
        DD value = DD.sum(random.nextDouble() - 0.5, random.nextDouble() * 0x1p-60);
        return Real.of(value, random.nextInt(2 * exponents + 1) - exponents);
    }

    @Test
    void mantissasLieBetween1And2() {
        double[] values = {
            1,
            1.5,
            Math.nextDown(2.0),
            2,
            3,
            0.75,
            1e300,
            1e-300,
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Math.nextDown(Double.MIN_NORMAL),
            Double.MAX_VALUE
        };
        for (double value : values) {
            for (double signed : new double[] {value, -value}) {
                Real real = Real.of(signed);
                double size = Math.abs(real.mantissa().hi());
                assertTrue(size >= 1 && size < 2, real::toString);
                assertEquals(signed, real.toDouble());
                assertEquals(real.exponent() + 5000, Real.of(signed, 5000).exponent());
                assertEquals(real.mantissa(), Real.of(signed, 5000).mantissa());
            }
        }
        assertEquals(-1074, Real.of(Double.MIN_VALUE).exponent());
        assertEquals(Real.ZERO, Real.of(0, 77));
        assertTrue(Real.ZERO.isZero() && !Real.of(Double.MIN_VALUE, -9999).isZero());
    }

    @Test
    void arithmeticAtAllExponents() {
        for (int trial = 0; trial < 500; trial++) {
            Real x = any(3000);
            Real y = any(trial % 3 == 0 ? 3000 : 60);
            Real near = Real.of(y.mantissa(), x.exponent() + random.nextInt(200) - 100);
            close(exact(x).multiply(exact(y), MC), x.times(y), U2);
            close(exact(x).divide(exact(y), MC), x.dividedBy(y), U2);
            close(exact(x).add(exact(near), MC), x.plus(near), U2);
            close(exact(x).subtract(exact(near), MC), x.minus(near), U2);
            close(exact(x).negate(), x.negate(), 0);
            assertEquals(exact(x).signum(), x.signum());
        }
    }

    @Test
    void sumsWithZeroAndWithNothing() {
        Real tiny = Real.of(3, -4000);
        assertSame(tiny, tiny.plus(Real.ZERO));
        assertEquals(tiny, Real.ZERO.plus(tiny));
        assertEquals(Real.ZERO, tiny.minus(tiny));
        assertEquals(Real.ONE, Real.ONE.plus(tiny));
        assertEquals(Real.ONE, tiny.plus(Real.ONE));
        // zero has exponent 0, which is more than that of tiny and less than that of huge
        Real huge = Real.of(-3, 4000);
        assertEquals(huge, huge.plus(Real.ZERO));
        assertEquals(huge, Real.ZERO.plus(huge));
        // 106 bits can hold a summand that is 2^-105 of the other
        assertEquals(new DD(1, 0x1p-105), Real.ONE.plus(Real.of(1, -105)).mantissa());
        assertEquals(new DD(1, 0x1p-105), Real.of(1, -105).plus(Real.ONE).mantissa());
        // and a double-double can hold one that is 2^-200 of the other, with zeros between them
        assertEquals(new DD(1, 0x1p-200), Real.ONE.plus(Real.of(1, -200)).mantissa());
        assertEquals(new DD(1, 0x1p-220), Real.ONE.plus(Real.of(1, -220)).mantissa());
    }

    @Test
    void roundingToDoubles() {
        assertEquals(Double.POSITIVE_INFINITY, Real.of(1, 1024).toDouble());
        assertEquals(Double.NEGATIVE_INFINITY, Real.of(-1, Long.MAX_VALUE / 4).toDouble());
        assertEquals(0, Real.of(1, -1076).toDouble());
        assertEquals(0, Real.of(1, Long.MIN_VALUE / 4).toDouble());
        assertEquals(0x1p1023, Real.of(1, 1023).toDouble());
        assertEquals(Double.MIN_VALUE, Real.of(1, -1074).toDouble());
        assertEquals(DD.of(6), Real.of(1.5, 3002).toDD(-3000));
        assertEquals(DD.of(0.375), Real.of(1.5, -3002).toDD(3000));
    }

    @Test
    void exponentials() {
        for (double x : new double[] {0, 1, -1, 0.3, -0.7, 20, -30, 600, -600}) {
            close(Real.of(DD.of(x).exp(), 0), Real.of(x).exp(), 1e-29);
        }
        assertEquals(Real.ONE, Real.ZERO.exp());
        // e^(2x) = (e^x)², where the double-double x of some 1e5 has itself an error of 1e-27 or so
        for (double x : new double[] {700, -700, 5000, -5000, 1e5, -1e5}) {
            Real half = Real.of(x).exp();
            close(half.times(half), Real.of(2 * x).exp(), 1e-26);
            close(Real.ONE.dividedBy(half), Real.of(-x).exp(), 1e-26);
        }
        // e^(k log 2) = 2^k
        for (int k : new int[] {3, -3, 900, -900, 100000, -100000}) {
            Real power = Real.of(DD.LN2.times(k), 0).exp();
            close(Real.of(1, 0), new Real(power.mantissa(), power.exponent() - k), 1e-26);
        }
        assertEquals(Real.ZERO, Real.of(-1, 60).exp());
        assertTrue(Real.of(1, 60).exp().exponent() > 1L << 60);
        assertTrue(Real.of(1, 59).exp().exponent() > 1L << 58);
        assertTrue(Real.of(-1, 59).exp().exponent() < -(1L << 58));
    }

    @Test
    void logarithms() {
        for (double t : new double[] {1e-30, 1e-8, 0.3, 1, 50, 1e20, 1e60}) {
            close(Real.of(DD.of(t).log1p(), 0), Real.of(t).log1p(), 1e-30);
        }
        assertEquals(Real.ZERO, Real.ZERO.log1p());
        // t − t²/2 + …, with all digits as long as the square matters; for smaller t it is t itself
        for (int k : new int[] {60, 100, 219, 220, 221, 1000, 5000}) {
            Real t = Real.of(1.25, -k);
            close(exact(t).subtract(exact(t).pow(2).divide(BigDecimal.valueOf(2)), MC), t.log1p(), 1e-31);
        }
        // log(2^k·1.5) = log 1.5 + k log 2, where adding 1 changes nothing
        for (int k : new int[] {219, 220, 221, 5000, 1 << 30}) {
            Real expected = Real.of(DD.of(1.5).log().plus(DD.LN2.times(k)), 0);
            close(expected, Real.of(1.5, k).log1p(), 1e-30);
        }
    }
}
