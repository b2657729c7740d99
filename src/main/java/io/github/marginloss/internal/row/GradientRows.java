package io.github.marginloss.internal.row;

import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.kernel.PowersOfTwo;
import io.github.marginloss.internal.kernel.RowSink;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A group of neighbouring rows of a gradient under construction. Terms <em>put</em> rows. A row that is put only once
 * is rounded immediately. If several terms put a row, their sum is kept with its own binary exponent until the last, so
 * only the sum has to be in the range of the gradient's type.
 *
 * <p>A worker reuses its memory from group to group, so at any time only one group per worker exists in double. Not
 * thread-safe; one instance per worker.
 */
public final class GradientRows {

    /** Marks a row to which nothing has been added. */
    private static final long EMPTY = Long.MIN_VALUE;

    /** Powers of two down to 2^−ALL_BITS are products of two doubles; smaller ones add nothing. */
    private static final int ALL_BITS = 2000;

    private final RowSink sink;
    private final int columns;
    /** The sums of the rows of a group; null while each row is put once. */
    private final double[] memory;
    /** The binary exponents of the rows' units; null while each row is put once. */
    private final long[] exponents;

    private int first;
    private int end;
    /** This is added to the number of every row that is put. */
    private int offset;

    /**
     * Adds one term's contribution to a gradient, a few neighbouring rows at a time. Not thread-safe; one instance per
     * worker.
     */
    public interface Writer {

        /**
         * Adds to rows.
         *
         * @param from the first row
         * @param to the row after the last
         * @param rows the gradient; each of these rows is put {@link #times()} times; null = not wanted. Modified.
         * @param bias for class weights, the gradient of the biases; null = not wanted. Modified.
         */
        void add(int from, int to, GradientRows rows, GradientRows bias);

        /** {@return how many times each row is put} */
        default int times() {
            return 1;
        }

        /** {@return how many times each bias is put} */
        default int biasTimes() {
            return 0;
        }
    }

    private GradientRows(RowSink sink, int group, int times) {
        this.sink = sink;
        columns = sink.columns();
        memory = times == 1 ? null : new double[group * columns];
        exponents = times == 1 ? null : new long[group];
    }

    /**
     * Writes a gradient, or two whose rows belong to the same classes.
     *
     * @param count the number of rows
     * @param group the number of rows of a group, which is a task
     * @param rows receives the gradient, and already has its shape; null = not wanted. Modified.
     * @param bias receives the gradient of the biases, and already has its shape; null = not wanted. Modified.
     * @param terms writers of the terms' contributions, which are added up in this order
     * @param parallel the threads
     */
    public static void write(
            int count, int group, RowSink rows, RowSink bias, List<Supplier<Writer>> terms, Parallel parallel) {
        int groups = (count + group - 1) / group;
        write(IntStream.rangeClosed(0, groups).toArray(), count, group, rows, bias, terms, parallel);
    }

    /**
     * Writes a gradient whose writers must receive the groups of a run in order.
     *
     * @param runs the first group of each run, and at the end the number of groups; one worker writes all groups of a
     *     run, in order. Not modified.
     * @param count the number of rows
     * @param group the number of rows of a group
     * @param rows receives the gradient, and already has its shape; null = not wanted. Modified.
     * @param bias receives the gradient of the biases, and already has its shape; null = not wanted. Modified.
     * @param terms writers of the terms' contributions, which are added up in this order
     * @param parallel the threads
     */
    public static void write(
            int[] runs,
            int count,
            int group,
            RowSink rows,
            RowSink bias,
            List<Supplier<Writer>> terms,
            Parallel parallel) {
        parallel.forEach(runs.length - 1, () -> {
            List<Writer> writers = terms.stream().map(Supplier::get).toList();
            int times = writers.stream().mapToInt(Writer::times).sum();
            int biasTimes = writers.stream().mapToInt(Writer::biasTimes).sum();
            IntConsumer worker = worker(count, group, of(rows, group, times), of(bias, group, biasTimes), writers);
            return run -> IntStream.range(runs[run], runs[run + 1]).forEach(worker);
        });
    }

    private static GradientRows of(RowSink sink, int group, int times) {
        return sink == null ? null : new GradientRows(sink, group, times);
    }

    private static IntConsumer worker(
            int count, int group, GradientRows rows, GradientRows bias, List<Writer> writers) {
        return k -> {
            int from = k * group;
            int to = Math.min(from + group, count);
            begin(rows, from, to);
            begin(bias, from, to);
            writers.forEach(writer -> writer.add(from, to, rows, bias));
            finish(rows);
            finish(bias);
        };
    }

    private static void begin(GradientRows rows, int from, int to) {
        if (rows != null && rows.exponents != null) {
            rows.first = from;
            rows.end = to;
            Arrays.fill(rows.exponents, EMPTY);
        }
    }

    /**
     * Adds factor·values to a row.
     *
     * @param row the row, numbered within the gradient
     * @param values one entry per column. Not modified.
     * @param factor the factor
     */
    public void put(int row, double[] values, Real factor) {
        put(row, values, 0, factor);
    }

    /**
     * Adds factor·values to a row.
     *
     * @param row the row, numbered within the gradient
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

    /** Numbers rows from another on: row k is put at offset + k. */
    void place(int offset) {
        this.offset = offset;
    }

    /** Leaves a row at 0, because no term adds to it. */
    void leave(int row) {
        if (exponents == null) {
            sink.clear(row);
        }
    }

    private void put(int number, double[] values, int from, double factor, long exponent) {
        int row = number + offset;
        if (exponents != null) {
            add(row - first, values, from, factor, exponent);
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

    /** Rounds the rows of the group that are not rounded yet. Rows that were never put are zero. */
    private static void finish(GradientRows rows) {
        if (rows != null && rows.exponents != null) {
            for (int row = rows.first; row < rows.end; row++) {
                rows.finish(row);
            }
        }
    }

    private void finish(int row) {
        long exponent = exponents[row - first];
        if (exponent == EMPTY) {
            sink.clear(row);
        } else {
            sink.put(row, memory, (row - first) * columns, 1, exponent);
        }
    }
}
