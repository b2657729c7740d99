package io.github.marginloss.core;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * ∂L/∂X, from the sums H of the first pass. With q of the cross-entropy, S the off-target sum and t the unit tangent towards
 * the target class:
 *
 * <pre>{@code
 * linear         a q (H − S w_y)
 * fixed scale s  a q s/‖x‖ (H − x̂ (x̂·H) + S ψ' t)
 * scale ‖x‖      a q (H − S ψ x̂ + S ψ' t)
 * }</pre>
 */
final class FeatureGradients {

    private final Forward forward;
    private final double[] coefficients;

    FeatureGradients(Forward forward, double[] coefficients) {
        this.forward = forward;
        this.coefficients = coefficients;
    }

    /** Writes every row of ∂L/∂X. */
    void write(DMatrixRMaj gradient) {
        Step step = forward.step;
        int size = step.tiling().block();
        Parallel.forEach(forward.blocks.length, step.worthThreads(), () -> {
            double[] row = new double[step.dimension()];
            return b -> {
                for (int i = 0; i < forward.blocks[b].count; i++) {
                    write(b, i, row, gradient.data, (b * size + i) * row.length);
                }
            };
        });
    }

    private void write(int b, int i, double[] row, double[] gradient, int offset) {
        SampleBlock block = forward.blocks[b];
        Real factor = forward.factor(block.first + i, coefficients);
        forward.statistics[b].weighted.get(i, gradient, offset);
        if (forward.step.head() instanceof Head.Cosine cosine) {
            if (block.norm[i].isZero()) {
                factor = Real.ZERO;
            } else {
                block.rows.get(i, row, 0);
                int steepness = angular(cosine.scale(), b, i, row, gradient, offset);
                factor = factor.times(new Real(DD.ONE, steepness));
            }
            if (cosine.scale() instanceof Scale.Fixed fixed) {
                Real norm = Real.of(block.norm[i], block.exponent[i]);
                factor = norm.isZero() ? factor : factor.times(Real.of(fixed.s())).dividedBy(norm);
            }
        } else {
            int label = forward.labels[block.first + i];
            Step step = forward.step;
            Powers.scale(step.weights().data, label * row.length, row, 0, row.length, -step.classExponent());
            Kernels.addScaled(gradient, offset, -forward.statistics[b].sum[i], row, 0, row.length);
            factor = factor.times(new Real(DD.ONE, step.classExponent()));
        }
        if (factor.isZero()) {
            Arrays.fill(gradient, offset, offset + row.length, 0);
        } else {
            Powers.finish(gradient, offset, row.length, factor.mantissa().toDouble(), factor.exponent());
        }
    }

    /** Returns the binary exponent of the unit that the row is left in: 0 unless the margin is very steep. */
    private int angular(Scale scale, int b, int i, double[] unitRow, double[] gradient, int offset) {
        double sum = forward.statistics[b].sum[i];
        Targets targets = forward.targets[b];
        double far = sum - forward.statistics[b].nearSum[i];
        int steepness = scale instanceof Scale.Norm ? targets.steepnessByNorm(i) : targets.steepness(i);
        if (steepness > 0) {
            Powers.scale(gradient, offset, gradient, offset, unitRow.length, -steepness);
        }
        double along = scale instanceof Scale.Fixed
                ? Kernels.dot(unitRow, 0, gradient, offset, unitRow.length)
                : far * Math.scalb(targets.value[i].toDouble(), -steepness);
        Kernels.addScaled(gradient, offset, -along, unitRow, 0, unitRow.length);
        double slope = Math.scalb(targets.slope[i], -steepness);
        Kernels.addScaled(gradient, offset, sum * slope, targets.tangent[i], 0, unitRow.length);
        return steepness;
    }
}
