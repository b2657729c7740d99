package io.github.marginloss.internal.row;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.UnitRow;
import io.github.marginloss.internal.exact.Enclosure;
import io.github.marginloss.internal.exact.ExactSum;
import io.github.marginloss.internal.exact.Precision;
import io.github.marginloss.internal.kernel.RowSource;

/** The norm of a feature, rounded to nearest, as a margin rule receives it. */
public final class FeatureNorm {

    /**
     * The norm in double-double has some 100 correct bits. So a norm that is within this fraction of an ulp of a tie
     * need not be a tie.
     */
    private static final double UNCLEAR = 0x1p-36;

    private static final int BITS = 4096;

    private FeatureNorm() {}

    /**
     * Returns ‖x‖.
     *
     * @param features X. Not modified.
     * @param sample the row
     * @return the nearest double; in a tie, the even one
     */
    public static double rounded(RowSource features, int sample) {
        UnitRow row = new UnitRow(features.columns());
        features.get(sample, row.entries());
        row.normalisePrecisely();
        return rounded(row.norm(), features, sample);
    }

    /**
     * Returns ‖x‖.
     *
     * @param norm ‖x‖ in double-double
     * @param features X. Not modified.
     * @param sample the row
     * @return the nearest double; in a tie, the even one
     */
    public static double rounded(Real norm, RowSource features, int sample) {
        DD mantissa = norm.mantissa();
        double half = Math.ulp(mantissa.hi()) / 2;
        boolean normal =
                norm.isZero() || norm.exponent() > Double.MIN_EXPONENT && norm.exponent() < Double.MAX_EXPONENT;
        double part = Math.abs(mantissa.lo()) / half;
        // below a power of two, doubles are twice as dense
        if (normal && (norm.isZero() || 1 - part > UNCLEAR && Math.abs(0.5 - part) > UNCLEAR)) {
            return norm.toDouble();
        }
        double[] row = new double[features.columns()];
        features.get(sample, row);
        Enclosure square = ExactSum.dot(row, 0, row, 0, row.length, new Precision(BITS));
        return square.sqrt().roundedAsEqual();
    }
}
