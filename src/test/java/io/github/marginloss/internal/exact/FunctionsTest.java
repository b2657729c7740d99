package io.github.marginloss.internal.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares functions with identities and with the JDK's, at their hard points, and checks how narrow their bounds are.
 */
class FunctionsTest {

    private final Random random = new Random(8);

    private double value(int exponents) {
        double sign = random.nextBoolean() ? 1 : -1;
        return sign * Math.scalb(1 + random.nextDouble(), random.nextInt(2 * exponents + 1) - exponents);
    }

    /** Equal within the precision, which must be all bits except 16, relative to the size. */
    private static void same(Enclosure expected, Enclosure actual) {
        Enclosure difference = actual.minus(expected);
        assertTrue(
                difference.isExact()
                        ? difference.signum() == 0
                        : difference.bounds().straddlesZero());
        narrow(actual, actual.precision().bits() - 16);
    }

    private static void narrow(Enclosure value, int bits) {
        Bounds bounds = value.bounds();
        if (!value.isExact()) {
            Dyadic width = bounds.hi().plus(bounds.lo().negate(), 64);
            assertTrue(width.top() <= bounds.magnitude().top() - bits, value::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64, 256, 1000})
    void identitiesHold(int bits) {
        Precision precision = new Precision(bits);
        Enclosure one = Enclosure.of(1, precision);
        for (int round = 0; round < 60; round++) {
            Enclosure x = Enclosure.of(value(8), precision).dividedBy(3);
            Enclosure sin = x.sin();
            Enclosure cos = x.cos();
            same(one, sin.times(sin).plus(cos.times(cos)));
            same(one.plus(x.abs()), x.abs().log1p().exp());
            same(one, x.exp().times(x.negate().exp()));
            Enclosure angle = Enclosure.of(0.4 * round / 60, precision)
                    .times(precisionsPi(one))
                    .times(2);
            Enclosure r = Enclosure.of(Math.abs(value(1000)), precision);
            if (round > 0) {
                same(angle, angle.sin().times(r).atan2(angle.cos().times(r)));
                same(
                        angle.negate(),
                        angle.sin().times(r).negate().atan2(angle.cos().times(r)));
            }
            same(x.abs(), x.times(x).sqrt());
        }
    }

    private static Enclosure precisionsPi(Enclosure number) {
        return number.pi();
    }

    @Test
    void theyAreThoseOfTheJdk() {
        Precision precision = new Precision(200);
        for (int round = 0; round < 500; round++) {
            double x = value(round % 2 == 0 ? 4 : 1000);
            double y = value(round % 2 == 0 ? 4 : 400);
            Enclosure number = Enclosure.of(x, precision);
            near(StrictMath.sin(x), number.sin());
            near(StrictMath.cos(x), number.cos());
            near(StrictMath.log1p(Math.abs(x)), number.abs().log1p());
            near(Math.sqrt(Math.abs(x)), number.abs().sqrt());
            near(StrictMath.atan2(x, y), number.atan2(Enclosure.of(y, precision)));
            if (Math.abs(x) < 1e4) {
                near(StrictMath.exp(x), number.exp());
            }
        }
    }

    private static void near(double expected, Enclosure actual) {
        assertEquals(expected, actual.rounded(), 2 * Math.ulp(expected));
    }

    @Test
    void hardPointsAreRight() {
        Precision precision = new Precision(256);
        Enclosure one = Enclosure.of(1, precision);
        assertEquals(1, one.times(1e-300).exp().rounded());
        assertEquals(1e-300, one.times(1e-300).log1p().rounded());
        assertEquals(0.4533964905016491, one.times(1e308).sin().rounded());
        assertEquals(-0.8913089376870335, one.times(1e308).cos().rounded());
        assertEquals(6.123233995736766e-17, one.times(Math.PI / 2).cos().rounded());
        assertEquals(1.2246467991473532e-16, one.times(Math.PI).sin().rounded());
        // the double closest to a multiple of π/2: W. Kahan, "Minimizing q m − n", 1983
        assertEquals(
                -4.687165924254628e-19,
                one.times(6381956970095103.0 * 0x1p797).cos().rounded(),
                1e-34);
        assertEquals(-0.8522008497671888, one.times(1e22).sin().rounded());
    }

    /** log1p, atan2 and sqrt of numbers far beyond the range of double keep all their digits. */
    @Test
    void exponentsAreUnbounded() {
        Precision precision = new Precision(256);
        Enclosure three = Enclosure.of(3, precision);
        for (long exponent : new long[] {-5000, -1L << 40, -1L << 57}) {
            Enclosure small = Enclosure.of(BigInteger.valueOf(3), exponent, precision);
            for (Enclosure value : new Enclosure[] {small.log1p(), small.atan2(three.dividedBy(3)), small.sin()}) {
                narrow(value, 250);
                assertEquals(3, value.dividedBy(small).times(3).rounded());
                assertFalse(value.isExact());
            }
            assertEquals(
                    Math.sqrt(3),
                    small.sqrt()
                            .dividedBy(Enclosure.of(BigInteger.ONE, exponent / 2, precision))
                            .rounded());
        }
        Enclosure large = Enclosure.of(BigInteger.ONE, 1L << 40, precision);
        assertEquals(Math.log(2) * 0x1p40, large.log1p().rounded());
        assertEquals(Math.PI / 2, large.atan2(three).rounded());
    }

    /** Within ±2^−200 of a zero of the sine, more bits provide the missing digits. */
    @Test
    void zerosAreResolvedByMoreBits() {
        BigInteger nearPi = ArcSeries.pi(200);
        int[] signs = new int[2];
        for (int i = 0; i < 2; i++) {
            Precision precision = new Precision(128 << i);
            Enclosure sin = Enclosure.of(nearPi, -200, precision).sin();
            signs[i] = sin.bounds().straddlesZero() ? 0 : sin.signum();
        }
        assertEquals(0, signs[0]);
        assertEquals(1, signs[1]);
    }

    @Test
    void wideAnglesAreBetweenMinusOneAndOne() {
        Precision precision = new Precision(64);
        Enclosure wide = Enclosure.around(0, 0, 100, 0, precision).sin();
        assertEquals(-1, wide.minus(1.0000001).signum());
        assertEquals(1, wide.plus(1.0000001).signum());
        assertTrue(Enclosure.of(BigInteger.ONE, 1L << 50, precision)
                        .cos()
                        .abs()
                        .minus(1.0000001)
                        .signum()
                < 0);
    }
}
