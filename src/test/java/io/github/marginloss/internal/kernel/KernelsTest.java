package io.github.marginloss.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the loops with plain ones. Entries are small integers, so every order of adding gives the same bits. */
class KernelsTest {

    /** The kernels of this process, those of other processes, and kernels with short segments. */
    static List<Kernels> all() {
        return List.of(KernelChoice.serving(), new PlainKernels(), new PlainKernels(7), new FourRowKernels());
    }

    private final Random random = new Random(5);

    private double[] row(int length) {
        return random.ints(length, -9, 10).asDoubleStream().toArray();
    }

    private double[][] rows(int count, int length) {
        double[][] rows = new double[count][];
        Arrays.setAll(rows, i -> row(length));
        return rows;
    }

    /**
     * Rows, depths and lengths around the numbers that kernels handle at a time, and around 192, where vectors begin a
     * new slice.
     */
    @ParameterizedTest
    @MethodSource("all")
    void products(Kernels kernels) {
        for (int rows : new int[] {1, 2, 3, 4, 5, 8, 9, 11}) {
            for (int depth : new int[] {1, 2, 3, 4, 5, 95, 97, 193, 257}) {
                for (int length : new int[] {1, 7, 8, 9, 15, 17, 33}) {
                    // a width of 7 stands for 512, which no block of samples exceeds
                    if (length <= 7 || !isCut(kernels)) {
                        product(kernels, rows, depth, length);
                    }
                }
            }
        }
        if (!isCut(kernels)) {
            product(kernels, 13, 5, 300);
            product(kernels, 300, 13, 9);
        }
    }

    private static boolean isCut(Kernels kernels) {
        return kernels.panel(1, 8) instanceof RowPanel panel && panel.segments() > 1;
    }

    private void product(Kernels kernels, int rows, int depth, int length) {
        String what = kernels + " " + rows + "×" + depth + "×" + length;
        double[][] a = rows(rows, depth);
        double[][] b = rows(depth, length);
        double[][] c = rows(rows, length);
        double[][] product = new double[rows][length];
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < depth; k++) {
                for (int j = 0; j < length; j++) {
                    product[r][j] += a[r][k] * b[k][j];
                }
            }
        }
        double[][] z = rows(rows, length);
        kernels.multiply(
                z,
                rows,
                left(kernels, a, depth),
                depth,
                panel(kernels, b, length),
                length,
                kernels.leftPanel(rows, length));
        for (int r = 0; r < rows; r++) {
            assertArrayEquals(product[r], Arrays.copyOf(z[r], length), what + " row " + r);
        }
        sums(kernels, what, a, b, c, product);
    }

    private void sums(Kernels kernels, String what, double[][] a, double[][] b, double[][] c, double[][] product) {
        int rows = a.length;
        int depth = b.length;
        int length = b[0].length;
        double[][] transposed = new double[depth][rows];
        for (int k = 0; k < depth; k++) {
            for (int r = 0; r < rows; r++) {
                transposed[k][r] = a[r][k];
            }
        }
        Panel sum = panel(kernels, c, length);
        kernels.multiplyAdd(sum, rows, a, depth, panel(kernels, b, length), kernels.leftPanel(rows, depth));
        Panel other = panel(kernels, c, length);
        kernels.multiplyTransposedAdd(
                other, rows, transposed, depth, panel(kernels, b, length), kernels.leftPanel(depth, rows));
        for (int r = 0; r < rows; r++) {
            double[] expected = c[r].clone();
            for (int j = 0; j < length; j++) {
                expected[j] += product[r][j];
            }
            double[] read = new double[length];
            sum.get(r, read);
            assertArrayEquals(expected, read, what + " row " + r);
            other.get(r, read);
            assertArrayEquals(expected, read, what + " transposed, row " + r);
        }
    }

    private static Panel panel(Kernels kernels, double[][] rows, int columns) {
        return filled(kernels.panel(rows.length, columns), rows);
    }

    private static Panel left(Kernels kernels, double[][] rows, int columns) {
        return filled(kernels.leftPanel(rows.length, columns), rows);
    }

    private static Panel filled(Panel panel, double[][] rows) {
        for (int r = 0; r < rows.length; r++) {
            panel.set(r, rows[r]);
        }
        return panel;
    }

    /** Rounded sums have the same bits, too, so results are the same on every JDK, with vectors and without. */
    @ParameterizedTest
    @MethodSource("all")
    void allKernelsGiveTheSameBits(Kernels kernels) {
        double[][] a = random(7, 100);
        double[][] b = random(100, 5);
        Kernels plain = new PlainKernels();
        double[][] expected = new double[7][5];
        double[][] actual = new double[7][5];
        plain.multiply(expected, 7, left(plain, a, 100), 100, panel(plain, b, 5), 5, plain.leftPanel(7, 5));
        kernels.multiply(actual, 7, left(kernels, a, 100), 100, panel(kernels, b, 5), 5, kernels.leftPanel(7, 5));
        for (int r = 0; r < 7; r++) {
            assertArrayEquals(Arrays.copyOf(expected[r], 5), Arrays.copyOf(actual[r], 5));
        }
        for (int length = 0; length < 70; length++) {
            double[] x = random.doubles(length + 3, -40, 40).toArray();
            double[] y = random.doubles(length + 3, -1, 1).toArray();
            assertEquals(plain.dot(x, 1, y, 3, length), kernels.dot(x, 1, y, 3, length));
            double[] e = x.clone();
            double[] f = x.clone();
            plain.exponentials(e, new double[length], length, 600);
            kernels.exponentials(f, new double[length], length, 600);
            assertArrayEquals(e, f);
        }
    }

    private double[][] random(int count, int length) {
        double[][] rows = new double[count][];
        Arrays.setAll(rows, i -> random.doubles(length, -1, 1).toArray());
        return rows;
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

    @ParameterizedTest
    @MethodSource("all")
    void theLargestOfEveryPlace(Kernels kernels) {
        for (int length = 0; length <= 40; length++) {
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
            assertEquals(0, kernels.largest(new double[50], 3, length));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void oneOutlierOfEveryPlace(Kernels kernels) {
        for (double outlier : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (int end = 2; end < 42; end++) {
                for (int place = 0; place < end + 2; place++) {
                    double[] values = new double[end + 2];
                    Arrays.fill(values, Double.MAX_VALUE);
                    values[place] = outlier;
                    assertEquals(
                            place < 2 || place >= end,
                            kernels.allFinite(values, 2, end),
                            outlier + " at " + place + " before " + end);
                }
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
