package io.github.marginloss.internal.row;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.Kernels;
import io.github.marginloss.internal.kernel.PowersOfTwo;
import io.github.marginloss.internal.kernel.RowSource;

/** The exact difference of two rows, (high + low)·2^exponent, with the largest entry of high in [1, 2). */
public final class Difference {

    private final Kernels kernels = KernelChoice.serving();
    private final double[] high;
    private final double[] low;
    private int exponent;

    /**
     * Allocates memory for a difference.
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
     * @param i its row
     * @param c holds the subtrahend. Not modified.
     * @param j its row
     */
    public void compute(RowSource x, int i, RowSource c, int j) {
        x.get(i, high);
        c.get(j, low);
        int d = high.length;
        // halved, because the difference itself might overflow
        double factor = Math.max(kernels.largest(high, 0, d), kernels.largest(low, 0, d)) > 0x1p1000 ? 0.5 : 1;
        for (int k = 0; k < d; k++) {
            double a = factor * high[k];
            double b = -factor * low[k];
            double sum = a + b;
            double back = sum - a;
            high[k] = sum;
            low[k] = (a - (sum - back)) + (b - back);
        }
        int scale = PowersOfTwo.exponent(high, 0, d);
        PowersOfTwo.scale(high, -scale);
        PowersOfTwo.scale(low, -scale);
        exponent = scale + (factor == 1 ? 0 : 1);
    }

    /** {@return ½‖x − c‖²} */
    public Real halfSquare() {
        int d = high.length;
        DD square = DD.dot(high, 0, high, 0, d).plus(2 * kernels.dot(high, 0, low, 0, d));
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

    /** Writes a·(x − c) as a row of a gradient. */
    public void put(Real a, GradientRows target, int row) {
        target.put(row, high, a.times(new Real(DD.ONE, exponent)));
    }
}
