package io.github.marginloss.internal.row;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.Kernels;
import io.github.marginloss.internal.kernel.PowersOfTwo;
import java.util.Arrays;

/**
 * A row Σ a·row in double-double, with one exponent for the whole row.
 */
public final class RowSum {

    private static final long NONE = Long.MIN_VALUE;

    private final Kernels kernels = KernelChoice.serving();
    private final double[] high;
    private final double[] low;
    /** The unit of the sums is 2^unit. */
    private long unit = NONE;

    /**
     * Creates a zero row.
     *
     * @param dimension its length
     */
    public RowSum(int dimension) {
        high = new double[dimension];
        low = new double[dimension];
    }

    /** Sets the row to zero. */
    public void clear() {
        Arrays.fill(high, 0);
        Arrays.fill(low, 0);
        unit = NONE;
    }

    /** Adds factor·(row + rowLow), without creating an object per entry. */
    public void add(Real factor, double[] row, double[] rowLow) {
        if (factor.isZero() || kernels.largest(row, 0, row.length) == 0) {
            return;
        }
        double power = PowersOfTwo.of(shift(factor));
        double a = factor.mantissa().hi() * power;
        double aLow = factor.mantissa().lo() * power;
        kernels.addProduct(high, low, a, aLow, row, rowLow, high.length);
    }

    /**
     * Returns the binary exponent of a factor's mantissa in the row's unit, which is first raised if it is too small.
     */
    private int shift(Real factor) {
        if (unit == NONE) {
            unit = factor.exponent();
        } else if (factor.exponent() > unit) {
            double power = PowersOfTwo.of((int) Math.max(-3000, unit - factor.exponent()));
            kernels.scale(high, power, high.length);
            kernels.scale(low, power, low.length);
            unit = factor.exponent();
        }
        return (int) Math.max(-3000, factor.exponent() - unit);
    }

    /** Writes factor times this row as a row of a gradient. The sum is lost. */
    public void put(Real factor, GradientRows target, int row) {
        multiply(factor, high, 0);
        target.put(row, high, new Real(unit == NONE ? DD.ZERO : DD.ONE, factor.exponent() + exponent()));
        unit = NONE;
    }

    private long exponent() {
        return unit == NONE ? 0 : unit;
    }

    private void multiply(Real factor, double[] target, int offset) {
        kernels.roundProduct(
                high, low, factor.mantissa().hi(), factor.mantissa().lo(), target, offset, high.length);
    }
}
