package io.github.marginloss.check;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.Reduction;
import io.github.marginloss.core.Real;
import org.ejml.data.DMatrixRMaj;

/**
 * Bounds on the rounding errors of Center's outputs. Plain code may expand the square as ‖x‖² + ‖c‖² − 2 x·c, and split
 * 2x − 2c in the gradient, so its errors are relative to ‖x‖ and ‖c‖, not to ‖x − c‖.
 */
record DistanceBounds(BatchBounds all, Reduction reduction) {

    void add(Real weight, Real... factors) {
        DMatrixRMaj x = all.x;
        DMatrixRMaj c = all.parameters.centers();
        double[] difference = new double[x.numCols];
        for (int i = 0; i < factors.length; i++) {
            if (reduction.ignores(all.labels[i])) {
                continue;
            }
            int y = all.labels[i];
            for (int k = 0; k < difference.length; k++) {
                difference[k] = x.get(i, k) / 4 - c.get(y, k) / 4; // no overflow
            }
            Real apart = RowDifference.norm(difference, 0, difference.length).times(Real.of(4));
            Real sizes = RowDifference.norm(x.data, i * x.numCols, x.numCols)
                    .plus(RowDifference.norm(c.data, y * x.numCols, x.numCols));
            Real loss = apart.times(apart).times(Real.of(0.5));
            Real squares = sizes.times(sizes).times(Real.of(all.ofSum(x.numCols)));
            all.addLoss(i, weight, factors[i], loss, loss.times(Real.of(4)), squares);
            Real careful = factors[i].times(apart).times(Real.of(4));
            Real plain = factors[i].times(sizes);
            all.features.add(i, careful, plain.times(Real.of(4 * all.precision.eps())));
            all.rows(Kind.CENTERS).add(y, careful, plain.times(Real.of(all.ofSamples())));
        }
    }
}
