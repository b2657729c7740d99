package io.github.marginloss.core;

import static io.github.marginloss.core.Decimals.MC;
import static io.github.marginloss.core.Decimals.PI;
import static io.github.marginloss.core.Decimals.TWO;
import static io.github.marginloss.core.Decimals.exact;
import static io.github.marginloss.core.Decimals.exp;
import static io.github.marginloss.core.Decimals.log;
import static io.github.marginloss.core.Decimals.sin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Compares every operation with 60-digit decimal arithmetic and the tests' own series. */
class DDTest {
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final double U2 = 0x1p-106;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final Random random = new Random(20170315);

    @Test
    void theConstantsAreRoundedFromTheirSeries() {
        assertClose(PI, DD.PI, U2);
        assertClose(Decimals.LN2, DD.LN2, U2);
        assertEquals(new DD(0, 0), DD.ZERO);
        assertEquals(new DD(1, 0), DD.ONE);
    }

    @Test
    void sumsAndProductsOfDoublesAreExact() {
        for (int i = 0; i < 300; i++) {
            double a = wide(60);
            double b = wide(60);
            assertEquals(0, exact(a).add(exact(b)).compareTo(exact(DD.sum(a, b))));
            assertEquals(0, exact(a).multiply(exact(b)).compareTo(exact(DD.product(a, b))));
            assertEquals(0, exact(a).compareTo(exact(DD.of(a))));
        }
    }

    @Test
    void wordsThatOverlapAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new DD(1, 0x1p-52));
        assertThrows(IllegalArgumentException.class, () -> new DD(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new DD(INFINITY, Double.NaN));
        assertEquals(0x1p-53, new DD(1, 0x1p-53).lo());
    }

    @Test
    void sumsAreAccurateEvenWhereTheHighWordsCancel() {
        for (int i = 0; i < 300; i++) {
            DD x = spread(5);
            DD y = i % 2 == 0 ? spread(5) : x.negate().plus(x.times(wide(110)));
            assertClose(exact(x).add(exact(y)), x.plus(y), 3.01 * U2);
            assertClose(exact(x).subtract(exact(y)), x.minus(y), 3.01 * U2);
            double d = y.hi();
            assertClose(exact(x).add(exact(d)), x.plus(d), 2.01 * U2);
            assertClose(exact(x).subtract(exact(d)), x.minus(d), 2.01 * U2);
        }
    }

    @Test
    void productsQuotientsAndRootsAreAccurate() {
        for (int i = 0; i < 300; i++) {
            DD x = spread(200);
            DD y = spread(200);
            assertClose(exact(x).multiply(exact(y)), x.times(y), 4.01 * U2);
            assertClose(exact(x).divide(exact(y), MC), x.dividedBy(y), 12 * U2);
            double d = y.hi();
            assertClose(exact(x).multiply(exact(d)), x.times(d), 2.01 * U2);
            assertClose(exact(x).divide(exact(d), MC), x.dividedBy(d), 6 * U2);
            assertClose(exact(x.abs()).sqrt(MC), x.abs().sqrt(), 4.01 * U2);
        }
    }

    @Test
    void signsPowersOfTwoAndOrderFollowTheValue() {
        DD above = new DD(1, 0x1p-80);
        DD below = new DD(1, -0x1p-80);
        assertEquals(new DD(-1, -0x1p-80), above.negate());
        assertEquals(above, above.negate().abs());
        assertEquals(above, above.abs());
        assertEquals(new DD(0x1p900, -0x1p820), below.scalb(900));
        assertEquals(new DD(0x1p-900, -0x1p-980), below.scalb(-900));
        assertEquals(DD.of(-INFINITY), above.negate().scalb(1024));
        assertEquals(DD.of(Double.MIN_VALUE), above.scalb(-1074));
        assertTrue(below.compareTo(DD.ONE) < 0 && above.compareTo(DD.ONE) > 0 && above.compareTo(below) > 0);
        assertTrue(DD.ONE.compareTo(DD.of(2)) < 0 && DD.of(-1).compareTo(DD.of(-2)) > 0);
        assertEquals(0, DD.of(-0.0).compareTo(DD.ZERO));
        assertEquals(0, above.compareTo(new DD(1, 0x1p-80)));
        assertEquals(1, above.signum());
        assertEquals(-1, above.negate().signum());
        assertEquals(0, DD.ZERO.signum());
        assertTrue(DD.of(-0.0).isZero());
        assertFalse(DD.of(Double.MIN_VALUE).isZero());
        assertEquals(1, above.toDouble());
    }

    @Test
    void dotProductsKeepTheirLowWordThroughCancellation() {
        for (int trial = 0; trial < 60; trial++) {
            int n = 1 + random.nextInt(40);
            double[] x = random.doubles(n + 5, -1, 1).toArray();
            double[] y = random.doubles(n + 7, -1, 1).map(v -> v * wide(30)).toArray();
            if (n > 2 && trial % 2 == 0) { // the remaining terms are far below the rounding of a double-double
                DD sum = DD.dot(x, 3, y, 5, n - 2);
                x[n + 1] = -1;
                y[n + 3] = sum.hi();
                x[n + 2] = -1;
                y[n + 4] = sum.lo();
            }
            BigDecimal expected = BigDecimal.ZERO;
            double size = 0;
            for (int i = 0; i < n; i++) {
                BigDecimal product = exact(x[3 + i]).multiply(exact(y[5 + i]));
                expected = expected.add(product);
                size += Math.abs(product.doubleValue());
            }
            BigDecimal error = exact(DD.dot(x, 3, y, 5, n)).subtract(expected).abs();
            double bound = 2.01 * U2 * Math.abs(expected.doubleValue()) + n * n * U2 * 0x1p-53 * size;
            assertTrue(error.doubleValue() <= bound, () -> "n = " + n + ": " + error + " > " + bound);
        }
        assertEquals(DD.ZERO, DD.dot(new double[0], 0, new double[0], 0, 0));
    }

    @Test
    void exponentialsAndLogarithmsAreAccurate() {
        for (int i = 0; i < 50; i++) {
            DD x = between(-650, 709);
            assertClose(exp(exact(x)), x.exp(), 0x1p-103);
            DD small = between(-1.2, 1.2);
            assertClose(exp(exact(small)).subtract(ONE), small.expm1(), 0x1p-102);
            DD smaller = spread(20).scalb(-21);
            assertClose(exp(exact(smaller)).subtract(ONE), smaller.expm1(), 0x1p-102);
            assertClose(log(ONE.add(exact(smaller))), smaller.log1p(), 0x1p-102);
            DD z = between(-0.9, 3);
            assertClose(log(ONE.add(exact(z))), z.log1p(), 0x1p-102);
            DD positive = spread(900).abs();
            assertClose(log(exact(positive)), positive.log(), 0x1p-102);
            DD nearOne = DD.ONE.plus(spread(40).scalb(-42));
            assertClose(log(exact(nearOne)), nearOne.log(), 0x1p-102);
        }
    }

    @Test
    void expm1Log1pAndTheSineAreAccurateForTinyNumbers() {
        for (int exponent = -41; exponent > -1000; exponent -= 7) { // three terms of each series suffice
            DD x = spread(2).scalb(exponent);
            BigDecimal b = exact(x);
            BigDecimal square = b.multiply(b, MC);
            BigDecimal half = square.divide(TWO, MC);
            BigDecimal sixth = square.multiply(b, MC).divide(BigDecimal.valueOf(6), MC);
            double bound = exponent > -950 ? 0x1p-102 : 0x1p-70; // the low word is subnormal
            assertClose(b.add(half).add(sixth), x.expm1(), bound);
            assertClose(b.subtract(half).add(sixth.multiply(TWO)), x.log1p(), bound);
            assertClose(b.subtract(sixth), x.sin(), bound);
        }
        DD subnormal = DD.of(-7 * Double.MIN_VALUE);
        assertEquals(subnormal, subnormal.expm1());
        assertEquals(subnormal, subnormal.log1p());
        assertEquals(subnormal, subnormal.sin());
    }

    @Test
    void sinesAndCosinesAreAccurate() {
        for (int i = 0; i < 50; i++) {
            assertSineAndCosine(between(-0.8, 0.8), 0);
            assertSineAndCosine(between(-400, 400), 0);
            assertSineAndCosine(DD.of(Math.rint(400 * random.nextDouble())), 0);
            assertSineAndCosine(between(-0x1p40, 0x1p40), 0x1p-119);
        }
    }

    @Test
    void sinesAndCosinesAreAccurateNextToTheirZeros() {
        for (int k = -250; k <= 250; k += 11) {
            double zero = k * (Math.PI / 2);
            assertSineAndCosine(DD.of(zero), Math.abs(zero) * 0x1p-161);
            assertSineAndCosine(DD.of(Math.nextUp(zero)), Math.abs(zero) * 0x1p-161);
            assertSineAndCosine(DD.PI.scalb(-1).times(k), Math.abs(zero) * 0x1p-160);
        }
    }

    @Test
    void sinesOfHugeAnglesAreThoseOfDoubles() {
        DD x = new DD(0x1.8p60, 100.25);
        BigDecimal reduced = exact(x).remainder(TWO.multiply(PI));
        assertEquals(sin(reduced).doubleValue(), x.sin().toDouble(), 4e-16);
        assertEquals(sin(reduced.add(PI.divide(TWO))).doubleValue(), x.cos().toDouble(), 4e-16);
    }

    @Test
    void anglesOfPointsAreAccurate() {
        for (int i = 0; i < 50; i++) {
            assertAngle(spread(4), spread(4));
            assertAngle(spread(40), spread(40));
            assertAngle(spread(0).scalb(1023), spread(0).scalb(1023));
            assertAngle(spread(1).scalb(-1000), spread(1).scalb(-1000));
        }
        assertEquals(DD.PI, DD.ZERO.atan2(DD.of(-3)));
        assertEquals(DD.PI.scalb(-1).negate(), DD.of(-3).atan2(DD.ZERO));
        assertEquals(DD.ZERO, DD.ZERO.atan2(DD.of(3)));
        assertEquals(DD.ZERO, DD.ZERO.atan2(DD.ZERO));
        assertEquals(DD.of(Math.PI), DD.ZERO.atan2(DD.of(-0.0)));
        assertEquals(DD.of(Math.PI / 4), DD.of(INFINITY).atan2(DD.of(INFINITY)));
    }

    @Test
    void extremeNumbersBehaveLikeDoubles() {
        assertEquals(DD.ZERO, DD.of(-800).exp());
        assertEquals(DD.ZERO, DD.of(-Double.MAX_VALUE).exp());
        assertEquals(DD.of(INFINITY), DD.of(710).exp());
        assertEquals(DD.of(INFINITY), DD.of(Double.MAX_VALUE).exp());
        assertEquals(Math.exp(-740.5), DD.of(-740.5).exp().toDouble());
        assertEquals(DD.of(-1), DD.of(-800).expm1());
        assertEquals(DD.of(INFINITY), DD.of(800).expm1());
        assertEquals(DD.of(-INFINITY), DD.ZERO.log());
        assertEquals(DD.of(-INFINITY), DD.of(-1).log1p());
        assertClose(
                exact(DD.LN2).multiply(BigDecimal.valueOf(-1074)),
                DD.of(Double.MIN_VALUE).log(),
                0x1p-102);
        assertEquals(DD.ZERO, DD.ZERO.sqrt());
        assertEquals(DD.of(INFINITY), DD.of(INFINITY).sqrt());
        assertEquals(DD.of(INFINITY), DD.of(1).dividedBy(0));
        assertEquals(DD.ZERO, DD.of(1).dividedBy(INFINITY));
        assertEquals(DD.of(INFINITY), DD.dot(new double[] {1e200, 1}, 0, new double[] {1e200, 1}, 0, 2));
        assertTrue(Double.isNaN(DD.of(-1).sqrt().hi()));
        assertTrue(Double.isNaN(DD.of(-1).log().hi()));
        assertTrue(Double.isNaN(DD.of(INFINITY).sin().hi()));
    }

    @Test
    void noFiniteOperandsGiveNanWhereDoublesDoNot() {
        for (int i = 0; i < 4000; i++) {
            DD x = anyBits();
            DD y = anyBits();
            assertLike(Double::sum, DD::plus, x, y);
            assertLike((a, b) -> a - b, DD::minus, x, y);
            assertLike((a, b) -> a * b, DD::times, x, y);
            assertLike((a, b) -> a / b, DD::dividedBy, x, y);
            assertLike(Math::atan2, DD::atan2, x, y);
            assertLike(Math::sqrt, DD::sqrt, x);
            assertLike(Math::exp, DD::exp, x);
            assertLike(Math::expm1, DD::expm1, x);
            assertLike(Math::log, DD::log, x);
            assertLike(Math::log1p, DD::log1p, x);
            assertEquals(0, x.sin().hi(), 1 + 1e-15);
            assertEquals(0, x.cos().hi(), 1 + 1e-15);
        }
    }

    @Test
    void sumsNextToTheLargestDoubleOverflowOnlyIfTheyMust() {
        double minus = -0x1p1021 - 0x1.8p971; // TwoSum with it overflows on the way
        DD small = DD.of(minus);
        double expected = Double.MAX_VALUE + minus;
        assertEquals(expected, small.plus(DD.of(Double.MAX_VALUE)).toDouble());
        assertEquals(expected, small.plus(Double.MAX_VALUE).toDouble());
        assertEquals(expected, DD.sum(minus, Double.MAX_VALUE).toDouble());
        double low = 0x1.8p969; // three quarters of the amount that makes the sum round to infinity
        DD largest = new DD(Double.MAX_VALUE, low);
        assertEquals(DD.of(INFINITY), largest.plus(low));
        assertEquals(DD.of(INFINITY), largest.plus(DD.of(low)));
        assertEquals(DD.of(Double.MAX_VALUE), largest.minus(low));
        assertEquals(DD.of(Double.MAX_VALUE), largest.minus(DD.of(low)));
    }

    private void assertSineAndCosine(DD x, double slack) {
        BigDecimal reduced = exact(x).remainder(TWO.multiply(PI));
        assertWithin(sin(reduced), x.sin(), 0x1p-103, slack);
        assertWithin(sin(reduced.add(PI.divide(TWO))), x.cos(), 0x1p-103, slack);
    }

    /** Rotates the point back by the angle. The angle that remains is the error. */
    private static void assertAngle(DD y, DD x) {
        DD theta = y.atan2(x);
        BigDecimal s = sin(exact(theta));
        BigDecimal c = sin(exact(theta).add(PI.divide(TWO)));
        BigDecimal across = exact(y).multiply(c).subtract(exact(x).multiply(s));
        BigDecimal along = exact(x).multiply(c).add(exact(y).multiply(s));
        assertTrue(along.signum() > 0, () -> "atan2(" + y + ", " + x + ") = " + theta);
        assertWithin(exact(theta).add(across.divide(along, MC)), theta, 0x1p-102, 0);
    }

    private static void assertClose(BigDecimal expected, DD actual, double relative) {
        assertWithin(expected, actual, relative, 0);
    }

    private static void assertWithin(BigDecimal expected, DD actual, double relative, double absolute) {
        BigDecimal error = exact(actual).subtract(expected).abs();
        BigDecimal bound = exact(relative).multiply(expected.abs()).add(exact(absolute));
        assertTrue(
                error.compareTo(bound) <= 0,
                () -> actual + " for " + expected.round(MC) + ": error " + error.doubleValue() + " > "
                        + bound.doubleValue());
    }

    private static void assertLike(DoubleBinaryOperator expected, BinaryOperator<DD> actual, DD x, DD y) {
        assertLike(expected.applyAsDouble(x.hi(), y.hi()), actual.apply(x, y), () -> x + ", " + y);
    }

    private static void assertLike(DoubleUnaryOperator expected, UnaryOperator<DD> actual, DD x) {
        assertLike(expected.applyAsDouble(x.hi()), actual.apply(x), x::toString);
    }

    private static void assertLike(double expected, DD actual, Supplier<String> operands) {
        double tolerance = 1e-12 * Math.abs(expected) + 2 * Double.MIN_VALUE;
        assertEquals(expected, actual.hi(), Double.isFinite(tolerance) ? tolerance : 0, operands);
    }

    private double wide(int exponents) {
        return Math.scalb(random.nextDouble() * 2 - 1, random.nextInt(2 * exponents + 1) - exponents);
    }

    private DD spread(int exponents) {
        double hi = Math.scalb(1 + random.nextDouble(), random.nextInt(2 * exponents + 1) - exponents);
        return withLowWord(random.nextBoolean() ? hi : -hi);
    }

    private DD between(double low, double high) {
        return withLowWord(low + (high - low) * random.nextDouble());
    }

    private DD withLowWord(double hi) {
        return DD.sum(hi, Math.ulp(hi) * (random.nextDouble() - 0.5));
    }

    private DD anyBits() {
        double hi;
        do {
            hi = Double.longBitsToDouble(random.nextLong());
        } while (!Double.isFinite(hi));
        return withLowWord(hi);
    }
}
