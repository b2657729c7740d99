package io.github.marginloss.reference;

import io.github.marginloss.internal.kernel.PowersOfTwo;
import org.ejml.data.DMatrixRMaj;

/**
 * The rows of a matrix, each times a power of two that brings its largest entry into [1, 2). A tiny entry that would
 * underflow becomes the smallest double instead, so its error is at most the smallest double.
 */
final class ScaledRows {

    /** An entry below this makes a row ragged. */
    private static final double TINY = 0x1p-400;

    private final int dimension;
    private final double[] entries;
    private final int[] exponents;
    private final boolean[] ragged;
    private final boolean[] zero;

    ScaledRows(DMatrixRMaj matrix) {
        dimension = matrix.numCols;
        entries = new double[matrix.numRows * dimension];
        exponents = new int[matrix.numRows];
        ragged = new boolean[matrix.numRows];
        zero = new boolean[matrix.numRows];
        for (int row = 0; row < matrix.numRows; row++) {
            load(matrix.data, row);
        }
    }

    private void load(double[] data, int row) {
        int from = row * dimension;
        double largest = 0;
        for (int k = from; k < from + dimension; k++) {
            largest = Math.max(largest, Math.abs(data[k]));
        }
        zero[row] = largest == 0;
        exponents[row] = largest == 0 ? 0 : PowersOfTwo.exponent(largest);
        PowersOfTwo.scale(data, from, entries, from, dimension, -exponents[row]);
        for (int k = from; k < from + dimension; k++) {
            if (data[k] != 0 && Math.abs(entries[k]) < TINY) {
                ragged[row] = true;
                entries[k] = entries[k] == 0 ? Math.copySign(Double.MIN_VALUE, data[k]) : entries[k];
            }
        }
    }

    int dimension() {
        return dimension;
    }

    /** {@return the scaled entries of all rows, which must not be modified} */
    double[] entries() {
        return entries;
    }

    /** {@return where a row begins} */
    int offset(int row) {
        return row * dimension;
    }

    /** {@return k such that the row itself is 2^k times the entries} */
    int exponent(int row) {
        return exponents[row];
    }

    /** {@return whether a row has entries so far below the others that products of them may underflow} */
    boolean isRagged(int row) {
        return ragged[row];
    }

    boolean isZero(int row) {
        return zero[row];
    }
}
