package io.github.marginloss.internal.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares sums of products with those of decimal numbers, in which every double is exact. */
class ExactSumTest {

    private static final int LENGTH = 37;

    private final Precision precision = new Precision(64);

    private final Random random = new Random(5);

    private double[] row(int exponents) {
        double[] row = new double[LENGTH + 3];
        for (int i = 0; i < row.length; i++) {
            row[i] = Math.scalb(random.nextDouble() - 0.5, random.nextInt(2 * exponents + 1) - exponents);
        }
        row[random.nextInt(row.length)] = 0;
        return row;
    }

    private void equal(BigDecimal expected, Enclosure actual) {
        assertTrue(actual.isExact());
        BigDecimal power = new BigDecimal(BigInteger.ONE.shiftLeft(2200)); // which makes it an integer
        Enclosure integer = Enclosure.of(expected.multiply(power).toBigIntegerExact(), -2200, precision);
        assertEquals(0, actual.minus(integer).signum());
    }

    private void dotIsExact(double[] x, double[] y) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        for (int i = 0; i < LENGTH; i++) {
            BigDecimal a = new BigDecimal(x[1 + i]);
            BigDecimal b = new BigDecimal(y[2 + i]);
            sum = sum.add(a.multiply(b));
            squares = squares.add(a.subtract(b).pow(2));
        }
        equal(sum, ExactSum.dot(x, 1, y, 2, LENGTH, precision));
        BigDecimal half = squares.divide(BigDecimal.valueOf(2));
        equal(half, ExactSum.halfSquareOfDifference(x, 1, y, 2, LENGTH, precision));
    }

    @Test
    void nothingIsLostInAnyRange() {
        for (int exponents : new int[] {0, 30, 500, 1023}) {
            for (int round = 0; round < 20; round++) {
                dotIsExact(row(exponents), row(exponents));
            }
        }
    }

    @Test
    void nothingIsLostAtTheEndsOfTheRange() {
        double[] extremes = {
            Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL, 1, -1, -0.0
        };
        for (int round = 0; round < 50; round++) {
            double[] x = new double[LENGTH + 3];
            double[] y = new double[LENGTH + 3];
            Arrays.setAll(x, i -> extremes[random.nextInt(extremes.length)]);
            Arrays.setAll(y, i -> extremes[random.nextInt(extremes.length)]);
            dotIsExact(x, y);
        }
    }

    @Test
    void whatCancelsIsZero() {
        double[] x = {1e308, 3, -1e308, -3, Double.MIN_VALUE};
        double[] y = {1e308, 7, 1e308, 7, Double.MIN_VALUE};
        equal(new BigDecimal(x[4]).pow(2), ExactSum.dot(x, 0, y, 0, 5, precision));
        assertEquals(0, ExactSum.dot(x, 0, y, 0, 4, precision).signum());
        assertEquals(
                0, ExactSum.halfSquareOfDifference(x, 0, x, 0, 5, precision).signum());
        assertEquals(0, ExactSum.dot(x, 0, y, 0, 0, precision).signum());
    }

    @Test
    void numbersAreFinite() {
        double[] x = {1, Double.NaN};
        double[] y = {Double.POSITIVE_INFINITY, 0};
        assertThrows(IllegalArgumentException.class, () -> ExactSum.dot(x, 0, y, 0, 1, precision));
        assertThrows(IllegalArgumentException.class, () -> ExactSum.dot(x, 1, y, 1, 1, precision));
    }
}
