package io.github.marginloss.core;

import static io.github.marginloss.core.Decimals.MC;
import static io.github.marginloss.core.Decimals.assertWithin;
import static io.github.marginloss.core.Decimals.exact;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** The bounds of docs/double-double.md for sums, products, quotients, roots and dot products, under attack. */
class DDArithmeticBoundsTest {

    private static final int TRIALS = 4000;

    private final Hostile hostile = new Hostile(20170315);

    @Test
    void sums() {
        for (int i = 0; i < TRIALS; i++) {
            DD x = hostile.doubleDouble(2);
            DD y = i % 2 == 0 ? hostile.nearlyOpposite(x) : hostile.doubleDouble(i % 4 == 1 ? 3 : 108);
            assertSum(x, y);
            double d = i % 4 == 0 ? -hostile.beside(x.hi(), 2) : y.hi();
            assertWithin(exact(x).add(exact(d)), x.plus(d), 2, 0);
        }
    }

    @Test
    void sumsOfSubnormalNumbers() {
        for (int i = 0; i < TRIALS / 4; i++) {
            DD x = hostile.doubleDouble(30).scalb(-1000);
            assertSum(
                    x,
                    i % 2 == 0
                            ? hostile.nearlyOpposite(x)
                            : hostile.doubleDouble(80).scalb(-1000));
        }
    }

    private static void assertSum(DD x, DD y) {
        assertWithin(exact(x).add(exact(y)), x.plus(y), 3.01, 0);
        assertWithin(exact(x).subtract(exact(y)), x.minus(y), 3.01, 0);
    }

    @Test
    void products() {
        for (int i = 0; i < TRIALS; i++) {
            DD x = hostile.doubleDouble(20);
            DD y = hostile.doubleDouble(20);
            assertProducts(x, y, 0);
        }
    }

    @Test
    void productsWhoseLowWordsUnderflow() {
        for (int i = 0; i < TRIALS / 5; i++) {
            int k = 440 + hostile.upTo(110);
            assertProducts(
                    hostile.doubleDouble(20).scalb(-k), hostile.doubleDouble(20).scalb(-k), 1);
        }
    }

    private static void assertProducts(DD x, DD y, double underflow) {
        double d = y.hi();
        BigDecimal product = exact(x).multiply(exact(y));
        assertWithin(product, x.times(y), 5, underflow * 0x1p-1073);
        assertWithin(exact(x).multiply(exact(d)), x.times(d), 2, underflow * 0x1p-1074);
        // the halves of 2^-1074 are not doubles
        assertWithin(exact(x.hi()).multiply(exact(d)), DD.product(x.hi(), d), 0, underflow * 0x1p-1074);
    }

    @Test
    void quotients() {
        for (int i = 0; i < TRIALS; i++) {
            assertQuotients(hostile.doubleDouble(20), hostile.doubleDouble(20), 0);
        }
    }

    @Test
    void quotientsWhoseLowWordsUnderflow() {
        for (int i = 0; i < TRIALS / 10; i++) {
            DD x = hostile.doubleDouble(30).scalb(-1000 + hostile.upTo(60));
            DD y = hostile.doubleDouble(60).scalb(i % 2 * -500);
            assertQuotients(x, y, 1);
            assertQuotients(
                    hostile.doubleDouble(30).scalb(-550),
                    hostile.doubleDouble(20).scalb(480),
                    1);
        }
    }

    private static void assertQuotients(DD x, DD y, double underflow) {
        double absolute = underflow * 0x1p-1073 * (1 + 1 / Math.abs(y.hi()));
        assertWithin(exact(x).divide(exact(y), MC), x.dividedBy(y), 12, absolute);
        double d = y.hi();
        assertWithin(exact(x).divide(exact(d), MC), x.dividedBy(d), 3, absolute);
    }

    @Test
    void roots() {
        for (int i = 0; i < TRIALS / 8; i++) {
            DD x = hostile.doubleDouble(3).abs();
            assertWithin(exact(x).sqrt(MC), x.sqrt(), 4, 0);
        }
        for (int i = 0; i < TRIALS / 40; i++) {
            DD x = hostile.doubleDouble(50).abs().scalb(-1000);
            assertWithin(exact(x).sqrt(MC), x.sqrt(), 4, 0x1p-1074 / Math.sqrt(x.hi()));
        }
    }

    /**
     * The worst cases of a hill-climbing search with millions of evaluations are within the bounds, and not far below
     * them.
     */
    @Test
    void worstCasesFound() {
        DD x = DD.sum(-0x1.fffffffffffffp-2, -0x1.70a0a46cde76p-61);
        DD y = DD.sum(0x1.0000000000001p0, -0x1.3e7023971a024p-53);
        assertBetween(2.49, exact(x).add(exact(y)), x.plus(y), 3.01);
        x = DD.sum(1, 0x1.ebffdf2effff9p-54);
        assertBetween(1.99, exact(x).subtract(exact(0x1.fffffffffffffp-2)), x.minus(0x1.fffffffffffffp-2), 2);
        x = DD.sum(0x1.0000000000003p0, 0x1.ffffffffffff9p-54);
        y = DD.sum(0x1.0000000000002p0, -0x1.0000000000001p-53);
        assertBetween(3.99, exact(x).multiply(exact(y)), x.times(y), 5);
        x = DD.sum(0x1.000000ae871ffp1, 0x1.0p-52);
        assertBetween(1.99, exact(x).multiply(exact(0x1.004bb91a5e193p-1)), x.times(0x1.004bb91a5e193p-1), 2);
        x = DD.sum(-0x1.0b400220772cap0, -0x1.ffffffffffffap-54);
        y = DD.sum(-0x1.08eda5e618decp1, 0x1.ffffffff7ffd1p-53);
        assertBetween(8.45, exact(x).divide(exact(y), MC), x.dividedBy(y), 12);
        x = DD.sum(0x1.000000be73c24p0, -0x1.ffc0000000001p-54);
        assertBetween(2.98, exact(x).divide(exact(0x1.fdfffff9b2c12p-1), MC), x.dividedBy(0x1.fdfffff9b2c12p-1), 3);
        x = DD.sum(0x1.0000000000003p2, 0x1.ffffffffffffap-52);
        assertBetween(3.12, exact(x).sqrt(MC), x.sqrt(), 4);
    }

    private static void assertBetween(double least, BigDecimal expected, DD actual, double most) {
        assertWithin(expected, actual, most, 0);
        BigDecimal error = exact(actual).subtract(expected).abs();
        assertTrue(error.compareTo(expected.abs().multiply(exact(least * 0x1p-106))) > 0, actual::toString);
    }

    @Test
    void powersOfTwo() {
        for (int i = 0; i < TRIALS / 20; i++) {
            DD x = hostile.doubleDouble(20);
            int k = hostile.upTo(900);
            assertWithin(exact(x).multiply(exact(Math.scalb(1.0, k))), x.scalb(k), 0, 0);
            int low = -860 - i;
            assertWithin(exact(x).multiply(exact(Math.scalb(1.0, low))), x.scalb(low), 0, 0x1p-1074);
        }
    }

    @Test
    void dotProducts() {
        for (int trial = 0; trial < 300; trial++) {
            int n = 1 + hostile.upTo(trial % 10 == 0 ? 200 : 12);
            int exponents = trial % 3 * 25;
            int shift = trial % 5 == 0 ? -520 : 0;
            double[] x = new double[n];
            double[] y = new double[n];
            DD sum = DD.ZERO;
            for (int k = 0; k < n; k++) {
                x[k] = Math.scalb(hostile.number(exponents), shift);
                // every third term nearly cancels the previous sum
                y[k] = k % 3 == 2 && shift == 0 ? -sum.hi() / x[k] : Math.scalb(hostile.number(exponents), shift);
                sum = sum.plus(DD.product(x[k], y[k]));
            }
            assertDot(x, y);
        }
    }

    private static void assertDot(double[] x, double[] y) {
        BigDecimal expected = BigDecimal.ZERO;
        BigDecimal size = BigDecimal.ZERO;
        for (int k = 0; k < x.length; k++) {
            BigDecimal product = exact(x[k]).multiply(exact(y[k]));
            expected = expected.add(product);
            size = size.add(product.abs());
        }
        double n = x.length;
        BigDecimal absolute = size.multiply(exact(2 * n * n * n * 0x1p-159)).add(exact(n * Double.MIN_VALUE));
        assertWithin(expected, DD.dot(x, 0, y, 0, x.length), 2, absolute);
    }
}
