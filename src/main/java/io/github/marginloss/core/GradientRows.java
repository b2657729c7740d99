package io.github.marginloss.core;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The rows of a gradient in the making. A row that is written once is rounded at once; one to which several add keeps
 * its binary exponent aside until {@link #finish()}, so that only the sum need be in the range of double.
 *
 * <p>Different rows may be written by different threads.
 *
 * <p>{@linkplain io.github.marginloss.core No API}.
 */
public final class GradientRows {

    /** The exponent of a row to which nothing was added. */
    private static final long EMPTY = Long.MIN_VALUE;

    /** Powers of two down to this one are the product of two that are doubles; beyond it nothing is left to add. */
    private static final int ALL_BITS = 2000;

    private static final int ROWS_PER_TASK = 1024;

    private final double[] data;
    private final int rows;
    private final int columns;
    /** The unit of each row is 2^exponent; null while each is written once. */
    private long[] exponents;

    private GradientRows(DMatrixRMaj target, int rows, int columns) {
        target.reshape(rows, columns);
        this.data = target.data;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * Begins a gradient.
     *
     * @param target receives it, reshaped; null = not wanted. Modified.
     * @param rows its rows
     * @param columns its columns
     * @param several whether its rows are written several times
     * @return the gradient, or null
     */
    public static GradientRows of(DMatrixRMaj target, int rows, int columns, boolean several) {
        if (target == null) {
            return null;
        }
        GradientRows result = new GradientRows(target, rows, columns);
        if (several) {
            result.several();
        }
        return result;
    }

    /** Announces, before the first row is written, that rows are written several times. */
    void several() {
        if (exponents == null) {
            exponents = new long[rows];
            Arrays.fill(exponents, EMPTY);
        }
    }

    /**
     * Adds factor·values to a row.
     *
     * @param row the row
     * @param values an entry a column. Not modified.
     * @param factor a number
     */
    public void put(int row, double[] values, Real factor) {
        put(row, values, 0, factor);
    }

    /**
     * Adds factor·values to a row.
     *
     * @param row the row
     * @param values holds an entry a column. Not modified.
     * @param from where they begin
     * @param factor a number
     */
    public void put(int row, double[] values, int from, Real factor) {
        put(row, values, from, factor.mantissa().toDouble(), factor.exponent());
    }

    /** Adds factor·2^exponent·values to a row. */
    void put(int row, double[] values, double factor, long exponent) {
        put(row, values, 0, factor, exponent);
    }

    private void put(int row, double[] values, int from, double factor, long exponent) {
        int offset = row * columns;
        if (exponents != null) {
            add(row, values, from, factor, exponent);
        } else if (factor == 0) {
            Arrays.fill(data, offset, offset + columns, 0);
        } else {
            Powers.finish(values, from, data, offset, columns, factor, exponent);
        }
    }

    private void add(int row, double[] values, int from, double factor, long exponent) {
        double greatest = Powers.maximum(values, from, columns);
        if (greatest == 0 || factor == 0) {
            return;
        }
        int offset = row * columns;
        int own = Powers.exponent(greatest);
        int ofFactor = Powers.exponent(Math.abs(factor));
        long unit = exponent + ofFactor + own;
        if (exponents[row] == EMPTY) {
            Arrays.fill(data, offset, offset + columns, 0);
            exponents[row] = unit;
        } else if (unit > exponents[row]) {
            Powers.scale(data, offset, data, offset, columns, power(exponents[row] - unit));
            exponents[row] = unit;
        }
        double first = Math.scalb(1.0, -own / 2);
        double second = Math.scalb(1.0, -(own - own / 2));
        int power = power(unit - exponents[row]);
        double third = Math.scalb(factor, power / 2 - ofFactor);
        double fourth = Math.scalb(1.0, power - power / 2);
        for (int k = 0; k < columns; k++) {
            // not fused, so that what was added is taken off again without a rest
            data[offset + k] += values[from + k] * first * second * third * fourth;
        }
    }

    private static int power(long exponent) {
        return (int) Math.max(-ALL_BITS, exponent);
    }

    /** Rounds the rows that were not rounded at once. */
    public void finish() {
        if (exponents == null) {
            return;
        }
        boolean large = (long) rows * columns > 1 << 18;
        try (Parallel parallel = Parallel.of(large)) {
            parallel.forEachRow(rows, ROWS_PER_TASK, () -> this::finish);
        }
    }

    private void finish(int row) {
        int offset = row * columns;
        if (exponents[row] == EMPTY) {
            Arrays.fill(data, offset, offset + columns, 0);
        } else {
            Powers.finish(data, offset, data, offset, columns, 1, exponents[row]);
        }
    }
}
