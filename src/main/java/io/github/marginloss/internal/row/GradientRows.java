package io.github.marginloss.internal.row;

import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.kernel.PowersOfTwo;
import io.github.marginloss.internal.kernel.RowSink;
import java.util.Arrays;

/**
 * The rows of a gradient under construction. If each row is written once, it is rounded at once. If several terms add
 * to a row, its binary exponent is kept separately until {@link #finish()}, so that only the sum has to be in the range
 * of double.
 *
 * <p>Different rows may be written by different threads.
 */
public final class GradientRows {

    /** Marks a row to which nothing has been added. */
    private static final long EMPTY = Long.MIN_VALUE;

    /** A power of two down to 2^−this is the product of two doubles; anything smaller adds nothing. */
    private static final int ALL_BITS = 2000;

    private static final int ROWS_PER_TASK = 1024;

    private final RowSink sink;
    /** What the rows are added up in; null while each is written once. */
    private double[] memory;

    private final int rows;
    private final int columns;
    /** The unit of each row is 2^exponent; null while each is written once. */
    private long[] exponents;

    private GradientRows(RowSink sink, int rows, int columns) {
        sink.reshape(rows, columns);
        this.sink = sink;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * Starts a gradient.
     *
     * @param target receives it, reshaped; null = not wanted. Modified.
     * @param rows the number of rows
     * @param columns the number of columns
     * @param several whether rows are written several times
     * @return the gradient, or null
     */
    public static GradientRows of(RowSink target, int rows, int columns, boolean several) {
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
    public void several() {
        if (exponents == null) {
            memory = sink.memory() != null ? sink.memory() : new double[rows * columns];
            exponents = new long[rows];
            Arrays.fill(exponents, EMPTY);
        }
    }

    /**
     * Adds factor·values to a row.
     *
     * @param row the row
     * @param values one entry per column. Not modified.
     * @param factor the factor
     */
    public void put(int row, double[] values, Real factor) {
        put(row, values, 0, factor);
    }

    /**
     * Adds factor·values to a row.
     *
     * @param row the row
     * @param values contains one entry per column. Not modified.
     * @param from the index of the first of them
     * @param factor the factor
     */
    public void put(int row, double[] values, int from, Real factor) {
        put(row, values, from, factor.mantissa().toDouble(), factor.exponent());
    }

    /** Adds factor·2^exponent·values to a row. */
    public void put(int row, double[] values, double factor, long exponent) {
        put(row, values, 0, factor, exponent);
    }

    private void put(int row, double[] values, int from, double factor, long exponent) {
        if (exponents != null) {
            add(row, values, from, factor, exponent);
        } else if (factor == 0) {
            sink.clear(row);
        } else {
            sink.put(row, values, from, factor, exponent);
        }
    }

    private void add(int row, double[] values, int from, double factor, long exponent) {
        double largest = KernelChoice.serving().largest(values, from, columns);
        if (largest == 0 || factor == 0) {
            return;
        }
        int offset = row * columns;
        int own = PowersOfTwo.exponent(largest);
        int ofFactor = PowersOfTwo.exponent(Math.abs(factor));
        long unit = exponent + ofFactor + own;
        if (exponents[row] == EMPTY) {
            Arrays.fill(memory, offset, offset + columns, 0);
            exponents[row] = unit;
        } else if (unit > exponents[row]) {
            PowersOfTwo.scale(memory, offset, memory, offset, columns, power(exponents[row] - unit));
            exponents[row] = unit;
        }
        int power = power(unit - exponents[row]);
        double[] factors = {
            PowersOfTwo.of(-own / 2),
            PowersOfTwo.of(-(own - own / 2)),
            PowersOfTwo.scale(factor, power / 2 - ofFactor),
            PowersOfTwo.of(power - power / 2)
        };
        KernelChoice.serving().addScaled(values, from, memory, offset, columns, factors);
    }

    private static int power(long exponent) {
        return (int) Math.max(-ALL_BITS, exponent);
    }

    /** Rounds the rows that are not rounded yet. */
    public void finish() {
        if (exponents == null) {
            return;
        }
        try (Parallel parallel = Parallel.forRows((long) rows * columns)) {
            parallel.forEachRow(rows, ROWS_PER_TASK, () -> this::finish);
        }
    }

    private void finish(int row) {
        if (exponents[row] == EMPTY) {
            sink.clear(row);
        } else {
            sink.put(row, memory, row * columns, 1, exponents[row]);
        }
    }
}
