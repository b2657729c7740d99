package io.github.marginloss.core;

/** The exact difference of two rows, (high + low)·2^exponent, with the greatest entry of high in [1, 2). */
final class Difference {

    final double[] high;
    final double[] low;
    int exponent;

    Difference(int dimension) {
        high = new double[dimension];
        low = new double[dimension];
    }

    /** Computes x − c. */
    void compute(double[] x, int xOffset, double[] c, int cOffset) {
        int d = high.length;
        // halves where the difference itself might overflow
        double factor = Math.max(Powers.maximum(x, xOffset, d), Powers.maximum(c, cOffset, d)) > 0x1p1000 ? 0.5 : 1;
        for (int j = 0; j < d; j++) {
            double a = factor * x[xOffset + j];
            double b = -factor * c[cOffset + j];
            double s = a + b;
            double back = s - a;
            high[j] = s;
            low[j] = (a - (s - back)) + (b - back);
        }
        int scale = Powers.exponent(Powers.maximum(high, 0, d));
        Powers.scale(high, 0, high, 0, d, -scale);
        Powers.scale(low, 0, low, 0, d, -scale);
        exponent = scale + (factor == 1 ? 0 : 1);
    }

    /** ½‖x − c‖². */
    Wide halfSquare() {
        int d = high.length;
        DD square = DD.dot(high, 0, high, 0, d).plus(2 * Kernels.dot(high, 0, low, 0, d));
        return Wide.of(square.toDouble(), 2 * exponent - 1);
    }
}
