package io.github.marginloss.core;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * The loops that take the time. Each works on arrays indexed by the bare loop variable, which is what the JIT compilers
 * of JDK 17 to 25 turn into vector instructions; with an offset in the index they do not.
 */
final class Kernels {

    /** Doubles of the second factor that stay in the first level of the cache (24 KB) while all rows of c pass. */
    private static final int NEAREST = 3072;

    /** Longer rows are too few in there: then more of them, from the second level. */
    private static final int SHORT = 384;

    private static final int DEPTH = 96;

    /**
     * Whether rows of the result are taken in fours: fewer loads a multiplication, but more numbers at hand than the
     * sixteen vector registers of AVX2. JDK 17 leaves that loop scalar, which makes it four times as slow, and 25 does
     * not; in between nothing was measured. The bits of a result are the same.
     */
    static final boolean FOUR_ROWS = Runtime.version().feature() >= 25 && usesAvx512();

    private Kernels() {}

    private static boolean usesAvx512() {
        try {
            HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return machine != null && "3".equals(machine.getVMOption("UseAVX").getValue());
        } catch (IllegalArgumentException | LinkageError other) {
            return false; // another processor, or another virtual machine
        }
    }

    /**
     * c += a·b.
     *
     * @param c rows of the result. Modified.
     * @param rows how many
     * @param a the first factor, a[row][k]. Not modified.
     * @param b the rows of the second factor, b[from + k]. Not modified.
     * @param from the first of them
     * @param depth how many k
     * @param length the columns of b and c
     */
    static void multiplyAdd(double[][] c, int rows, double[][] a, double[][] b, int from, int depth, int length) {
        multiplyAdd(c, rows, a, false, b, from, depth, length, FOUR_ROWS);
    }

    /**
     * c += aᵀ·b.
     *
     * @param c rows of the result. Modified.
     * @param rows how many
     * @param a the first factor, a[k][row]. Not modified.
     * @param b the rows of the second factor, b[k]. Not modified.
     * @param depth how many k
     * @param length the columns of b and c
     */
    static void multiplyTransposedAdd(double[][] c, int rows, double[][] a, double[][] b, int depth, int length) {
        multiplyAdd(c, rows, a, true, b, 0, depth, length, FOUR_ROWS);
    }

    /** Both; t says whether a is transposed. Where its entries come from costs nothing beside the rows. */
    static void multiplyAdd(
            double[][] c,
            int rows,
            double[][] a,
            boolean t,
            double[][] b,
            int from,
            int depth,
            int length,
            boolean fourRows) {
        int step = rowsInCache(length);
        int fours = fourRows ? rows / 4 * 4 : 0;
        for (int start = 0; start < depth; start += step) {
            int end = Math.min(start + step, depth);
            for (int r = 0; r < fours; r += 4) {
                for (int k = start; k < end; k += 3) {
                    addFour(c, r, a, t, k, end, b, from, length);
                }
            }
            for (int r = fours; r < rows; r += 3) {
                for (int k = start; k < end; k += 3) {
                    addThree(c, r, rows, a, t, k, end, b, from, length);
                }
            }
        }
    }

    private static double at(double[][] a, int row, int k, boolean t) {
        return t ? a[k][row] : a[row][k];
    }

    /** Rows of the second factor that are used while they are in cache, a multiple of three. */
    static int rowsInCache(int length) {
        return length > SHORT ? DEPTH : Math.min(DEPTH, NEAREST / Math.max(1, length) / 3 * 3);
    }

    /**
     * Adds rows k, k + 1 and k + 2 of b, with factors, to three rows of c: nine multiplications for six loads and three
     * stores.
     *
     * <p>The loop stands here twice, for whole vectors and for the rest, which makes this method too large to be
     * inlined (more than 325 bytecodes). Inlined into the loops around it, it is compiled again whenever one of them
     * meets a new shape, and JDK 17 was seen to leave it scalar then; by itself it stays vectorised. The factors are
     * read here, as those loops, compiled again and again, would be far larger with them.
     */
    private static void addThree(
            double[][] c,
            int r,
            int rows,
            double[][] a,
            boolean t,
            int k,
            int end,
            double[][] b,
            int from,
            int length) {
        // short of three rows of c the first ones are repeated with factors of 0, and the last store counts
        int r2 = Math.min(r + 2, rows - 1);
        int r1 = Math.max(r, r2 - 1);
        int k1 = Math.min(k + 1, end - 1);
        int k2 = Math.min(k + 2, end - 1);
        double f0 = r2 - r == 2 ? 1 : 0;
        double f1 = r2 - r >= 1 ? 1 : 0;
        double g1 = end - k >= 2 ? 1 : 0;
        double g2 = end - k >= 3 ? 1 : 0;
        double a00 = f0 * at(a, r, k, t);
        double a01 = f0 * g1 * at(a, r, k1, t);
        double a02 = f0 * g2 * at(a, r, k2, t);
        double a10 = f1 * at(a, r1, k, t);
        double a11 = f1 * g1 * at(a, r1, k1, t);
        double a12 = f1 * g2 * at(a, r1, k2, t);
        double a20 = at(a, r2, k, t);
        double a21 = g1 * at(a, r2, k1, t);
        double a22 = g2 * at(a, r2, k2, t);
        double[] c0 = c[r];
        double[] c1 = c[r1];
        double[] c2 = c[r2];
        double[] b0 = b[from + k];
        double[] b1 = b[from + k1];
        double[] b2 = b[from + k2];
        int even = length & -8;
        for (int j = 0; j < even; j++) {
            double x0 = b0[j];
            double x1 = b1[j];
            double x2 = b2[j];
            double y0 = c0[j];
            double y1 = c1[j];
            double y2 = c2[j];
            y0 = Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, y0)));
            y1 = Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, y1)));
            y2 = Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, y2)));
            c0[j] = y0;
            c1[j] = y1;
            c2[j] = y2;
        }
        for (int j = even; j < length; j++) {
            double x0 = b0[j];
            double x1 = b1[j];
            double x2 = b2[j];
            double y0 = c0[j];
            double y1 = c1[j];
            double y2 = c2[j];
            y0 = Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, y0)));
            y1 = Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, y1)));
            y2 = Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, y2)));
            c0[j] = y0;
            c1[j] = y1;
            c2[j] = y2;
        }
    }

    /** The same with four rows of c, all there: twelve multiplications for seven loads and four stores. */
    private static void addFour(
            double[][] c, int r, double[][] a, boolean t, int k, int end, double[][] b, int from, int length) {
        int k1 = Math.min(k + 1, end - 1);
        int k2 = Math.min(k + 2, end - 1);
        double g1 = end - k >= 2 ? 1 : 0;
        double g2 = end - k >= 3 ? 1 : 0;
        double a00 = at(a, r, k, t);
        double a01 = g1 * at(a, r, k1, t);
        double a02 = g2 * at(a, r, k2, t);
        double a10 = at(a, r + 1, k, t);
        double a11 = g1 * at(a, r + 1, k1, t);
        double a12 = g2 * at(a, r + 1, k2, t);
        double a20 = at(a, r + 2, k, t);
        double a21 = g1 * at(a, r + 2, k1, t);
        double a22 = g2 * at(a, r + 2, k2, t);
        double a30 = at(a, r + 3, k, t);
        double a31 = g1 * at(a, r + 3, k1, t);
        double a32 = g2 * at(a, r + 3, k2, t);
        double[] c0 = c[r];
        double[] c1 = c[r + 1];
        double[] c2 = c[r + 2];
        double[] c3 = c[r + 3];
        double[] b0 = b[from + k];
        double[] b1 = b[from + k1];
        double[] b2 = b[from + k2];
        int even = length & -8;
        for (int j = 0; j < even; j++) {
            double x0 = b0[j];
            double x1 = b1[j];
            double x2 = b2[j];
            double y0 = c0[j];
            double y1 = c1[j];
            double y2 = c2[j];
            double y3 = c3[j];
            y0 = Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, y0)));
            y1 = Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, y1)));
            y2 = Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, y2)));
            y3 = Math.fma(a32, x2, Math.fma(a31, x1, Math.fma(a30, x0, y3)));
            c0[j] = y0;
            c1[j] = y1;
            c2[j] = y2;
            c3[j] = y3;
        }
        for (int j = even; j < length; j++) {
            double x0 = b0[j];
            double x1 = b1[j];
            double x2 = b2[j];
            double y0 = c0[j];
            double y1 = c1[j];
            double y2 = c2[j];
            double y3 = c3[j];
            y0 = Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, y0)));
            y1 = Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, y1)));
            y2 = Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, y2)));
            y3 = Math.fma(a32, x2, Math.fma(a31, x1, Math.fma(a30, x0, y3)));
            c0[j] = y0;
            c1[j] = y1;
            c2[j] = y2;
            c3[j] = y3;
        }
    }

    /** c += a·b. */
    static void axpy(double[] c, double a, double[] b, int length) {
        for (int j = 0; j < length; j++) {
            c[j] = Math.fma(a, b[j], c[j]);
        }
    }

    /** c = factor·c. */
    static void scale(double[] c, double factor, int length) {
        for (int j = 0; j < length; j++) {
            c[j] *= factor;
        }
    }

    /** c = c·factors. */
    static void multiply(double[] c, double[] factors, int length) {
        for (int j = 0; j < length; j++) {
            c[j] *= factors[j];
        }
    }

    /** c = c·factors + shift·units. */
    static void multiplyAdd(double[] c, double[] factors, double shift, double[] units, int length) {
        for (int j = 0; j < length; j++) {
            c[j] = Math.fma(c[j], factors[j], shift * units[j]);
        }
    }

    /** c = (c − origin)·units. */
    static void subtractMultiply(double[] c, double[] origin, double[] units, int length) {
        for (int j = 0; j < length; j++) {
            c[j] = (c[j] - origin[j]) * units[j];
        }
    }

    /** c = max(c, b). */
    static void maximum(double[] c, double[] b, int length) {
        for (int j = 0; j < length; j++) {
            c[j] = Math.max(c[j], b[j]);
        }
    }

    /** c = max(c, |b|). */
    static void maximumAbsolute(double[] c, double[] b, int length) {
        for (int j = 0; j < length; j++) {
            c[j] = Math.max(c[j], Math.abs(b[j]));
        }
    }

    /** c += b. */
    static void add(double[] c, double[] b, int length) {
        for (int j = 0; j < length; j++) {
            c[j] += b[j];
        }
    }

    /** The dot product of two ranges, in eight sums whose order is fixed. */
    static double dot(double[] a, int aOffset, double[] b, int bOffset, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int j = 0;
        for (; j + 7 < length; j += 8) {
            int k = aOffset + j;
            int l = bOffset + j;
            s0 = Math.fma(a[k], b[l], s0);
            s1 = Math.fma(a[k + 1], b[l + 1], s1);
            s2 = Math.fma(a[k + 2], b[l + 2], s2);
            s3 = Math.fma(a[k + 3], b[l + 3], s3);
            s4 = Math.fma(a[k + 4], b[l + 4], s4);
            s5 = Math.fma(a[k + 5], b[l + 5], s5);
            s6 = Math.fma(a[k + 6], b[l + 6], s6);
            s7 = Math.fma(a[k + 7], b[l + 7], s7);
        }
        for (; j < length; j++) {
            s0 = Math.fma(a[aOffset + j], b[bOffset + j], s0);
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }
}
