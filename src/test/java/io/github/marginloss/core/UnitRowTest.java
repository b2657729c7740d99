package io.github.marginloss.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.MatrixDimensionException;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A row of any size is normalised, and its gradient passes back. */
class UnitRowTest {

    private static final double EPS = Math.ulp(1.0);

    private static UnitRow load(double... x) {
        UnitRow row = new UnitRow(x.length);
        row.load(new DMatrixRMaj(1, x.length, true, x), 0);
        return row;
    }

    static Stream<int[]> sizes() {
        int[] sizes = {-1060, -540, -200, 0, 200, 510, 1000};
        return IntStream.of(sizes)
                .boxed()
                .flatMap(x -> IntStream.of(-1000, -500, 0, 500, 1010)
                        .filter(g -> Math.abs(g - x) < 1000)
                        .mapToObj(g -> new int[] {x, g}));
    }

    /** Sizes of the row, and of the gradient. */
    @ParameterizedTest
    @MethodSource("sizes")
    void sizesCostNoDigits(int[] exponents) {
        int exponent = exponents[0];
        double size = Math.scalb(1.0, exponents[1]);
        double[] unit = new double[3];
        UnitRow row = load(Math.scalb(2.0, exponent), Math.scalb(-3.0, exponent), Math.scalb(6.0, exponent));
        row.unit(unit);
        assertArrayEquals(new double[] {2 / 7.0, -3 / 7.0, 6 / 7.0}, unit, EPS);
        assertEquals(Math.scalb(7.0, exponent), row.norm().toDouble());
        // (4, 5, 6) minus its part along x̂, divided by ‖x‖: (4, 5, 6) − 29/49 (2, −3, 6)
        double[] gradient = {4 * size, 5 * size, 6 * size};
        row.backward(gradient);
        double[] expected = {4 - 58 / 49.0, 5 + 87 / 49.0, 6 - 174 / 49.0};
        for (int k = 0; k < 3; k++) {
            double right = Math.scalb(expected[k] / 7, exponents[1] - exponent);
            assertEquals(right, gradient[k], 8 * Math.ulp(right));
        }
    }

    /** Compares the Jacobian of x̂ with differences. */
    @Test
    void backwardIsTheDerivative() {
        Random random = new Random(4);
        double[] x = random.doubles(5, -1, 1).toArray();
        double[] g = random.doubles(5, -1, 1).toArray();
        double[] gradient = g.clone();
        load(x).backward(gradient);
        for (int k = 0; k < 5; k++) {
            double h = 0x1p-17;
            double[] above = x.clone();
            double[] below = x.clone();
            above[k] += h;
            below[k] -= h;
            assertEquals((along(above, g) - along(below, g)) / (2 * h), gradient[k], 1e-9); // h² and rounding/h
        }
    }

    private static double along(double[] x, double[] g) {
        double[] unit = new double[x.length];
        load(x).unit(unit);
        double sum = 0;
        for (int k = 0; k < g.length; k++) {
            sum += unit[k] * g[k];
        }
        return sum;
    }

    @Test
    void aZeroRowHasNoDirection() {
        UnitRow row = load(0, -0.0);
        assertTrue(row.isZero());
        assertTrue(row.norm().isZero());
        double[] unit = {7, 7};
        row.unit(unit);
        assertArrayEquals(new double[2], unit, 0.0);
        double[] gradient = {3, -4};
        row.backward(gradient);
        assertArrayEquals(new double[2], gradient, 0.0);
        row.normalisePrecisely();
        assertTrue(row.isZero());
        double[] infinite = {Double.POSITIVE_INFINITY, 1};
        row.backward(infinite);
        assertArrayEquals(new double[2], infinite, 0.0);
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        UnitRow row = new UnitRow(3);
        assertThrows(MatrixDimensionException.class, () -> row.load(new DMatrixRMaj(2, 2), 0));
        assertThrows(MatrixDimensionException.class, () -> row.load(new DMatrixRMaj(2, 4), 1));
    }

    /** 1 + 2^-200 squared has bits that only double-double keeps, and that the headroom of 200 bits saves. */
    @Test
    void preciseNormsKeepSmallEntries() {
        UnitRow row = new UnitRow(2);
        row.entries()[0] = 1;
        row.entries()[1] = 0x1p-40;
        row.normalisePrecisely();
        Real excess = row.norm().minus(Real.ONE);
        assertEquals(0x1p-81, excess.toDouble(), 0x1p-81 * 0x1p-20);
    }
}
