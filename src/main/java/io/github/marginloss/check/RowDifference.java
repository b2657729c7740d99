package io.github.marginloss.check;

import io.github.marginloss.core.Real;

/**
 * How far a row is from the right one.
 *
 * @param distance ‖got − want‖; entries that are rightly infinite do not count
 * @param size ‖want‖; the largest double if an entry is infinite
 * @param column the entry that is furthest off
 * @param wrong whether that entry is NaN or infinite and should not be
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
            double finite = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, want[k]));
            double scale = Math.max(Math.abs(got[k]), Math.abs(finite)) > 0x1p1000 ? 0x1p-2 : 1;
            difference[k] = overflows ? 0 : got[k] * scale - finite * scale;
            difference[k] /= scale;
            sizes[k] = finite;
            worst = Math.abs(difference[k]) > Math.abs(difference[worst]) ? k : worst;
        }
        for (int k = 0; k < want.length; k++) {
            difference[k] = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, difference[k]));
        }
        Real size = infinite ? Real.of(Double.MAX_VALUE) : RowNorm.norm(sizes);
        return new RowDifference(RowNorm.norm(difference), size, worst, false);
    }
}
