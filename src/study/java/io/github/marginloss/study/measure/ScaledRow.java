package io.github.marginloss.study.measure;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import org.ejml.data.DMatrixRMaj;

/** A row of a matrix as values·2^exponent, where the largest of the values is between 1 and 2. */
record ScaledRow(double[] values, int exponent, double norm) {

    static ScaledRow of(DMatrixRMaj matrix, int row) {
        return of(matrix.data, row * matrix.numCols, matrix.numCols);
    }

    static ScaledRow of(double[] data, int offset, int length) {
        double largest = 0;
        for (int k = 0; k < length; k++) {
            largest = Math.max(largest, Math.abs(data[offset + k]));
        }
        int exponent = largest == 0
                ? 0
                : (int) Real.of(Math.min(largest, Double.MAX_VALUE)).exponent();
        double[] values = new double[length];
        for (int k = 0; k < length; k++) {
            values[k] = Math.scalb(Math.scalb(data[offset + k], -exponent / 2), -(exponent - exponent / 2));
        }
        return new ScaledRow(values, exponent, Math.sqrt(Angles.dot(values, values)));
    }

    /** The norm of the row itself. */
    Real size() {
        return Real.of(norm).times(new Real(DD.ONE, exponent));
    }
}
