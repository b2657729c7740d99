package io.github.marginloss.internal.kernel;

/**
 * Kernels whose products handle four rows of the result at a time. That takes fewer loads per multiplication, but more
 * live values than the sixteen vector registers of AVX2 hold. JDK 17 does not vectorise that loop, which makes it four
 * times slower; JDK 25 does. Versions in between were not measured.
 */
final class FourRowKernels extends PlainKernels {

    @Override
    void products(double[][] c, int rows, double[][] a, boolean t, double[][] b, int from, int depth, int length) {
        int slice = rowsInCache(length);
        int fours = rows / 4 * 4;
        for (int start = 0; start < depth; start += slice) {
            int end = Math.min(start + slice, depth);
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

    /** Adds to four rows of c: twelve multiplications for seven loads and four stores. */
    private static void addFour(
            double[][] c, int r, double[][] a, boolean t, int k, int end, double[][] b, int from, int length) {
        int k1 = Math.min(k + 1, end - 1);
        int k2 = Math.min(k + 2, end - 1);
        double g1 = end - k >= 2 ? 1 : 0;
        double g2 = end - k >= 3 ? 1 : 0;
        double a00 = PlainKernels.at(a, r, k, t);
        double a01 = g1 * PlainKernels.at(a, r, k1, t);
        double a02 = g2 * PlainKernels.at(a, r, k2, t);
        double a10 = PlainKernels.at(a, r + 1, k, t);
        double a11 = g1 * PlainKernels.at(a, r + 1, k1, t);
        double a12 = g2 * PlainKernels.at(a, r + 1, k2, t);
        double a20 = PlainKernels.at(a, r + 2, k, t);
        double a21 = g1 * PlainKernels.at(a, r + 2, k1, t);
        double a22 = g2 * PlainKernels.at(a, r + 2, k2, t);
        double a30 = PlainKernels.at(a, r + 3, k, t);
        double a31 = g1 * PlainKernels.at(a, r + 3, k1, t);
        double a32 = g2 * PlainKernels.at(a, r + 3, k2, t);
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
}
