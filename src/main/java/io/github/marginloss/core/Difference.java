package io.github.marginloss.core;

import java.util.Arrays;

/** The exact difference of two rows, row·2^exponent, with the greatest entry of row in [1, 2). */
public final class Difference {

    private final DD[] row;
    private int exponent;

    /**
     * Room for a difference.
     *
     * @param dimension the length of a row
     */
    public Difference(int dimension) {
        row = new DD[dimension];
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
        int d = row.length;
        // halves where the difference itself might overflow
        double factor = Math.max(Powers.maximum(x, xOffset, d), Powers.maximum(c, cOffset, d)) > 0x1p1000 ? 0.5 : 1;
        double greatest = 0;
        for (int j = 0; j < d; j++) {
            row[j] = DD.sum(factor * x[xOffset + j], -factor * c[cOffset + j]);
            greatest = Math.max(greatest, Math.abs(row[j].hi()));
        }
        int scale = Powers.exponent(greatest);
        Arrays.setAll(row, j -> row[j].scalb(-scale / 2).scalb(-(scale - scale / 2)));
        exponent = scale + (factor == 1 ? 0 : 1);
    }

    /** {@return ½‖x − c‖²} */
    public Real halfSquare() {
        DD square = DD.ZERO;
        for (DD entry : row) {
            square = square.plus(entry.times(entry));
        }
        return Real.of(square, 2L * exponent - 1);
    }

    /**
     * Adds a·(x − c) to a sum.
     *
     * @param a the factor
     * @param sum the sum. Modified.
     */
    public void addTo(RowSum sum, Real a) {
        sum.add(a.times(new Real(DD.ONE, exponent)), row);
    }

    /**
     * Writes a·(x − c), rounded once.
     *
     * @param a the factor
     * @param target receives the row. Modified.
     * @param offset where the row begins
     */
    void write(Real a, double[] target, int offset) {
        for (int j = 0; j < row.length; j++) {
            target[offset + j] = Real.of(row[j], exponent).times(a).toDouble();
        }
    }
}
