package io.github.marginloss.reference;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import org.ejml.data.DMatrixRMaj;

/**
 * A row of a matrix, scaled exactly: values·2^exponent, where the greatest of the values lies in [2^200, 2^201), so
 * that the low words of products of small entries are not lost.
 *
 * @param values the scaled entries
 * @param exponent the binary exponent
 * @param square Σ values²
 */
record Row(double[] values, int exponent, DD square) {

    private static final int HEADROOM = 200;

    static Row of(DMatrixRMaj matrix, int row) {
        int d = matrix.numCols;
        double greatest = 0;
        for (int j = 0; j < d; j++) {
            greatest = Math.max(greatest, Math.abs(matrix.data[row * d + j]));
        }
        int exponent = greatest == 0 ? 0 : (int) Real.of(greatest).exponent() - HEADROOM;
        double[] values = new double[d];
        for (int j = 0; j < d; j++) {
            double half = Math.scalb(matrix.data[row * d + j], -exponent / 2);
            values[j] = Math.scalb(half, -(exponent - exponent / 2));
        }
        return new Row(values, exponent, DD.dot(values, 0, values, 0, d));
    }

    boolean isZero() {
        return square.isZero();
    }

    DD dot(Row other) {
        return DD.dot(values, 0, other.values, 0, values.length);
    }

    /** The norm of the row itself. */
    Real norm() {
        return Real.of(square.sqrt(), exponent);
    }

    DD[] exact() {
        DD[] exact = new DD[values.length];
        for (int j = 0; j < exact.length; j++) {
            exact[j] = DD.of(values[j]);
        }
        return exact;
    }

    /** x̂; zero for a zero row. */
    DD[] unit() {
        DD[] unit = exact();
        DD norm = square.sqrt();
        for (int j = 0; j < unit.length && !isZero(); j++) {
            unit[j] = unit[j].dividedBy(norm);
        }
        return unit;
    }
}
