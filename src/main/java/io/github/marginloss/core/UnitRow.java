package io.github.marginloss.core;

import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.Kernels;
import io.github.marginloss.internal.kernel.PowersOfTwo;
import java.util.Arrays;
import org.ejml.MatrixDimensionException;
import org.ejml.data.DMatrixRMaj;

/**
 * The normalisation of a row, x̂ = x/‖x‖, and its backward pass. With g = ∂l/∂x̂,
 *
 * <pre>{@code
 * ∂l/∂x = (g − x̂ (x̂·g)) / ‖x‖
 * }</pre>
 *
 * <p>A zero row has no direction: x̂ = 0, and ∂l/∂x = 0. Rows are scaled by powers of two before they are squared, so x
 * of any size keeps its digits, and x and 2<sup>k</sup>x have bit for bit the same x̂.
 *
 * <pre>{@code
 * UnitRow row = new UnitRow(features.numCols);
 * row.load(features, i);
 * row.unit(direction);                       // x̂
 * row.backward(gradient);                    // ∂l/∂x̂ becomes ∂l/∂x
 * }</pre>
 *
 * <p>Not thread-safe; use one instance per thread.
 */
public final class UnitRow {

    /** A sum of squares between these bounds has lost no digit to underflow, and is far from overflow. */
    private static final double SMALLEST_SQUARE = 0x1p-400;

    private static final double LARGEST_SQUARE = 0x1p400;

    /** A row is scaled to this binary exponent, so that products of small entries keep their low words. */
    private static final int HEADROOM = 200;

    private final Kernels kernels = KernelChoice.serving();
    private final double[] entries;
    private int exponent;
    private double inverse;
    private DD square;

    /**
     * Allocates memory for a row.
     *
     * @param dimension its length
     */
    public UnitRow(int dimension) {
        entries = new double[dimension];
    }

    /**
     * Copies a row of a matrix, and normalises it in double.
     *
     * @param matrix finite, with a column for each entry of the row. Not modified.
     * @param row which row
     * @throws MatrixDimensionException if the matrix has another number of columns
     */
    public void load(DMatrixRMaj matrix, int row) {
        if (matrix.numCols != entries.length) {
            throw new MatrixDimensionException(
                    "matrix is " + matrix.numRows + "×" + matrix.numCols + ": " + entries.length + " columns expected");
        }
        System.arraycopy(matrix.data, row * matrix.numCols, entries, 0, entries.length);
        normalise();
    }

    /**
     * Returns this object's own copy of the row, x·2<sup>−exponent</sup>. For a row that does not come from a matrix,
     * write its entries here and call {@link #normalise()}.
     *
     * @return the memory, not a copy
     */
    public double[] entries() {
        return entries;
    }

    /** Computes the norm of the entries in double. Scales them only if their squares would lose digits. */
    public void normalise() {
        square = null;
        exponent = 0;
        double sum = kernels.dot(entries, 0, entries, 0, entries.length);
        if (!(sum >= SMALLEST_SQUARE && sum <= LARGEST_SQUARE)) {
            exponent = PowersOfTwo.exponent(entries, 0, entries.length);
            PowersOfTwo.scale(entries, -exponent);
            sum = kernels.dot(entries, 0, entries, 0, entries.length);
        }
        inverse = sum == 0 ? 0 : 1 / Math.sqrt(sum);
    }

    /** Computes the norm of the entries in double-double. Always scales them. */
    public void normalisePrecisely() {
        exponent = PowersOfTwo.exponent(entries, 0, entries.length) - HEADROOM;
        PowersOfTwo.scale(entries, -exponent);
        square = DD.dot(entries, 0, entries, 0, entries.length);
        inverse = square.isZero() ? 0 : 1 / square.sqrt().toDouble();
    }

    /** Turns the entries into x̂; the norm is lost. */
    public void toUnit() {
        kernels.scale(entries, inverse, entries.length);
        assumeUnit();
    }

    /** Declares that the entries already are a unit vector x̂, as {@link #unit unit} writes it. */
    public void assumeUnit() {
        square = null;
        exponent = 0;
        inverse = 1;
    }

    /** {@return whether x = 0} */
    public boolean isZero() {
        return inverse == 0;
    }

    /** {@return k such that the {@link #entries() entries} are x·2<sup>−k</sup>} */
    public int exponent() {
        return exponent;
    }

    /** {@return 1/‖entries‖, so that 1/‖x‖ is this times 2<sup>−exponent</sup>; 0 for a zero row} */
    public double inverseNorm() {
        return inverse;
    }

    /** {@return Σ entries², in double-double if the norm is} */
    public DD square() {
        return square != null ? square : DD.of(kernels.dot(entries, 0, entries, 0, entries.length));
    }

    /** {@return ‖x‖, with the accuracy of its computation: double or double-double} */
    public Real norm() {
        return Real.of(square().sqrt(), exponent);
    }

    /**
     * Writes x̂.
     *
     * @param target receives it. Modified.
     */
    public void unit(double[] target) {
        kernels.scale(entries, 0, target, 0, entries.length, inverse);
    }

    /**
     * Removes the component along x̂: g ← g − x̂ (x̂·g).
     *
     * @param gradient g, with entries far from both ends of the range of double. Modified.
     */
    public void project(double[] gradient) {
        double along = kernels.dot(entries, 0, gradient, 0, entries.length) * inverse * inverse;
        kernels.axpy(gradient, -along, entries, entries.length);
    }

    /**
     * Propagates a gradient back through the normalisation: ∂l/∂x̂ becomes ∂l/∂x.
     *
     * @param gradient g = ∂l/∂x̂, finite and of any size; becomes ∂l/∂x. Modified.
     */
    public void backward(double[] gradient) {
        if (isZero()) {
            Arrays.fill(gradient, 0);
            return;
        }
        int own = PowersOfTwo.exponent(gradient, 0, gradient.length);
        PowersOfTwo.scale(gradient, -own);
        project(gradient);
        PowersOfTwo.finish(gradient, 0, gradient, 0, gradient.length, inverse, (long) own - exponent);
    }
}
