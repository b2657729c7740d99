package io.github.marginloss.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The loops against plain ones. Entries are small integers, so that every order of adding gives the same bits. */
class KernelsTest {

    private static final Kernels[] KERNELS = {new PlainKernels(), new FourRowKernels(), KernelChoice.serving()};

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
        for (Kernels kernels : KERNELS) {
            double[][] actual = copy(c);
            kernels.multiplyAdd(actual, rows, a, b, from, depth, length);
            same(what, expected, actual);
            actual = copy(c);
            double[][] second = Arrays.copyOfRange(b, from, b.length);
            kernels.multiplyTransposedAdd(actual, rows, transposed, second, depth, length);
            same(what + " transposed", expected, actual);
        }
    }

    /** Rounded sums as well: so that results are the same on every JDK. */
    @Test
    void allKernelsGiveTheSameBits() {
        double[][] a = random(7, 100);
        double[][] b = random(100, 33);
        double[][] c = random(7, 33);
        double[][] expected = copy(c);
        new PlainKernels().multiplyAdd(expected, 7, a, b, 0, 100, 33);
        for (Kernels kernels : KERNELS) {
            double[][] actual = copy(c);
            kernels.multiplyAdd(actual, 7, a, b, 0, 100, 33);
            same(kernels.toString(), expected, actual);
        }
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
        Kernels kernels = KernelChoice.serving();
        double[] c = {5, -3, 2, 7};
        kernels.axpy(c, 2, new double[] {1, 2, 3, 4}, 3);
        assertArrayEquals(new double[] {7, 1, 8, 7}, c);
        kernels.scale(c, -2, 3);
        assertArrayEquals(new double[] {-14, -2, -16, 7}, c);
        kernels.multiply(c, new double[] {0.5, 1, 0.375, 9}, 3);
        assertArrayEquals(new double[] {-7, -2, -6, 7}, c);
        kernels.multiplyAdd(c, new double[] {2, 3, -1, 9}, 10, new double[] {1.5, 2, 3, 9}, 3);
        assertArrayEquals(new double[] {1, 14, 36, 7}, c);
        kernels.subtractMultiply(c, new double[] {4, 4, 6, 9}, new double[] {2, 0.5, 1, 9}, 3);
        assertArrayEquals(new double[] {-6, 5, 30, 7}, c);
        kernels.maximum(c, new double[] {-7, 6, 31, 9}, 3);
        assertArrayEquals(new double[] {-6, 6, 31, 7}, c);
        kernels.maximumAbsolute(c, new double[] {-7, 5, -32, 9}, 3);
        assertArrayEquals(new double[] {7, 6, 32, 7}, c);
        kernels.add(c, new double[] {1, -2, 3, 9}, 3);
        assertArrayEquals(new double[] {8, 4, 35, 7}, c);
        kernels.axpy(c, -1, new double[] {9, 8, 4, 35}, 1, 3);
        assertArrayEquals(new double[] {0, 0, 0, 7}, c);
        double[] x = {9, 1, 2, 3};
        kernels.scale(x, 1, c, 1, 2, 10);
        assertArrayEquals(new double[] {0, 10, 20, 7}, c);
        kernels.scale(x, 2, c, 0, 2, 2, 0.5);
        assertArrayEquals(new double[] {2, 3, 20, 7}, c);
        kernels.addScaled(x, 1, c, 0, 2, new double[] {2, 3, 0.5, 4});
        assertArrayEquals(new double[] {14, 27, 20, 7}, c);
        kernels.combine(c, 2, x, 3, new double[] {1, 2, 3, 4}, 3);
        assertArrayEquals(new double[] {15, -4, -5, 7}, c);
        kernels.divide(c, 2, -1, 3);
        assertArrayEquals(new double[] {-7.5, 2, 2.5, 7}, c);
        kernels.eliminate(c, x, 2, new double[] {1, 2, 3, 4}, 5, 3);
        assertArrayEquals(new double[] {2 - 45, 4 - 5, 6 - 10, 7}, c);
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
            assertEquals(expected, KernelChoice.serving().dot(a, 1, b, 3, length), 0.0, "length " + length);
        }
    }

    @Test
    void theLargestOfEveryPlace() {
        Kernels kernels = KernelChoice.serving();
        for (int length = 0; length <= 13; length++) {
            for (int place = 0; place < length; place++) {
                for (double largest : new double[] {3, -3}) {
                    double[] values = new double[length + 5];
                    Arrays.fill(values, -2);
                    values[2 + place] = largest;
                    values[1] = 99; // outside the range, on either side
                    values[2 + length] = -99;
                    assertEquals(3, kernels.largest(values, 2, length));
                }
            }
            assertEquals(0, kernels.largest(new double[20], 3, length));
        }
    }

    @Test
    void oneOutlierOfEveryPlace() {
        Kernels kernels = KernelChoice.serving();
        for (double outlier : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (int place = 0; place < 9; place++) {
                double[] values = new double[9];
                Arrays.fill(values, Double.MAX_VALUE);
                values[place] = outlier;
                assertEquals(place < 2 || place > 6, kernels.allFinite(values, 2, 7), outlier + " at " + place);
            }
        }
    }

    /** (1 + 2^-60)·(3 + 2^-70) added to 2^-50, and rounded: no bit of double-double is lost on the way. */
    @Test
    void rowsInMoreThanDouble() {
        Kernels kernels = KernelChoice.serving();
        double[] high = {0x1p-50, 5};
        double[] low = {0, 0};
        kernels.addProduct(high, low, 1, 0x1p-60, new double[] {3, 9}, new double[] {0x1p-70, 9}, 1);
        assertEquals(3 + 0x1p-50, high[0]);
        assertEquals(3 * 0x1p-60 + 0x1p-70, low[0]);
        assertEquals(5, high[1]);
        double[] rounded = {7, 7, 7};
        kernels.roundProduct(high, low, 2, 0, rounded, 1, 1);
        assertArrayEquals(new double[] {7, 2 * (3 + 0x1p-50), 7}, rounded);
    }
}
