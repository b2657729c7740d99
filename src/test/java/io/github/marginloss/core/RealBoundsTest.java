package io.github.marginloss.core;

import static io.github.marginloss.core.Decimals.LN2;
import static io.github.marginloss.core.Decimals.MC;
import static io.github.marginloss.core.Decimals.assertWithin;
import static io.github.marginloss.core.Decimals.exact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

/** The bounds of docs/double-double.md for numbers with a separate exponent, under attack. */
class RealBoundsTest {

    private final Hostile hostile = new Hostile(20170316);

    private Real any(int exponents) {
        return Real.of(hostile.doubleDouble(0), hostile.upTo(2 * exponents) - exponents);
    }

    /** The number times 2^shift, because the error is relative to the mantissa of the truth. */
    private static BigDecimal scaled(Real x, long shift) {
        long exponent = x.exponent() + shift;
        BigDecimal power = BigDecimal.valueOf(2).pow((int) Math.abs(exponent));
        BigDecimal mantissa = exact(x.mantissa());
        return exponent < 0 ? mantissa.divide(power, new MathContext(400)) : mantissa.multiply(power);
    }

    /** Both sides are multiplied by a power of two that turns the actual number into a double-double. */
    private static void assertClose(BigDecimal expectedShifted, Real actual, long shift, double relative) {
        assertEquals(0.0, actual.isZero() ? 0.0 : (double) (actual.exponent() + shift), 2000.0);
        assertWithin(expectedShifted, actual.toDD(shift), relative, 0);
    }

    @Test
    void sums() {
        for (int i = 0; i < 1000; i++) {
            Real x = any(5000);
            Real y = Real.of(
                    i % 2 == 0 ? hostile.nearlyOpposite(x.mantissa()) : hostile.doubleDouble(0),
                    x.exponent() + (i % 4 == 0 ? 0 : hostile.upTo(i % 4 == 1 ? 4 : 450) - (i % 4 == 1 ? 2 : 225)));
            long shift = -x.exponent();
            assertClose(scaled(x, shift).add(scaled(y, shift)), x.plus(y), shift, 4);
        }
    }

    @Test
    void productsAndQuotients() {
        for (int i = 0; i < 1000; i++) {
            Real x = any(5000);
            Real y = any(5000);
            BigDecimal product = scaled(x, -x.exponent()).multiply(scaled(y, -y.exponent()));
            assertClose(product, x.times(y), -x.exponent() - y.exponent(), 5);
            BigDecimal quotient = scaled(x, -x.exponent()).divide(scaled(y, -y.exponent()), MC);
            assertClose(quotient, x.dividedBy(y), y.exponent() - x.exponent(), 12);
        }
    }

    @Test
    void exponentials() {
        for (int i = 0; i < 400; i++) {
            DD x = hostile.doubleDouble(i % 4 == 0 ? 9 : 0).scalb(i % 4 == 0 ? 0 : i * 60 / 400);
            assertExponential(Math.abs(x.hi()) < 0x1p60 ? x : x.scalb(-1));
            DD boundary = hostile.withLowWord((hostile.upTo(1 << 29) + 0.5) * Math.log(2));
            assertExponential(i % 2 == 0 ? boundary : boundary.negate());
        }
        assertExponential(DD.sum(0x1p60, -0x1p7));
    }

    /** exp(x) = 2^k exp(x − k log 2). */
    private static void assertExponential(DD x) {
        Real actual = Real.of(x, 0).exp();
        MathContext digits = new MathContext(100);
        BigDecimal rest = exact(x).subtract(LN2.multiply(BigDecimal.valueOf(actual.exponent())), digits);
        double relative = 16 + Math.abs(x.hi()) * 0x1p-48;
        assertClose(Decimals.exp(rest), actual, -actual.exponent(), relative);
    }

    @Test
    void logarithmsOf1More() {
        for (int i = 0; i < 400; i++) {
            Real t = Real.of(hostile.doubleDouble(0).abs(), hostile.upTo(520) - 260);
            BigDecimal x = scaled(t, 0);
            // x − x²/2 has 70 correct digits if the square does not change the first 60
            BigDecimal expected = t.exponent() < -150
                    ? x.subtract(x.pow(2, MC).divide(BigDecimal.valueOf(2)))
                    : t.exponent() < -60 ? series(x) : Decimals.log(BigDecimal.ONE.add(x));
            assertClose(expected, t.log1p(), 0, 48);
        }
        for (long exponent : new long[] {221, 5000, 1 << 30, (1L << 53) - 1}) {
            DD mantissa = hostile.doubleDouble(0).abs();
            BigDecimal expected = Decimals.log(exact(mantissa)).add(LN2.multiply(BigDecimal.valueOf(exponent)));
            assertClose(expected, Real.of(mantissa, exponent).log1p(), 0, 6);
        }
    }

    private static BigDecimal series(BigDecimal x) {
        return x.subtract(x.pow(2, MC).divide(BigDecimal.valueOf(2)))
                .add(x.pow(3, MC).divide(BigDecimal.valueOf(3), MC));
    }

    @Test
    void dotProducts() {
        for (int trial = 0; trial < 200; trial++) {
            int n = 1 + hostile.upTo(12);
            double[] a = new double[n];
            double[] b = new double[n];
            BigDecimal expected = BigDecimal.ZERO;
            BigDecimal size = BigDecimal.ZERO;
            for (int k = 0; k < n; k++) {
                a[k] = hostile.number(trial % 2 == 0 ? 1020 : 460);
                b[k] = k > 0 && k % 2 == 0 ? -a[k - 1] : hostile.number(trial % 2 == 0 ? 1020 : 460);
                a[k] = k > 0 && k % 2 == 0 ? b[k - 1] : a[k];
                BigDecimal product = exact(a[k]).multiply(exact(b[k]));
                expected = expected.add(product);
                size = size.add(product.abs());
            }
            Real actual = Real.dot(a, 0, b, 0, n);
            BigDecimal absolute = size.multiply(exact(12 * 0x1p-106 + 2.0 * n * n * n * 0x1p-159))
                    .add(exact(n * 0x1p-529));
            BigDecimal error = scaled(actual, 0).subtract(expected).abs();
            assertTrue(error.compareTo(absolute) <= 0, () -> error.doubleValue() + " > " + absolute.doubleValue());
        }
    }
}
