package io.github.marginloss.internal.kernel;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * A matrix of doubles, as source or as sink.
 *
 * @param matrix the matrix. Modified where this is used as a sink.
 */
public record DoubleRows(DMatrixRMaj matrix) implements RowSink {

    /**
     * Wraps a matrix that may be absent.
     *
     * @param matrix the matrix, or null
     * @return its rows, or null
     */
    public static DoubleRows of(DMatrixRMaj matrix) {
        return matrix == null ? null : new DoubleRows(matrix);
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
        System.arraycopy(matrix.data, row * matrix.numCols + column, target, 0, length);
    }

    @Override
    public double at(int entry) {
        return matrix.data[entry];
    }

    @Override
    public double largest(int from, int to) {
        return KernelChoice.serving().largest(matrix.data, from, to - from);
    }

    @Override
    public boolean allFinite(int from, int to) {
        return KernelChoice.serving().allFinite(matrix.data, from, to);
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
        System.arraycopy(values, 0, matrix.data, row * matrix.numCols + column, length);
    }

    @Override
    public void clear(int row) {
        Arrays.fill(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols, 0);
    }

    @Override
    public int room() {
        return matrix.numCols;
    }

    @Override
    public void keep(int row, int place, int length, double[] values) {
        set(row, place, length, values);
    }

    @Override
    public void recall(int row, int place, int length, double[] target) {
        get(row, place, length, target);
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
