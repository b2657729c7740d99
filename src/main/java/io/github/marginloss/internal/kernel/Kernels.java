package io.github.marginloss.internal.kernel;

/**
 * The loops that take most of the time. All implementations give the same bits on every input, so the
 * {@linkplain KernelChoice choice} between them affects only speed.
 *
 * <p>These rules fix the bits: each entry of a product is one chain of fused multiply-adds over ascending k, starting
 * from the entry of c; {@link #dot dot} has eight such chains; an exponential is one polynomial. Every other method
 * performs the operations of its formula, entry by entry, as written.
 *
 * <p>Unless a method says otherwise, loops run over the first {@code length} entries. Only the array that a formula
 * assigns to is modified.
 */
public interface Kernels {

    // Products, whose factors are in the layout of these kernels

    /**
     * Creates a matrix of zeros in the layout of these kernels.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @return the matrix
     */
    Panel panel(int rows, int columns);

    /**
     * Creates a matrix of zeros that may also be the first factor of a product, or the scratch panel of one.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @return the matrix
     */
    Panel leftPanel(int rows, int columns);

    /**
     * z = a·b.
     *
     * @param z rows of the result, each with room for length entries. Modified.
     * @param rows how many
     * @param a the first factor. Not modified.
     * @param depth its columns, which are the rows of b
     * @param b the second factor. Not modified.
     * @param length the columns of b
     * @param scratch a panel with these rows and columns, for layouts that need one. Modified.
     */
    void multiply(double[][] z, int rows, Panel a, int depth, Panel b, int length, Panel scratch);

    /**
     * c += a·b.
     *
     * @param c the result. Modified.
     * @param rows how many of its rows
     * @param a the first factor, a[row][k]. Not modified.
     * @param depth how many k
     * @param b the second factor, with the columns of c. Not modified.
     * @param scratch a panel of the shape of a, for layouts that need one. Modified.
     */
    void multiplyAdd(Panel c, int rows, double[][] a, int depth, Panel b, Panel scratch);

    /**
     * c += aᵀ·b.
     *
     * @param c the result. Modified.
     * @param rows how many of its rows
     * @param a the first factor, a[k][row]. Not modified.
     * @param depth how many k
     * @param b the second factor, with the columns of c. Not modified.
     * @param scratch a panel of the shape of a, for layouts that need one. Modified.
     */
    void multiplyTransposedAdd(Panel c, int rows, double[][] a, int depth, Panel b, Panel scratch);

    // Exponentials

    /**
     * t → 2^shift·e<sup>t</sup>, with a relative error of about 1 ulp; 0 if the result would be subnormal.
     *
     * <p>A softmax needs only ratios of exponentials, so they may share a factor. With a shift of 600, differences of
     * 1100 nats are still normal numbers; e<sup>t</sup> itself is 0 below −745.
     *
     * @param t the exponents, at most 250. Modified.
     * @param scratch an array of the same length. Modified.
     * @param length how many
     * @param shift the binary exponent of the shared factor, 0 to 600
     */
    void exponentials(double[] t, double[] scratch, int length, int shift);

    // Rows

    /** c += a·b, fused. */
    void axpy(double[] c, double a, double[] b, int length);

    /** c += a·b, fused, where b begins at an offset. */
    void axpy(double[] c, double a, double[] b, int from, int length);

    /** c = factor·c. */
    void scale(double[] c, double factor, int length);

    /** target = source·factor; each array begins at an offset, and they may be the same. */
    void scale(double[] source, int from, double[] target, int to, int length, double factor);

    /** target = (source·first)·second; each array begins at an offset, and they may be the same. */
    void scale(double[] source, int from, double[] target, int to, int length, double first, double second);

    /** c = c·factors. */
    void multiply(double[] c, double[] factors, int length);

    /** c = c·factors + shift·units, the sum fused with the first product. */
    void multiplyAdd(double[] c, double[] factors, double shift, double[] units, int length);

    /** c = (c − origin)·units. */
    void subtractMultiply(double[] c, double[] origin, double[] units, int length);

    /** c = max(c, b). */
    void maximum(double[] c, double[] b, int length);

    /** c = max(c, |b|). */
    void maximumAbsolute(double[] c, double[] b, int length);

    /** c += b. */
    void add(double[] c, double[] b, int length);

    /**
     * target += source·f0·f1·f2·f3; each array begins at an offset. The operations are not fused, so that adding a
     * value and then subtracting it leaves exactly zero.
     */
    void addScaled(double[] source, int from, double[] target, int to, int length, double[] factors);

    /** target = a·x − b·y. */
    void combine(double[] target, double a, double[] x, double b, double[] y, int length);

    /** c = c/divisor·sign. */
    void divide(double[] c, double divisor, double sign, int length);

    // Reductions of a row to one number

    /** {@return the dot product of two ranges} */
    double dot(double[] a, int aFrom, double[] b, int bFrom, int length);

    /** {@return the largest absolute value of a range; 0 for an empty one} */
    double largest(double[] values, int from, int length);

    /** {@return whether the entries from (inclusive) to (exclusive) are neither NaN nor infinite} */
    boolean allFinite(double[] values, int from, int to);

    // Rows in double-double

    /** v = xk·w − x·wk, each entry with one rounding (Kahan). */
    void eliminate(double[] v, double[] x, double xk, double[] w, double wk, int length);

    /** high + low += (a + aLow)·(row + rowLow), in double-double. */
    void addProduct(double[] high, double[] low, double a, double aLow, double[] row, double[] rowLow, int length);

    /** target = (high + low)·(a + aLow), rounded once; the target begins at an offset. */
    void roundProduct(double[] high, double[] low, double a, double aLow, double[] target, int to, int length);

    // Rows of floats

    /** target = source, which begins at an offset. */
    void widen(float[] source, int from, double[] target, int length);

    /** target = source·factor, rounded to double and then to float; each begins at an offset. */
    void round(double[] source, int from, double factor, float[] target, int to, int length);

    /**
     * Stores doubles as pairs of floats, bit by bit, from an offset on; {@link #recall} reads them back. No float may
     * be a NaN, because a NaN may lose its bits. The doubles are at least 0 and below 2^1017, so the upper half is
     * never a NaN. To keep the lower half from being one, a bit of its exponent is stored in the sign of the upper
     * half.
     */
    void keep(double[] source, float[] target, int to, int length);

    /** Reads doubles that {@link #keep} has written. */
    void recall(float[] source, int from, double[] target, int length);
}
