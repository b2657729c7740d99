package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.PowersOfTwo;

/**
 * The other classes of a linear head.
 *
 * @param geometry the head
 */
record LinearOthers(LinearGeometry geometry) implements Others {

    @Override
    public Real logits(SampleBlock block, int i, ClassSums sums) {
        int sample = block.first + i;
        double[] total = sums.rows();
        double[] row = new double[total.length];
        block.rows.get(i, row);
        Real exponent = new Real(DD.ONE, geometry.exponent(sample) + geometry.classExponent());
        Real sum = Real.dot(row, 0, total, 0, row.length).times(exponent);
        return sum.plus(sums.bias()).minus(geometry.targetLogit(sample));
    }

    @Override
    public boolean sum(SampleBlock block, int i, ClassSums sums, double[] target) {
        geometry.inputs.weights().get(block.target(i), target);
        PowersOfTwo.scale(target, -geometry.classExponent());
        for (int k = 0; k < target.length; k++) {
            target[k] = sums.rows()[k] - target[k];
        }
        return false;
    }
}
