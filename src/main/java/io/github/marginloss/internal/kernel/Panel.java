package io.github.marginloss.internal.kernel;

/**
 * A matrix in the layout that certain {@link Kernels} need for their products. Only those kernels create it and know
 * the layout. Entries are zero at first.
 */
public interface Panel {

    /** Sets row = factor · source. */
    void set(int row, double[] source, double factor);

    /** Sets row = source. */
    default void set(int row, double[] source) {
        set(row, source, 1);
    }

    /** Sets column = source. */
    void setColumn(int column, double[] source);

    /** Copies a row: target = row. */
    void get(int row, double[] target);

    /** Multiplies a row by a factor. */
    void scale(int row, double factor);

    /**
     * Adds factor · other to every row below count, with one factor per row. Both panels have the same layout and
     * shape.
     */
    void add(Panel other, double[] factors, int count);

    /** Adds to a row: row += factor · source, fused. */
    void addRow(int row, double factor, double[] source);

    /** Sets the rows below count to 0. */
    void clear(int count);
}
