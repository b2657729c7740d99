package io.github.marginloss.internal.kernel;

/** A matrix that is written row by row. It receives doubles, whatever type it stores. */
public interface RowSink extends RowSource {

    /**
     * Gives the matrix its shape; its contents are lost.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     */
    void reshape(int rows, int columns);

    /**
     * Writes factor·2^exponent·values as a row, each entry rounded to double once unless it is subnormal, and then to
     * the type of the sink.
     *
     * @param row the row
     * @param values contains one entry per column. Not modified.
     * @param from the index of the first of them
     * @param factor a factor
     * @param exponent the binary exponent of another factor, of any size
     */
    void put(int row, double[] values, int from, double factor, long exponent);

    /**
     * Writes zeros.
     *
     * @param row the row
     */
    void clear(int row);

    /**
     * Writes part of a row.
     *
     * @param row the row
     * @param column the first column
     * @param length how many columns
     * @param values contains them, from its first entry on. Not modified.
     */
    void set(int row, int column, int length, double[] values);

    /** {@return how many numbers the memory of a row can hold until the row is written} */
    int room();

    /**
     * Keeps numbers in the memory of a row, bit for bit. The row is lost.
     *
     * @param row the row
     * @param place where the first of them is kept, below {@link #room()}
     * @param length how many
     * @param values contains them, from its first entry on; each is at least 0 and below 2^1017. Not modified.
     */
    void keep(int row, int place, int length, double[] values);

    /**
     * Reads numbers that were kept.
     *
     * @param row the row
     * @param place where the first number was kept
     * @param length how many
     * @param target receives them, from its first entry on. Modified.
     */
    void recall(int row, int place, int length, double[] target);
}
