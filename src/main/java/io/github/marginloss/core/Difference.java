package io.github.marginloss.core;

/**
 * The exact difference of two rows, (high + low)·2^exponent, with the greatest entry of high in [1, 2).
 *
 * <p>{@linkplain io.github.marginloss.core No API}.
 */
public final class Difference {

    private final double[] high;
    private final double[] low;
    private int exponent;

    /**
     * Room for a difference.
     *
     * @param dimension the length of a row
     */
    public Difference(int dimension) {
        high = new double[dimension];
        low = new double[dimension];
    }

    /**
     * Computes x − c.
     *
     * @param x holds the minuend. Not modified.
     * @param xOffset where it begins
     * @param c holds the subtrahend. Not modified.
     * @param cOffset where it begins
     */
    public void compute(double[] x, int xOffset, double[] c, int cOffset) {
        int d = high.length;
        // halves where the difference itself might overflow
        double factor = Math.max(Powers.maximum(x, xOffset, d), Powers.maximum(c, cOffset, d)) > 0x1p1000 ? 0.5 : 1;
        for (int j = 0; j < d; j++) {
            double a = factor * x[xOffset + j];
            double b = -factor * c[cOffset + j];
            double sum = a + b;
            double back = sum - a;
            high[j] = sum;
            low[j] = (a - (sum - back)) + (b - back);
        }
        int scale = Powers.exponent(Powers.maximum(high, 0, d));
        Powers.scale(high, 0, high, 0, d, -scale);
        Powers.scale(low, 0, low, 0, d, -scale);
        exponent = scale + (factor == 1 ? 0 : 1);
    }

    /** {@return ½‖x − c‖²} */
    public Real halfSquare() {
        int d = high.length;
        DD square = DD.dot(high, 0, high, 0, d).plus(2 * Kernels.dot(high, 0, low, 0, d));
        return Real.of(square, 2L * exponent - 1);
    }

    /**
     * Adds a·(x − c) to a sum.
     *
     * @param a the factor
     * @param sum the sum. Modified.
     */
    public void addTo(RowSum sum, Real a) {
        sum.add(a.times(new Real(DD.ONE, exponent)), high, low);
    }

    /** Puts a·(x − c) into a row. */
    void put(Real a, GradientRows target, int row) {
        target.put(row, high, a.times(new Real(DD.ONE, exponent)));
    }
}
