package io.github.marginloss.internal.kernel.vector;

import static io.github.marginloss.internal.kernel.vector.VectorLeaves.STRIDE;

import io.github.marginloss.internal.kernel.Panel;
import java.util.Arrays;

/**
 * A matrix in strips of 16 columns, each strip row by row in one stretch of memory, so that a product reads it from
 * front to back. A left factor also has its rows one after the other, in slices of {@link #SLICE} columns.
 */
final class StripPanel implements Panel {

    private static final long serialVersionUID = 1;

    static final int WIDTH = 16;
    static final int SLICE = 256;

    /** Rows, filled up to what the leaves take at a time. */
    final int rows;

    final int columns;
    /** Entry (row, column) is at (column / 16 · rows + row) · 16 + column % 16. */
    final double[] strips;
    /** Entry (row, column) is at (column / SLICE · rows + row) · STRIDE + column % SLICE; null for no left factor. */
    final double[] byRow;

    StripPanel(int rows, int columns, boolean left) {
        this.rows = (rows + 7) & ~7;
        this.columns = columns;
        strips = new double[(columns + WIDTH - 1) / WIDTH * this.rows * WIDTH];
        byRow = left ? new double[(columns + SLICE - 1) / SLICE * this.rows * STRIDE] : null;
    }

    /** {@return the number of strips that hold so many columns} */
    static int strips(int columns) {
        return (columns + WIDTH - 1) / WIDTH;
    }

    int strip(int row, int strip) {
        return (strip * rows + row) * WIDTH;
    }

    int byRow(int row, int slice) {
        return (slice * rows + row) * STRIDE;
    }

    @Override
    public void set(int row, double[] source) {
        for (int j = 0; j < columns; j += WIDTH) {
            System.arraycopy(source, j, strips, strip(row, j / WIDTH), Math.min(WIDTH, columns - j));
        }
        if (byRow != null) {
            setByRow(row, source, columns);
        }
    }

    /** Sets the first columns of a row, as a left factor alone. */
    void setByRow(int row, double[] source, int length) {
        for (int j = 0; j < length; j += SLICE) {
            System.arraycopy(source, j, byRow, byRow(row, j / SLICE), Math.min(SLICE, length - j));
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
        for (int j = 0; j < length; j += WIDTH) {
            System.arraycopy(strips, strip(row, j / WIDTH), target, j, Math.min(WIDTH, length - j));
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
            int place = strip(row, j / WIDTH) + j % WIDTH;
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
