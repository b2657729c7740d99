package io.github.marginloss.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Decimal arithmetic of 60 digits with its own series, for tests of {@link DD} and {@link Real}. */
final class Decimals {

    static final MathContext MC = new MathContext(60);
    static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** π to 80 decimals, by Machin's formula. */
    static final BigDecimal PI = machin();

    /** log 2 = 2 artanh(1/3) to 80 decimals. */
    static final BigDecimal LN2 =
            TWO.multiply(arctan(BigDecimal.ONE.divide(BigDecimal.valueOf(3), new MathContext(90)), 1));

    private Decimals() {}

    static BigDecimal exact(double x) {
        return new BigDecimal(x);
    }

    static BigDecimal exact(DD x) {
        return exact(x.hi()).add(exact(x.lo()));
    }

    /** The Taylor series to 75 decimals, for |x| of a few units. */
    static BigDecimal sin(BigDecimal x) {
        return sineFrom(x.setScale(80, RoundingMode.HALF_EVEN), x, 2);
    }

    /** The same for the cosine. */
    static BigDecimal cos(BigDecimal x) {
        return sineFrom(BigDecimal.ONE.setScale(80), x, 1);
    }

    /** The sum of first·(−x²)^i / (n (n + 1) ⋯ (n + 2 i − 1)). */
    private static BigDecimal sineFrom(BigDecimal first, BigDecimal x, int n) {
        BigDecimal square = x.multiply(x).negate().setScale(80, RoundingMode.HALF_EVEN);
        BigDecimal term = first;
        BigDecimal sum = first;
        for (int k = n; term.unscaledValue().bitLength() > 17; k += 2) {
            term = term.multiply(square).divide(BigDecimal.valueOf(k * (k + 1L)), 80, RoundingMode.HALF_EVEN);
            sum = sum.add(term);
        }
        return sum;
    }

    /** The Taylor series at 2^-10 x, squared ten times. */
    static BigDecimal exp(BigDecimal x) {
        BigDecimal small = x.divide(BigDecimal.valueOf(1024)).round(MC);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int n = 1; term.abs().compareTo(new BigDecimal("1e-60")) > 0; n++) {
            term = term.multiply(small).divide(BigDecimal.valueOf(n), MC);
            sum = sum.add(term);
        }
        BigDecimal power = sum.round(MC);
        for (int i = 0; i < 10; i++) {
            power = power.multiply(power, MC);
        }
        return power;
    }

    /** A cubic step y + 2 (x - e^y) / (x + e^y) from the logarithm of the nearest double: about 48 digits. */
    static BigDecimal log(BigDecimal x) {
        BigDecimal y = exact(Math.log(x.doubleValue()));
        BigDecimal e = exp(y);
        return y.add(TWO.multiply(x.subtract(e)).divide(x.add(e), MC));
    }

    static void assertWithin(BigDecimal expected, DD actual, double relative, double absolute) {
        assertWithin(expected, actual, relative, exact(absolute));
    }

    /** Asserts |actual − expected| ≤ relative·2^-106 |expected| + absolute. */
    static void assertWithin(BigDecimal expected, DD actual, double relative, BigDecimal absolute) {
        BigDecimal error = exact(actual).subtract(expected).abs();
        BigDecimal bound = exact(relative * 0x1p-106).multiply(expected.abs()).add(absolute);
        assertTrue(
                error.compareTo(bound) <= 0,
                () -> actual + " for " + expected.round(MC) + ": error " + error.doubleValue() + ", and at most "
                        + bound.doubleValue() + " is allowed");
    }

    private static BigDecimal machin() {
        BigDecimal fifth = arctan(new BigDecimal("0.2"), -1);
        BigDecimal small = arctan(BigDecimal.ONE.divide(BigDecimal.valueOf(239), new MathContext(90)), -1);
        return BigDecimal.valueOf(16)
                .multiply(fifth)
                .subtract(BigDecimal.valueOf(4).multiply(small));
    }

    /** The sum of sign^k x^(2k + 1) / (2k + 1) to 80 decimals: arctan for the sign -1, artanh for the sign 1. */
    private static BigDecimal arctan(BigDecimal x, int sign) {
        BigDecimal square = x.multiply(x).multiply(BigDecimal.valueOf(sign));
        BigDecimal power = x;
        BigDecimal sum = x;
        for (int n = 3; power.abs().compareTo(new BigDecimal("1e-80")) > 0; n += 2) {
            power = power.multiply(square).setScale(90, RoundingMode.HALF_EVEN);
            sum = sum.add(power.divide(BigDecimal.valueOf(n), RoundingMode.HALF_EVEN));
        }
        return sum;
    }
}
