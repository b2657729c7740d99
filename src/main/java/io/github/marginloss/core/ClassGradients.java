package io.github.marginloss.core;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The second pass: ∂L/∂W and ∂L/∂b, tile by tile. With A<sub>ij</sub> = a<sub>i</sub> r<sub>i</sub> q<sub>i</sub> E<sub>ij</sub>, the gradient by the logit
 * (for a cosine head by the cosine):
 *
 * <pre>{@code
 * linear   ∂w_j = Σ_i A_ij x_i,  ∂b_j = Σ_i A_ij,           where A_iy = −a_i q_i S_i
 * cosine   ∂w_j = (P Σ_{i: y≠j} A_ij x̂_i + Σ_{i: y=j} a_i r_i q_i S_i ψ' u_i) / ‖w_j‖
 * }</pre>
 *
 * <p>where P takes off the part along w<sub>j</sub> and u is the unit tangent at ŵ<sub>j</sub> towards x̂<sub>i</sub>.
 */
final class ClassGradients {

    private final Forward forward;
    private final Step step;
    /** a_i r_i q_i times 2^(x exponent of a linear head), in units of 2^exponent. */
    private final double[][] factors;
    /** a_i q_i in units of 2^exponent, for the bias. */
    private final double[][] biasFactors;

    private final long exponent;

    ClassGradients(Forward forward, double[] coefficients) {
        this.forward = forward;
        this.step = forward.step;
        int m = step.samples();
        Real[] wide = new Real[m];
        Real[] plain = new Real[m];
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < m; i++) {
            SampleBlock block = forward.blocks[i / step.tiling().block()];
            plain[i] = forward.factor(i, coefficients);
            wide[i] = plain[i].times(outer(block, i - block.first));
            if (!wide[i].isZero()) {
                long outermost = Math.max(wide[i].exponent() + steepness(block, i - block.first), plain[i].exponent());
                greatest = Math.max(greatest, outermost);
            }
        }
        exponent = greatest == Long.MIN_VALUE ? 0 : greatest;
        factors = perBlock(wide);
        biasFactors = perBlock(plain);
    }

    /** What multiplies x̂_i, or the scaled x_i. */
    private Real outer(SampleBlock block, int i) {
        return step.head() instanceof Head.Cosine cosine
                ? block.scale(cosine.scale(), i)
                : new Real(DD.ONE, block.exponent[i]);
    }

    /** The bits by which a margin's slope is beyond anything ordinary. */
    private int steepness(SampleBlock block, int i) {
        Targets targets = forward.targets[block.first / step.tiling().block()];
        return Math.max(0, Powers.exponent(Math.abs(targets.slope[i])) - Targets.STEEP);
    }

    private double[][] perBlock(Real[] values) {
        double[][] result = new double[forward.blocks.length][];
        for (int b = 0; b < result.length; b++) {
            SampleBlock block = forward.blocks[b];
            result[b] = new double[block.count];
            for (int i = 0; i < block.count; i++) {
                result[b][i] = values[block.first + i].toDD(-exponent).toDouble();
            }
        }
        return result;
    }

    /** Writes the gradients that are not null. */
    void write(DMatrixRMaj weights, DMatrixRMaj bias) {
        int tiles = step.tiling().tiles(step.classes());
        Parallel.forEach(tiles, step.worthThreads(), () -> {
            ClassTile tile = new ClassTile(step);
            Panel sums = new Panel(
                    Math.min(step.tiling().tile(), step.classes()),
                    step.dimension(),
                    step.tiling().width());
            double[][] scratch = new double[step.tiling().tile()][step.tiling().block()];
            ClassNorm norm = new ClassNorm(step.dimension());
            double[] biasSums = new double[step.tiling().tile()];
            return t -> {
                tile.locate(t);
                sums.clear(tile.count);
                Arrays.fill(biasSums, 0);
                for (int b = 0; b < forward.blocks.length; b++) {
                    addBlock(tile, t, b, scratch, biasSums, sums);
                }
                for (int j = 0; j < tile.count; j++) {
                    if (weights != null) {
                        writeRow(tile.first + j, j, sums, norm, weights.data);
                    }
                    if (bias != null) {
                        bias.data[tile.first + j] = biasSums[j];
                        Powers.finish(bias.data, tile.first + j, 1, 1, exponent);
                    }
                }
            };
        });
    }

    private void addBlock(
            ClassTile tile, int t, int b, double[][] scratch, double[] biasSums, Panel sums) {
        SampleBlock block = forward.blocks[b];
        boolean kept = forward.kept[b][t] != null;
        double[][] a = kept ? forward.kept[b][t] : scratch;
        NearPairs near = kept ? forward.keptNear[b][t] : recompute(tile, t, b, a);
        double[] origin = forward.keptOrigin[b][t];
        if (origin != null) {
            double[] corrections = corrections(origin, forward.statistics[b].origin(), block);
            for (int j = 0; j < tile.count; j++) {
                Kernels.multiply(a[j], corrections, block.count);
            }
        }
        setTargets(tile, b, a);
        for (int j = 0; j < tile.count; j++) {
            biasSums[j] += Kernels.dot(a[j], 0, biasFactors[b], 0, block.count);
            Kernels.multiply(a[j], factors[b], block.count);
        }
        near.takeOut(a);
        for (int s = 0; s < sums.segments(); s++) {
            Kernels.multiplyAdd(sums.rows(s), tile.count, a, block.rows.rows(s), 0, block.count, sums.length(s));
        }
        addNear(tile, block, near, sums);
    }

    private NearPairs recompute(ClassTile tile, int t, int b, double[][] z) {
        SampleBlock block = forward.blocks[b];
        tile.load(t);
        tile.logits(block, z);
        NearPairs near = NearPairs.find(step, block, tile, z, forward.labels);
        double[] origin = forward.statistics[b].origin();
        double[] exponents = new double[block.count];
        for (int j = 0; j < tile.count; j++) {
            RangeStatistics.exponentials(z[j], origin, block, step.shift(), exponents);
        }
        return near;
    }

    private static void addNear(ClassTile tile, SampleBlock block, NearPairs near, Panel sums) {
        double[] tangent = new double[tile.row.length];
        for (int p = 0; p < near.count(); p++) {
            int i = near.sample(p);
            int j = near.tileClass(p);
            Tangent angle = tile.angle(block, i, j);
            block.rows.get(i, tile.row, 0);
            angle.atClass(tile.row, tangent);
            sums.addRow(j, near.entry(p) * angle.sin.toDouble(), tangent);
        }
    }

    private static double[] corrections(double[] from, double[] to, SampleBlock block) {
        double[] factors = new double[block.count];
        for (int i = 0; i < block.count; i++) {
            factors[i] = Math.exp((from[i] - to[i]) * block.units[i]);
        }
        return factors;
    }

    /** A of the targets: a linear head's is −S; a cosine head's target has its own tangent. */
    private void setTargets(ClassTile tile, int b, double[][] a) {
        SampleBlock block = forward.blocks[b];
        for (int i = 0; i < block.count; i++) {
            int j = forward.labels[block.first + i] - tile.first;
            if (j >= 0 && j < tile.count) {
                a[j][i] = step.cosine() ? 0 : -forward.statistics[b].sum[i];
            }
        }
    }

    private void writeRow(int label, int j, Panel sums, ClassNorm norm, double[] gradient) {
        int d = step.dimension();
        int offset = label * d;
        sums.get(j, gradient, offset);
        if (!step.cosine()) {
            Powers.finish(gradient, offset, d, 1, exponent);
            return;
        }
        norm.compute(step.weights().data, offset);
        if (norm.inverse == 0) {
            Arrays.fill(gradient, offset, offset + d, 0);
            return;
        }
        double along = Kernels.dot(norm.values, norm.offset, gradient, offset, d) * norm.inverse * norm.inverse;
        for (int k = 0; k < d; k++) {
            gradient[offset + k] = Math.fma(-along, norm.values[norm.offset + k], gradient[offset + k]);
        }
        addTargets(label, gradient, offset);
        Powers.finish(gradient, offset, d, norm.inverse, exponent - norm.exponent);
    }

    private void addTargets(int label, double[] gradient, int offset) {
        for (int b = 0; b < forward.blocks.length; b++) {
            SampleBlock block = forward.blocks[b];
            Targets targets = forward.targets[b];
            for (int i = 0; i < block.count; i++) {
                if (forward.labels[block.first + i] == label) {
                    double factor = factors[b][i] * forward.statistics[b].sum[i] * targets.slope[i];
                    Kernels.addScaled(gradient, offset, factor, targets.classTangent[i]);
                }
            }
        }
    }
}
