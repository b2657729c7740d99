package io.github.marginloss.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The loops against plain ones. Entries are small integers, so that every order of adding gives the same bits. */
class KernelsTest {

    private final Random random = new Random(5);

    private double[] row(int length) {
        return random.ints(length, -9, 10).asDoubleStream().toArray();
    }

    private double[][] rows(int count, int length) {
        double[][] rows = new double[count][];
        Arrays.setAll(rows, i -> row(length));
        return rows;
    }

    private static double[][] copy(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }

    /** Rows and lengths around the three or four rows and eight columns of a step, depths around the 96 of a slice. */
    @Test
    void products() {
        for (int rows : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 11}) {
            for (int depth : new int[] {0, 1, 2, 3, 4, 5, 95, 96, 97, 98, 99, 193, 194}) {
                for (int length : new int[] {1, 7, 8, 9, 17}) {
                    product(rows, depth, length, 0);
                    product(rows, depth, length, 2);
                }
            }
        }
    }

    private void product(int rows, int depth, int length, int from) {
        // one row and one column more than are to be touched
        double[][] a = rows(rows, depth + 1);
        double[][] b = rows(from + depth + 1, length + 1);
        double[][] c = rows(rows + 1, length + 1);
        double[][] expected = copy(c);
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < depth; k++) {
                for (int j = 0; j < length; j++) {
                    expected[r][j] += a[r][k] * b[from + k][j];
                }
            }
        }
        String what = rows + "×" + depth + "×" + length + " from " + from;
        double[][] transposed = new double[depth][rows];
        for (int k = 0; k < depth; k++) {
            for (int r = 0; r < rows; r++) {
                transposed[k][r] = a[r][k];
            }
        }
        for (boolean fourRows : new boolean[] {false, true}) {
            double[][] actual = copy(c);
            Kernels.multiplyAdd(actual, rows, a, false, b, from, depth, length, fourRows);
            same(what, expected, actual);
            if (from == 0) {
                actual = copy(c);
                Kernels.multiplyAdd(actual, rows, transposed, true, b, 0, depth, length, fourRows);
                same(what + " transposed", expected, actual);
            }
        }
        double[][] actual = copy(c);
        Kernels.multiplyAdd(actual, rows, a, b, from, depth, length);
        same(what, expected, actual);
        actual = copy(c);
        Kernels.multiplyTransposedAdd(actual, rows, transposed, Arrays.copyOfRange(b, from, b.length), depth, length);
        same(what + " transposed", expected, actual);
    }

    /** Rounded sums as well: so that results are the same on every JDK. */
    @Test
    void threeRowsAndFourGiveTheSameBits() {
        double[][] a = random(7, 100);
        double[][] b = random(100, 33);
        double[][] three = random(7, 33);
        double[][] four = copy(three);
        Kernels.multiplyAdd(three, 7, a, false, b, 0, 100, 33, false);
        Kernels.multiplyAdd(four, 7, a, false, b, 0, 100, 33, true);
        same("three and four rows", three, four);
    }

    private double[][] random(int count, int length) {
        double[][] rows = new double[count][];
        Arrays.setAll(rows, i -> random.doubles(length, -1, 1).toArray());
        return rows;
    }

    private static void same(String what, double[][] expected, double[][] actual) {
        for (int r = 0; r < expected.length; r++) {
            assertArrayEquals(expected[r], actual[r], what + " row " + r);
        }
    }

    @Test
    void whatIsDoneToRows() {
        double[] c = {5, -3, 2, 7};
        Kernels.axpy(c, 2, new double[] {1, 2, 3, 4}, 3);
        assertArrayEquals(new double[] {7, 1, 8, 7}, c);
        Kernels.scale(c, -2, 3);
        assertArrayEquals(new double[] {-14, -2, -16, 7}, c);
        Kernels.multiply(c, new double[] {0.5, 1, 0.375, 9}, 3);
        assertArrayEquals(new double[] {-7, -2, -6, 7}, c);
        Kernels.multiplyAdd(c, new double[] {2, 3, -1, 9}, 10, new double[] {1.5, 2, 3, 9}, 3);
        assertArrayEquals(new double[] {1, 14, 36, 7}, c);
        Kernels.subtractMultiply(c, new double[] {4, 4, 6, 9}, new double[] {2, 0.5, 1, 9}, 3);
        assertArrayEquals(new double[] {-6, 5, 30, 7}, c);
        Kernels.maximum(c, new double[] {-7, 6, 31, 9}, 3);
        assertArrayEquals(new double[] {-6, 6, 31, 7}, c);
        Kernels.maximumAbsolute(c, new double[] {-7, 5, -32, 9}, 3);
        assertArrayEquals(new double[] {7, 6, 32, 7}, c);
        Kernels.add(c, new double[] {1, -2, 3, 9}, 3);
        assertArrayEquals(new double[] {8, 4, 35, 7}, c);
    }

    @Test
    void dotProductsOfEveryLength() {
        for (int length = 0; length <= 26; length++) {
            double[] a = row(length + 4);
            double[] b = row(length + 4);
            double expected = 0;
            for (int j = 0; j < length; j++) {
                expected += a[1 + j] * b[3 + j];
            }
            assertEquals(expected, Kernels.dot(a, 1, b, 3, length), 0.0, "length " + length);
        }
    }
}
