package io.github.marginloss.internal.kernel;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * A matrix of floats, as source or as sink. A float becomes a double without rounding; a double is rounded to float
 * once, and becomes ±Infinity beyond the range of float.
 *
 * @param matrix the matrix. Modified where this is used as a sink.
 */
public record FloatRows(FMatrixRMaj matrix) implements RowSink {

    /**
     * Wraps a matrix that may be absent.
     *
     * @param matrix the matrix, or null
     * @return its rows, or null
     */
    public static FloatRows of(FMatrixRMaj matrix) {
        return matrix == null ? null : new FloatRows(matrix);
    }

    /**
     * Copies a matrix that may be absent.
     *
     * @param matrix the matrix, or null. Not modified.
     * @return the same numbers in doubles, or null
     */
    public static DMatrixRMaj toDouble(FMatrixRMaj matrix) {
        if (matrix == null) {
            return null;
        }
        DMatrixRMaj doubles = new DMatrixRMaj(matrix.numRows, matrix.numCols);
        KernelChoice.serving().widen(matrix.data, 0, doubles.data, doubles.getNumElements());
        return doubles;
    }

    /**
     * Gives this matrix the shape of another, and rounds all of its entries.
     *
     * @param doubles the other matrix. Not modified.
     */
    public void round(DMatrixRMaj doubles) {
        reshape(doubles.numRows, doubles.numCols);
        KernelChoice.serving().round(doubles.data, 0, 1, matrix.data, 0, doubles.getNumElements());
    }

    @Override
    public int rows() {
        return matrix.numRows;
    }

    @Override
    public int columns() {
        return matrix.numCols;
    }

    @Override
    public void get(int row, int column, int length, double[] target) {
        KernelChoice.serving().widen(matrix.data, row * matrix.numCols + column, target, length);
    }

    @Override
    public double at(int entry) {
        return matrix.data[entry];
    }

    @Override
    public double largest(int from, int to) {
        // the bits of nonnegative floats, as integers, have the same order, and integers are compared faster
        int largest = 0;
        for (int k = from; k < to; k++) {
            largest = Math.max(largest, Float.floatToRawIntBits(matrix.data[k]) & Integer.MAX_VALUE);
        }
        return Float.intBitsToFloat(largest);
    }

    @Override
    public boolean allFinite(int from, int to) {
        // the exponent of a NaN or an infinity has all bits set, so adding 1 to it carries into the sign
        int bits = 0;
        for (int k = from; k < to; k++) {
            bits |= (Float.floatToRawIntBits(matrix.data[k]) & Integer.MAX_VALUE)
                    + Float.floatToRawIntBits(Float.MIN_NORMAL);
        }
        return bits >= 0;
    }

    @Override
    public void reshape(int rows, int columns) {
        matrix.reshape(rows, columns);
    }

    @Override
    public void put(int row, double[] values, int from, double factor, long exponent) {
        PowersOfTwo.finish(values, from, matrix.data, row * matrix.numCols, matrix.numCols, factor, exponent);
    }

    @Override
    public void set(int row, int column, int length, double[] values) {
        KernelChoice.serving().round(values, 0, 1, matrix.data, row * matrix.numCols + column, length);
    }

    @Override
    public void clear(int row) {
        Arrays.fill(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols, 0);
    }

    /** A double takes the place of two floats. */
    @Override
    public int room() {
        return matrix.numCols / 2;
    }

    @Override
    public void keep(int row, int place, int length, double[] values) {
        KernelChoice.serving().keep(values, matrix.data, row * matrix.numCols + 2 * place, length);
    }

    @Override
    public void recall(int row, int place, int length, double[] target) {
        KernelChoice.serving().recall(matrix.data, row * matrix.numCols + 2 * place, target, length);
    }

    @Override
    public Object array() {
        return matrix.data;
    }

    @Override
    public int capacity() {
        return matrix.data.length;
    }
}
