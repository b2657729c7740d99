package io.github.marginloss.core;

import static io.github.marginloss.core.Decimals.LN2;
import static io.github.marginloss.core.Decimals.PI;
import static io.github.marginloss.core.Decimals.TWO;
import static io.github.marginloss.core.Decimals.assertWithin;
import static io.github.marginloss.core.Decimals.exact;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

/** The bounds of docs/double-double.md for the elementary functions and their constants, under attack. */
class DDFunctionBoundsTest {

    private static final BigDecimal ONE = BigDecimal.ONE;

    private final Hostile hostile = new Hostile(20230217);

    @Test
    void wordsOfConstants() {
        BigDecimal halfPi = exact(DD.PI).divide(TWO).add(exact(DD.HALF_PI_WORD3));
        assertBelow(PI.divide(TWO).subtract(halfPi), 0x1p-163);
        assertBelow(LN2.subtract(exact(DD.LN2)).subtract(exact(DD.LN2_WORD3)), 0x1p-164);
        assertBelow(LN2.subtract(exact(DD.LN2)), 0x1p-110);
        assertBelow(exact(DD.HALF_PI_WORD3), 0x1p-109);
        assertBelow(exact(DD.LN2_WORD3), 0x1p-110);
        assertBelow(exact(2 / Math.PI).multiply(PI).subtract(TWO), 0x1p-52);
    }

    @Test
    void wordsOfCoefficients() {
        BigDecimal factorial = ONE;
        for (int n = 0; n < 30; n++) {
            factorial = factorial.multiply(BigDecimal.valueOf(Math.max(n, 1)));
            BigDecimal inverse = ONE.divide(factorial, new MathContext(80));
            if (n <= 22) {
                assertWithin(inverse, DD.inverseFactorial(n), 3, 0);
            }
            assertWithin(inverse, DD.of(DD.inverseFactorial(n).hi()), n <= 22 ? 0x1p53 : 8 * 0x1p53, 0);
        }
    }

    private static void assertBelow(BigDecimal value, double bound) {
        assertTrue(value.abs().compareTo(exact(bound)) < 0, () -> value.doubleValue() + " and not below " + bound);
    }

    @Test
    void exponentials() {
        for (int i = 0; i < 400; i++) {
            DD x = hostile.withLowWord(
                    switch (i % 4) {
                        case 0 -> hostile.between(-620, 709.5);
                        case 1 -> hostile.beside((hostile.upTo(1000) - 500.5) * Math.log(2), 3);
                        case 2 -> hostile.beside(hostile.upTo(900) * Math.log(2), 3);
                        default -> hostile.between(-0.36, 0.36);
                    });
            assertWithin(Decimals.exp(exact(x)), x.exp(), 12, 0);
        }
        for (int i = 0; i < 40; i++) {
            DD x = hostile.withLowWord(hostile.between(-800, -620));
            assertWithin(Decimals.exp(exact(x)), x.exp(), 12, 0x1p-1074);
        }
    }

    @Test
    void exponentialsLess1() {
        for (int i = 0; i < 300; i++) {
            double end = i % 2 == 0 ? 0.4 : -0.4;
            DD below = hostile.withLowWord(
                    i % 3 == 0 ? hostile.between(-0.4, 0.4) : end - end * hostile.upTo(9) * 0x1p-53);
            assertWithin(expm1(exact(below)), below.expm1(), Math.abs(below.hi()) < 0.4 ? 12 : 40, 0);
            DD above = hostile.withLowWord(i % 3 == 0 ? hostile.between(0.4, 50) * Math.signum(end) : end);
            assertWithin(expm1(exact(above)), above.expm1(), 40, 0);
            DD tiny = hostile.doubleDouble(1).scalb(-3 * i - hostile.upTo(3));
            assertWithin(expm1(exact(tiny)), tiny.expm1(), Math.abs(tiny.hi()) < 0.4 ? 12 : 40, 0);
        }
        DD subnormal = DD.of(-7 * Double.MIN_VALUE);
        assertWithin(expm1(exact(subnormal)), subnormal.expm1(), 12, 0);
    }

    @Test
    void logarithms() {
        for (int i = 0; i < 300; i++) {
            DD x = switch (i % 4) {
                case 0 -> hostile.doubleDouble(1000).abs();
                case 1 -> hostile.withLowWord(Math.scalb(hostile.beside(Math.sqrt(2), 3), hostile.upTo(9) - 5));
                case 2 -> hostile.withLowWord(hostile.beside(1, 1 << hostile.upTo(29)));
                default -> hostile.withLowWord(hostile.between(0.4, 2.1));
            };
            assertWithin(Decimals.log(exact(x)), x.log(), 40, 0);
        }
        for (int k = 1; k < 900; k += 23) {
            DD nearOne = DD.sum(1, Math.scalb(hostile.number(0), -54 - k));
            assertWithin(Decimals.log(exact(nearOne)), nearOne.log(), 40, 0x1p-1074);
            DD subnormal = DD.of(k * Double.MIN_VALUE);
            assertWithin(Decimals.log(exact(subnormal)), subnormal.log(), 40, 0);
        }
    }

    @Test
    void logarithmsOf1More() {
        double[] ends = {-0.3, 0.5, Math.nextDown(0.5), Math.nextUp(-0.3), Math.expm1(0.4), Math.expm1(-0.3466)};
        for (int i = 0; i < 300; i++) {
            DD z = hostile.withLowWord(
                    switch (i % 4) {
                        case 0 -> hostile.between(-0.999, 5);
                        case 1 -> hostile.beside(ends[i / 4 % ends.length], 2);
                        case 2 -> hostile.between(-0.3, 0.5);
                        default -> hostile.between(0, Math.scalb(1.0, hostile.upTo(1000)));
                    });
            assertWithin(Decimals.log(ONE.add(exact(z))), z.log1p(), 48, 0);
        }
        for (int i = 1; i < 1000; i += 5) {
            DD tiny = hostile.doubleDouble(0).scalb(-i - hostile.upTo(5) - 2);
            assertWithin(log1p(exact(tiny)), tiny.log1p(), 48, i > 890 ? 0x1p-1074 : 0);
        }
    }

    @Test
    void sinesAndCosines() {
        for (int i = 0; i < 600; i++) {
            double k = hostile.upTo(i % 2 == 0 ? 30 : 1 << 29);
            assertSineAndCosine(hostile.withLowWord(
                    switch (i % 5) {
                        case 0 -> hostile.between(-0.8, 0.8);
                        case 1 -> hostile.between(-0x1p40, 0x1p40);
                        case 2 -> hostile.beside((k + 0.5) * (Math.PI / 2), 3);
                        case 3 -> hostile.beside(k * (Math.PI / 2), 2);
                        default -> 0x1p40 - hostile.upTo(100);
                    }));
            assertSineAndCosine(DD.PI.scalb(-1).times(k));
        }
        for (int i = 1; i < 1000; i += 5) {
            assertSineAndCosine(hostile.doubleDouble(1).scalb(-20 - i));
        }
    }

    private static void assertSineAndCosine(DD x) {
        BigDecimal reduced = exact(x).remainder(TWO.multiply(PI));
        double absolute = Math.abs(x.hi()) > 0.785 ? Math.abs(x.hi()) * 0x1p-157 : 0;
        assertWithin(sin(reduced), x.sin(), 20, absolute);
        assertWithin(Decimals.cos(reduced), x.cos(), 20, absolute);
    }

    @Test
    void anglesOfPoints() {
        for (int i = 0; i < 400; i++) {
            DD x = hostile.doubleDouble(i % 2 == 0 ? 2 : 60);
            DD y = switch (i % 5) {
                case 0 -> hostile.withLowWord(hostile.beside(x.hi(), 3));
                case 1 -> hostile.doubleDouble(60);
                default -> hostile.doubleDouble(3);
            };
            int k = i % 3 == 0 ? 0 : 900 - 1100 * (i % 3 - 1);
            assertAngle(y.scalb(k), x.scalb(k));
        }
        for (int i = 0; i < 60; i++) {
            assertAngle(
                    DD.of(hostile.upTo(50) * Double.MIN_VALUE),
                    DD.of((hostile.upTo(50) - 20.5) * 2 * Double.MIN_VALUE));
        }
        for (int k = 100; k < 1070; k += 17) {
            assertTiny(
                    hostile.doubleDouble(0).scalb(-k), hostile.doubleDouble(0).abs());
        }
    }

    /** Rotates the point back by the angle. The angle that remains is the error, up to its third power. */
    private static void assertAngle(DD y, DD x) {
        DD theta = y.atan2(x);
        BigDecimal s = Decimals.sin(exact(theta));
        BigDecimal c = Decimals.cos(exact(theta));
        BigDecimal across = exact(y).multiply(c).subtract(exact(x).multiply(s));
        BigDecimal along = exact(x).multiply(c).add(exact(y).multiply(s));
        assertTrue(along.signum() > 0, () -> "atan2(" + y + ", " + x + ") = " + theta);
        assertWithin(exact(theta).add(across.divide(along, Decimals.MC)), theta, 64, 0x1p-1070);
    }

    /** The angle is y/x as long as its cube is negligible. */
    private static void assertTiny(DD y, DD x) {
        assertWithin(exact(y).divide(exact(x), Decimals.MC), y.atan2(x), 64, 0x1p-1070);
    }

    /**
     * The worst cases of a hill-climbing search are below the bounds, which assume the worst of all roundings at once.
     */
    @Test
    void worstCasesFound() {
        DD x = DD.sum(0x1.f114288012875p-1, -0x1.03b5f15d6938cp-57);
        assertWithin(Decimals.exp(exact(x)), x.exp(), 12, 0);
        x = DD.sum(-0x1.96c3c7449a1f5p-2, 0x1.ffbffffffffe6p-56);
        assertWithin(expm1(exact(x)), x.expm1(), 12, 0);
        x = DD.sum(0x1.9c7e89ffbe244p-2, -0x1.9e96c0fd12284p-57);
        assertWithin(expm1(exact(x)), x.expm1(), 40, 0);
        x = DD.sum(0x1.743a2bf105665p-1, 0x1.00e66c4dad4ebp-55);
        assertWithin(Decimals.log(exact(x)), x.log(), 40, 0);
        x = DD.sum(-0x1.36ec16e3d0c4bp-2, 0x1.efd7ffe7fffacp-57);
        assertWithin(log1p(exact(x)), x.log1p(), 48, 0);
        assertSineAndCosine(DD.sum(-0x1.e07e8964cce6p1, 0x1.99ff215522833p-55));
        assertSineAndCosine(DD.sum(-0x1.0917edca94d99p0, -0x1.de5a130d1c4f8p-58));
        x = DD.sum(0x1.0000047433f12p1, 0x1.ce643182cb619p-54);
        assertAngle(DD.sum(0x1.1436c68a1ac19p-1, -0x1.ffffffffffeecp-55), x);
    }

    private static BigDecimal expm1(BigDecimal x) {
        return isTiny(x)
                ? x.add(power(x, 2, 2)).add(power(x, 3, 6))
                : Decimals.exp(x).subtract(ONE);
    }

    private static BigDecimal log1p(BigDecimal x) {
        return isTiny(x) ? x.subtract(power(x, 2, 2)).add(power(x, 3, 3)) : Decimals.log(ONE.add(x));
    }

    private static BigDecimal sin(BigDecimal x) {
        return isTiny(x) ? x.subtract(power(x, 3, 6)) : Decimals.sin(x);
    }

    /** Whether three terms of a series give 40 digits. */
    private static boolean isTiny(BigDecimal x) {
        return x.abs().compareTo(new BigDecimal("1e-15")) < 0;
    }

    private static BigDecimal power(BigDecimal x, int n, int divisor) {
        return x.pow(n, Decimals.MC).divide(BigDecimal.valueOf(divisor), Decimals.MC);
    }
}
