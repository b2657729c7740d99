package io.github.marginloss.internal.kernel;

import java.util.Arrays;

/**
 * The kernels in plain Java. Each loop indexes its arrays by the bare loop variable. The JIT compilers of JDK 17 to 25
 * turn such loops into vector instructions; with an offset in the index, they do not.
 */
public class PlainKernels implements Kernels {

    /**
     * The number of doubles of the second factor that stay in the first-level cache (24 KB) while all rows of c are
     * computed.
     */
    private static final int NEAREST = 3072;

    /**
     * The largest length of rows for which that cache is enough. Too few longer rows would fit, so more of them are
     * used, from the second-level cache.
     */
    private static final int SHORT = 384;

    private static final int DEPTH = 96;

    /** Up to this many columns are multiplied one by one. */
    private static final int NARROW = 4;

    /**
     * The largest number of columns in one array. The second factor of a product with a block of samples is then one
     * segment.
     */
    private static final int ROW = 512;

    /** Smaller exponents are replaced by this one; even with the largest shift the result is 0. */
    public static final double LOWEST = -1140;

    public static final double LOG2E = 1 / Math.log(2);
    public static final double LN2_HIGH = 0.6931471805599453;
    public static final double LN2_LOW = 2.3190468138462996e-17;
    /** Adding this number and subtracting it again rounds to an integer, which the low bits of the sum hold. */
    public static final double ROUNDER = 0x1.8p52;

    /**
     * The bit of a double's lower half that is stored in the double's sign, because a half with this bit might be a
     * NaN.
     */
    public static final long LENT = 1L << 30;

    /** The distance of that bit from the sign, in bits. */
    public static final int TO_SIGN = 33;

    private final int width;

    /** Creates kernels with rows of up to 512 columns. */
    public PlainKernels() {
        this(ROW);
    }

    /**
     * Creates kernels.
     *
     * @param width the largest number of columns in one array
     */
    public PlainKernels(int width) {
        this.width = width;
    }

    @Override
    public Panel panel(int rows, int columns) {
        return new RowPanel(rows, columns, width);
    }

    @Override
    public Panel leftPanel(int rows, int columns) {
        return panel(rows, columns);
    }

    @Override
    public void multiply(double[][] z, int rows, Panel a, int depth, Panel b, int length, Panel scratch) {
        RowPanel first = (RowPanel) a;
        RowPanel second = (RowPanel) b;
        for (int r = 0; r < rows; r++) {
            Arrays.fill(z[r], 0, length, 0);
        }
        for (int s = 0; s < first.segments(); s++) {
            if (length <= NARROW) {
                for (int j = 0; j < length; j++) {
                    column(z, rows, first.rows(s), second.rows(0), first.start(s), first.length(s), j);
                }
            } else {
                products(z, rows, first.rows(s), false, second.rows(0), first.start(s), first.length(s), length);
            }
        }
    }

    /** Computes column j of a product, with its sums in the order of {@link #products}. */
    private static void column(double[][] c, int rows, double[][] a, double[][] b, int from, int depth, int j) {
        double[] column = new double[depth];
        for (int k = 0; k < depth; k++) {
            column[k] = b[from + k][j];
        }
        // four sums at a time, because each addition waits for the one before
        for (int r = 0; r < rows; r += 4) {
            int last = rows - 1;
            double[] a0 = a[r];
            double[] a1 = a[Math.min(r + 1, last)];
            double[] a2 = a[Math.min(r + 2, last)];
            double[] a3 = a[Math.min(r + 3, last)];
            double c0 = c[r][j];
            double c1 = c[Math.min(r + 1, last)][j];
            double c2 = c[Math.min(r + 2, last)][j];
            double c3 = c[Math.min(r + 3, last)][j];
            for (int k = 0; k < depth; k++) {
                c0 = Math.fma(a0[k], column[k], c0);
                c1 = Math.fma(a1[k], column[k], c1);
                c2 = Math.fma(a2[k], column[k], c2);
                c3 = Math.fma(a3[k], column[k], c3);
            }
            c[r][j] = c0;
            c[Math.min(r + 1, last)][j] = c1;
            c[Math.min(r + 2, last)][j] = c2;
            c[Math.min(r + 3, last)][j] = c3;
        }
    }

    @Override
    public void multiplyAdd(Panel c, int rows, double[][] a, int depth, Panel b, Panel scratch) {
        add((RowPanel) c, rows, a, false, depth, (RowPanel) b);
    }

    @Override
    public void multiplyTransposedAdd(Panel c, int rows, double[][] a, int depth, Panel b, Panel scratch) {
        add((RowPanel) c, rows, a, true, depth, (RowPanel) b);
    }

    private void add(RowPanel c, int rows, double[][] a, boolean t, int depth, RowPanel b) {
        for (int s = 0; s < c.segments(); s++) {
            if (depth == 1) {
                for (int r = 0; r < rows; r++) {
                    axpy(c.rows(s)[r], at(a, r, 0, t), b.rows(s)[0], c.length(s));
                }
                continue;
            }
            products(c.rows(s), rows, a, t, b.rows(s), 0, depth, c.length(s));
        }
    }

    /**
     * Computes either product. t tells whether a is transposed; the time to test it in the loop is negligible.
     */
    void products(double[][] c, int rows, double[][] a, boolean t, double[][] b, int from, int depth, int length) {
        int slice = rowsInCache(length);
        for (int start = 0; start < depth; start += slice) {
            int end = Math.min(start + slice, depth);
            for (int r = 0; r < rows; r += 3) {
                for (int k = start; k < end; k += 3) {
                    addThree(c, r, rows, a, t, k, end, b, from, length);
                }
            }
        }
    }

    static double at(double[][] a, int row, int k, boolean t) {
        return t ? a[k][row] : a[row][k];
    }

    /** The number of rows of the second factor to use while they are in cache, a multiple of three. */
    static int rowsInCache(int length) {
        return length > SHORT ? DEPTH : Math.min(DEPTH, NEAREST / Math.max(1, length) / 3 * 3);
    }

    /**
     * Adds rows k, k + 1 and k + 2 of b, with factors, to three rows of c: nine multiplications for six loads and three
     * stores.
     *
     * <p>The loop is here twice, for whole vectors and for the remainder. This makes the method too large to be inlined
     * (more than 325 bytecodes). Inlined into the surrounding loops, it would be recompiled whenever one of them meets
     * a new shape, and JDK 17 was then seen to leave it scalar; separate, it stays vectorised. The factors are read
     * here, because reading them in those loops would make the loops, which are recompiled again and again, much
     * larger.
     */
    static void addThree(
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
        // with fewer than three rows of c, the first ones are repeated with factors of 0, and the last store counts
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

    @Override
    public void exponentials(double[] t, double[] scratch, int length, int shift) {
        // two loops: the first contains only floating-point operations, so the JIT vectorises it
        for (int j = 0; j < length; j++) {
            double x = Math.max(t[j], LOWEST);
            double shifted = Math.fma(x, LOG2E, ROUNDER);
            double k = shifted - ROUNDER;
            double r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, x));
            double p = 1.0 / 6227020800.0;
            p = Math.fma(p, r, 1.0 / 479001600.0);
            p = Math.fma(p, r, 1.0 / 39916800.0);
            p = Math.fma(p, r, 1.0 / 3628800.0);
            p = Math.fma(p, r, 1.0 / 362880.0);
            p = Math.fma(p, r, 1.0 / 40320.0);
            p = Math.fma(p, r, 1.0 / 5040.0);
            p = Math.fma(p, r, 1.0 / 720.0);
            p = Math.fma(p, r, 1.0 / 120.0);
            p = Math.fma(p, r, 1.0 / 24.0);
            p = Math.fma(p, r, 1.0 / 6.0);
            p = Math.fma(p, r, 0.5);
            p = Math.fma(p, r, 1.0);
            t[j] = Math.fma(p, r, 1.0);
            scratch[j] = shifted;
        }
        int bias = 1023 + shift;
        for (int j = 0; j < length; j++) {
            // the low bits of ROUNDER + k hold k; an exponent field that is not positive gives 0
            long field = Math.max(0, (int) Double.doubleToRawLongBits(scratch[j]) + bias);
            t[j] *= Double.longBitsToDouble(field << 52);
        }
    }

    @Override
    public final void axpy(double[] c, double a, double[] b, int length) {
        for (int j = 0; j < length; j++) {
            c[j] = Math.fma(a, b[j], c[j]);
        }
    }

    @Override
    public final void axpy(double[] c, double a, double[] b, int from, int length) {
        for (int j = 0; j < length; j++) {
            c[j] = Math.fma(a, b[from + j], c[j]);
        }
    }

    @Override
    public final void scale(double[] c, double factor, int length) {
        for (int j = 0; j < length; j++) {
            c[j] *= factor;
        }
    }

    @Override
    public void scale(double[] source, int from, double[] target, int to, int length, double factor) {
        for (int j = 0; j < length; j++) {
            target[to + j] = source[from + j] * factor;
        }
    }

    @Override
    public final void scale(
            double[] source, int from, double[] target, int to, int length, double first, double second) {
        for (int j = 0; j < length; j++) {
            target[to + j] = source[from + j] * first * second;
        }
    }

    @Override
    public final void multiply(double[] c, double[] factors, int length) {
        for (int j = 0; j < length; j++) {
            c[j] *= factors[j];
        }
    }

    @Override
    public final void multiplyAdd(double[] c, double[] factors, double shift, double[] units, int length) {
        for (int j = 0; j < length; j++) {
            c[j] = Math.fma(c[j], factors[j], shift * units[j]);
        }
    }

    @Override
    public final void subtractMultiply(double[] c, double[] origin, double[] units, int length) {
        for (int j = 0; j < length; j++) {
            c[j] = (c[j] - origin[j]) * units[j];
        }
    }

    @Override
    public final void maximum(double[] c, double[] b, int length) {
        for (int j = 0; j < length; j++) {
            c[j] = Math.max(c[j], b[j]);
        }
    }

    @Override
    public final void maximumAbsolute(double[] c, double[] b, int length) {
        for (int j = 0; j < length; j++) {
            c[j] = Math.max(c[j], Math.abs(b[j]));
        }
    }

    @Override
    public final void add(double[] c, double[] b, int length) {
        for (int j = 0; j < length; j++) {
            c[j] += b[j];
        }
    }

    @Override
    public final void addScaled(double[] source, int from, double[] target, int to, int length, double[] factors) {
        double f0 = factors[0];
        double f1 = factors[1];
        double f2 = factors[2];
        double f3 = factors[3];
        for (int j = 0; j < length; j++) {
            target[to + j] += source[from + j] * f0 * f1 * f2 * f3;
        }
    }

    @Override
    public final void combine(double[] target, double a, double[] x, double b, double[] y, int length) {
        for (int j = 0; j < length; j++) {
            target[j] = a * x[j] - b * y[j];
        }
    }

    @Override
    public final void divide(double[] c, double divisor, double sign, int length) {
        for (int j = 0; j < length; j++) {
            c[j] = c[j] / divisor * sign;
        }
    }

    @Override
    public double dot(double[] a, int aFrom, double[] b, int bFrom, int length) {
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
            int k = aFrom + j;
            int l = bFrom + j;
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
            s0 = Math.fma(a[aFrom + j], b[bFrom + j], s0);
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    @Override
    public double largest(double[] values, int from, int length) {
        // four chains, because each comparison waits for the previous one
        double m0 = 0;
        double m1 = 0;
        double m2 = 0;
        double m3 = 0;
        int j = from;
        int end = from + length;
        for (; j + 3 < end; j += 4) {
            m0 = Math.max(m0, Math.abs(values[j]));
            m1 = Math.max(m1, Math.abs(values[j + 1]));
            m2 = Math.max(m2, Math.abs(values[j + 2]));
            m3 = Math.max(m3, Math.abs(values[j + 3]));
        }
        for (; j < end; j++) {
            m0 = Math.max(m0, Math.abs(values[j]));
        }
        return Math.max(Math.max(m0, m1), Math.max(m2, m3));
    }

    /** 0·v is NaN exactly if v is not finite. There are several sums, so that none waits for another. */
    @Override
    public boolean allFinite(double[] values, int from, int to) {
        double z0 = 0;
        double z1 = 0;
        double z2 = 0;
        double z3 = 0;
        int k = from;
        for (; k + 3 < to; k += 4) {
            z0 += 0 * values[k];
            z1 += 0 * values[k + 1];
            z2 += 0 * values[k + 2];
            z3 += 0 * values[k + 3];
        }
        for (; k < to; k++) {
            z0 += 0 * values[k];
        }
        return z0 + z1 + z2 + z3 == 0;
    }

    @Override
    public final void eliminate(double[] v, double[] x, double xk, double[] w, double wk, int length) {
        for (int j = 0; j < length; j++) {
            double product = x[j] * wk;
            double error = Math.fma(-x[j], wk, product);
            v[j] = Math.fma(xk, w[j], -product) + error;
        }
    }

    @Override
    public final void addProduct(
            double[] high, double[] low, double a, double aLow, double[] row, double[] rowLow, int length) {
        for (int j = 0; j < length; j++) {
            double product = a * row[j];
            double rest = Math.fma(a, row[j], -product) + Math.fma(a, rowLow[j], aLow * row[j]);
            double sum = high[j] + product;
            double back = sum - high[j];
            double error = (high[j] - (sum - back)) + (product - back);
            double remainder = low[j] + (error + rest);
            high[j] = sum + remainder;
            low[j] = remainder - (high[j] - sum);
        }
    }

    @Override
    public final void roundProduct(
            double[] high, double[] low, double a, double aLow, double[] target, int to, int length) {
        for (int j = 0; j < length; j++) {
            double product = high[j] * a;
            target[to + j] = product + (Math.fma(high[j], a, -product) + Math.fma(high[j], aLow, low[j] * a));
        }
    }

    @Override
    public void widen(float[] source, int from, double[] target, int length) {
        for (int j = 0; j < length; j++) {
            target[j] = source[from + j];
        }
    }

    @Override
    public void round(double[] source, int from, double factor, float[] target, int to, int length) {
        for (int j = 0; j < length; j++) {
            target[to + j] = (float) (source[from + j] * factor);
        }
    }

    @Override
    public void keep(double[] source, float[] target, int to, int length) {
        for (int j = 0; j < length; j++) {
            long bits = Double.doubleToRawLongBits(source[j]);
            bits = bits & ~LENT | (bits & LENT) << TO_SIGN;
            target[to + 2 * j] = Float.intBitsToFloat((int) bits);
            target[to + 2 * j + 1] = Float.intBitsToFloat((int) (bits >>> 32));
        }
    }

    @Override
    public void recall(float[] source, int from, double[] target, int length) {
        for (int j = 0; j < length; j++) {
            long low = Float.floatToRawIntBits(source[from + 2 * j]) & 0xffff_ffffL;
            long bits = low | (long) Float.floatToRawIntBits(source[from + 2 * j + 1]) << 32;
            target[j] = Double.longBitsToDouble(bits & Long.MAX_VALUE | bits >>> TO_SIGN & LENT);
        }
    }
}
