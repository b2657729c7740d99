package io.github.marginloss.internal.kernel;

/**
 * A matrix that is read row by row. It provides doubles, whatever type it stores.
 *
 * <p>Entries are numbered row by row: row i begins at i·columns.
 */
public interface RowSource {

    /** {@return the number of rows} */
    int rows();

    /** {@return the number of columns} */
    int columns();

    /**
     * Reads part of a row.
     *
     * @param row the row
     * @param column the first column
     * @param length the number of columns
     * @param target receives them, from its first entry on. Modified.
     */
    void get(int row, int column, int length, double[] target);

    /**
     * Reads a row.
     *
     * @param row the row
     * @param target receives one entry per column. Modified.
     */
    default void get(int row, double[] target) {
        get(row, 0, columns(), target);
    }

    /**
     * Returns one entry.
     *
     * @param entry its number
     * @return its value
     */
    double at(int entry);

    /** {@return the largest absolute value of the entries from (inclusive) to (exclusive)} */
    double largest(int from, int to);

    /** {@return whether the entries from (inclusive) to (exclusive) are neither NaN nor infinite} */
    boolean allFinite(int from, int to);

    /** {@return the matrix itself, of doubles or of floats} */
    Object matrix();

    /** {@return the array that holds its entries, which several matrices may share} */
    Object array();

    /** {@return the length of that array} */
    int capacity();
}
