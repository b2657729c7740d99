package io.github.marginloss.check;

import io.github.marginloss.core.Real;
import io.github.marginloss.core.UnitRow;

/**
 * The difference between a row and the right one.
 *
 * @param distance ‖got − want‖; entries that are rightly infinite do not count
 * @param size ‖want‖; the largest double if an entry is infinite
 * @param column the column with the largest error
 * @param wrong whether that entry is NaN or infinite although it should be finite
 */
record RowDifference(Real distance, Real size, int column, boolean wrong) {

    static RowDifference of(double[] got, double[] want, Precision precision) {
        double[] difference = new double[want.length];
        double[] sizes = new double[want.length];
        int worst = 0;
        boolean infinite = false;
        for (int k = 0; k < want.length; k++) {
            boolean overflows = precision.overflows(want[k], got[k]);
            if (!Double.isFinite(got[k]) && !overflows) {
                return new RowDifference(Real.ZERO, Real.ONE, k, true);
            }
            infinite |= overflows || Double.isInfinite(want[k]);
            sizes[k] = finite(want[k]);
            double scale = Math.max(Math.abs(got[k]), Math.abs(sizes[k])) > 0x1p1000 ? 0x1p-2 : 1;
            difference[k] = overflows ? 0 : finite((got[k] * scale - sizes[k] * scale) / scale);
            worst = Math.abs(difference[k]) > Math.abs(difference[worst]) ? k : worst;
        }
        Real size = infinite ? Real.of(Double.MAX_VALUE) : norm(sizes, 0, sizes.length);
        return new RowDifference(norm(difference, 0, difference.length), size, worst, false);
    }

    private static double finite(double value) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
    }

    /** ‖row‖, of any size, for a row that begins at an offset. */
    static Real norm(double[] rows, int offset, int length) {
        UnitRow unit = new UnitRow(length);
        System.arraycopy(rows, offset, unit.entries(), 0, length);
        unit.normalisePrecisely();
        return unit.norm();
    }
}
