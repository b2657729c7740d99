package io.github.marginloss.core;

import org.openjdk.jmh.annotations.CompilerControl;

/**
 * Other ways to write the loop of {@link Kernels}, c += a·b: what the comments there claim, as code. Rows and depth are
 * multiples of three.
 */
final class KernelForms {

    private KernelForms() {}

    /** Products and sums rounded one by one. */
    static void unfused(double[][] c, double[][] a, double[][] b, int length) {
        int step = Kernels.rowsInCache(length);
        for (int start = 0; start < b.length; start += step) {
            for (int r = 0; r < c.length; r += 3) {
                for (int k = start; k < Math.min(start + step, b.length); k += 3) {
                    unfused(c[r], c[r + 1], c[r + 2], b[k], b[k + 1], b[k + 2], a[r], a[r + 1], a[r + 2], k, length);
                }
            }
        }
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static void unfused(
            double[] c0,
            double[] c1,
            double[] c2,
            double[] b0,
            double[] b1,
            double[] b2,
            double[] a0,
            double[] a1,
            double[] a2,
            int k,
            int length) {
        double a00 = a0[k], a01 = a0[k + 1], a02 = a0[k + 2];
        double a10 = a1[k], a11 = a1[k + 1], a12 = a1[k + 2];
        double a20 = a2[k], a21 = a2[k + 1], a22 = a2[k + 2];
        for (int j = 0; j < length; j++) {
            double x0 = b0[j], x1 = b1[j], x2 = b2[j];
            double y0 = c0[j], y1 = c1[j], y2 = c2[j];
            c0[j] = y0 + a00 * x0 + a01 * x1 + a02 * x2;
            c1[j] = y1 + a10 * x0 + a11 * x1 + a12 * x2;
            c2[j] = y2 + a20 * x0 + a21 * x1 + a22 * x2;
        }
    }

    /** The same nine multiplications, small enough to be inlined into the loops around them. */
    static void inlined(double[][] c, double[][] a, double[][] b, int length) {
        int step = Kernels.rowsInCache(length);
        for (int start = 0; start < b.length; start += step) {
            for (int r = 0; r < c.length; r += 3) {
                for (int k = start; k < Math.min(start + step, b.length); k += 3) {
                    fused(c[r], c[r + 1], c[r + 2], b[k], b[k + 1], b[k + 2], a[r], a[r + 1], a[r + 2], k, length);
                }
            }
        }
    }

    @CompilerControl(CompilerControl.Mode.INLINE)
    private static void fused(
            double[] c0,
            double[] c1,
            double[] c2,
            double[] b0,
            double[] b1,
            double[] b2,
            double[] a0,
            double[] a1,
            double[] a2,
            int k,
            int length) {
        double a00 = a0[k], a01 = a0[k + 1], a02 = a0[k + 2];
        double a10 = a1[k], a11 = a1[k + 1], a12 = a1[k + 2];
        double a20 = a2[k], a21 = a2[k + 1], a22 = a2[k + 2];
        for (int j = 0; j < length; j++) {
            double x0 = b0[j], x1 = b1[j], x2 = b2[j];
            double y0 = c0[j], y1 = c1[j], y2 = c2[j];
            c0[j] = Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, y0)));
            c1[j] = Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, y1)));
            c2[j] = Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, y2)));
        }
    }

    /** Matrices in one array each, as everybody has them. */
    static void flat(double[] c, double[] a, double[] b, int rows, int depth, int length) {
        int step = Kernels.rowsInCache(length);
        for (int start = 0; start < depth; start += step) {
            for (int r = 0; r < rows; r += 3) {
                for (int k = start; k < Math.min(start + step, depth); k += 3) {
                    flat(c, r * length, a, r * depth + k, depth, b, k * length, length);
                }
            }
        }
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static void flat(double[] c, int co, double[] a, int ao, int depth, double[] b, int bo, int length) {
        double a00 = a[ao], a01 = a[ao + 1], a02 = a[ao + 2];
        double a10 = a[ao + depth], a11 = a[ao + depth + 1], a12 = a[ao + depth + 2];
        double a20 = a[ao + 2 * depth], a21 = a[ao + 2 * depth + 1], a22 = a[ao + 2 * depth + 2];
        int c1 = co + length;
        int c2 = co + 2 * length;
        int b1 = bo + length;
        int b2 = bo + 2 * length;
        for (int j = 0; j < length; j++) {
            double x0 = b[bo + j], x1 = b[b1 + j], x2 = b[b2 + j];
            double y0 = c[co + j], y1 = c[c1 + j], y2 = c[c2 + j];
            c[co + j] = Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, y0)));
            c[c1 + j] = Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, y1)));
            c[c2 + j] = Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, y2)));
        }
    }

    /** Three loops. */
    static void plain(double[] c, double[] a, double[] b, int rows, int depth, int length) {
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < depth; k++) {
                double factor = a[r * depth + k];
                for (int j = 0; j < length; j++) {
                    c[r * length + j] += factor * b[k * length + j];
                }
            }
        }
    }
}
