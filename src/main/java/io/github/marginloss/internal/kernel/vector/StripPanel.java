package io.github.marginloss.internal.kernel.vector;

import static io.github.marginloss.internal.kernel.vector.VectorLeaves.LANES;

import io.github.marginloss.internal.kernel.Panel;
import java.util.Arrays;

/**
 * A matrix in strips of 16 columns. Each strip is stored row by row in contiguous memory, so a product reads it from
 * front to back. A left factor also stores its entries in packs of a few rows, column by column.
 */
final class StripPanel implements Panel {

    static final int WIDTH = 16;
    /** The number of rows in a pack. A {@linkplain VectorLeaves leaf} handles one pack at a time. */
    static final int ROWS = LANES;

    /** The number of rows, rounded up to whole packs. */
    final int rows;

    final int columns;
    /** Entry (row, column) is at (column / 16 · rows + row) · 16 + column % 16. */
    final double[] strips;
    /**
     * Entry (row, column) is at (row / ROWS · columns + column) · ROWS + row % ROWS; of a transposed factor, at (column
     * / ROWS · rows + row) · ROWS + column % ROWS. Null unless this is a left factor.
     */
    final double[] packs;

    StripPanel(int rows, int columns, boolean left) {
        this.rows = whole(rows);
        this.columns = columns;
        strips = new double[strips(columns) * this.rows * WIDTH];
        packs = left ? new double[this.rows * whole(columns)] : null;
    }

    private static int whole(int rows) {
        return (rows + ROWS - 1) / ROWS * ROWS;
    }

    /** {@return the number of strips that hold a number of columns} */
    static int strips(int columns) {
        return (columns + WIDTH - 1) / WIDTH;
    }

    int strip(int row, int strip) {
        return (strip * rows + row) * WIDTH;
    }

    /** The index where the pack whose first row is this one begins. */
    int pack(int row) {
        return row * columns;
    }

    /** The index where the pack whose first column is this one begins, in a transposed factor. */
    int transposedPack(int column) {
        return column * rows;
    }

    @Override
    public void set(int row, double[] source, double factor) {
        int even = columns / LANES * LANES;
        VectorLoops.toStrips(source, even, factor, strips, row * WIDTH, rows * WIDTH);
        for (int j = even; j < columns; j++) {
            strips[place(row, j)] = factor * source[j];
        }
        if (packs != null) {
            setPacked(row, source, factor, columns);
        }
    }

    private int place(int row, int column) {
        return strip(row, column / WIDTH) + column % WIDTH;
    }

    /** Sets the first columns of a row, for use as a left factor only. */
    void setPacked(int row, double[] source, double factor, int length) {
        int first = pack(row - row % ROWS) + row % ROWS;
        for (int j = 0; j < length; j++) {
            packs[first + j * ROWS] = factor * source[j];
        }
    }

    /** Sets the first columns of a row, for use as a transposed left factor only. */
    void setTransposed(int row, double[] source, int length) {
        int even = length / ROWS * ROWS;
        VectorLoops.spread(source, even, packs, row * ROWS, transposedPack(ROWS));
        if (even < length) {
            System.arraycopy(source, even, packs, transposedPack(even) + row * ROWS, length - even);
        }
    }

    @Override
    public void setColumn(int column, double[] source) {
        int first = strip(0, column / WIDTH) + column % WIDTH;
        for (int row = 0; row < source.length; row++) {
            strips[first + row * WIDTH] = source[row];
        }
    }

    @Override
    public void get(int row, double[] target) {
        get(row, target, columns);
    }

    void get(int row, double[] target, int length) {
        int even = length / LANES * LANES;
        VectorLoops.fromStrips(strips, row * WIDTH, rows * WIDTH, target, even);
        for (int j = even; j < length; j++) {
            target[j] = strips[place(row, j)];
        }
    }

    @Override
    public void scale(int row, double factor) {
        for (int s = 0; s < strips(columns); s++) {
            int first = strip(row, s);
            for (int j = first; j < first + WIDTH; j++) {
                strips[j] *= factor;
            }
        }
    }

    @Override
    public void add(Panel other, double[] factors, int count) {
        double[] source = ((StripPanel) other).strips;
        for (int s = 0; s < strips(columns); s++) {
            for (int row = 0; row < count; row++) {
                int first = strip(row, s);
                for (int j = first; j < first + WIDTH; j++) {
                    strips[j] = Math.fma(factors[row], source[j], strips[j]);
                }
            }
        }
    }

    @Override
    public void addRow(int row, double factor, double[] source) {
        for (int j = 0; j < columns; j++) {
            int place = place(row, j);
            strips[place] = Math.fma(factor, source[j], strips[place]);
        }
    }

    @Override
    public void clear(int count) {
        for (int s = 0; s < strips(columns); s++) {
            Arrays.fill(strips, strip(0, s), strip(count, s), 0);
        }
    }
}
