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

    private final int exponent;

    ClassGradients(Forward forward, double[] coefficients) {
        this.forward = forward;
        this.step = forward.step;
        int m = step.samples();
        Wide[] wide = new Wide[m];
        Wide[] plain = new Wide[m];
        int greatest = Integer.MIN_VALUE;
        for (int i = 0; i < m; i++) {
            SampleBlock block = forward.blocks[i / step.tiling().block()];
            plain[i] = Wide.of(coefficients[i]).times(forward.entropies[i].factor());
            wide[i] = plain[i].times(outer(block, i - block.first));
            if (!wide[i].isZero()) {
                greatest = Math.max(greatest, Math.max(wide[i].exponent(), plain[i].exponent()));
            }
        }
        exponent = greatest == Integer.MIN_VALUE ? 0 : greatest;
        factors = perBlock(wide);
        biasFactors = perBlock(plain);
    }

    /** What multiplies x̂_i, or the scaled x_i. */
    private Wide outer(SampleBlock block, int i) {
        return step.head() instanceof Head.Cosine cosine
                ? block.scale(cosine.scale(), i)
                : new Wide(1, block.exponent[i]);
    }

    private double[][] perBlock(Wide[] values) {
        double[][] result = new double[forward.blocks.length][];
        for (int b = 0; b < result.length; b++) {
            SampleBlock block = forward.blocks[b];
            result[b] = new double[block.count];
            for (int i = 0; i < block.count; i++) {
                result[b][i] = values[block.first + i].toDouble(-exponent);
            }
        }
        return result;
    }

    /** Writes the gradients that are not null. */
    void write(DMatrixRMaj weights, DMatrixRMaj bias) {
        int tiles = step.tiling().tiles(step.classes());
        Parallel.forEach(tiles, step.worthThreads(), () -> {
            ClassTile tile = new ClassTile(step, forward.norms);
            Panel sums = new Panel(
                    Math.min(step.tiling().tile(), step.classes()),
                    step.dimension(),
                    step.tiling().width());
            double[][] scratch = new double[step.tiling().tile()][step.tiling().block()];
            double[] row = new double[step.dimension()];
            double[] biasSums = new double[step.tiling().tile()];
            return t -> {
                tile.locate(t);
                sums.clear(tile.count);
                Arrays.fill(biasSums, 0);
                for (int b = 0; b < forward.blocks.length; b++) {
                    double[][] a = logitGradients(tile, t, b, scratch, biasSums);
                    multiply(a, tile, b, sums);
                }
                for (int j = 0; j < tile.count; j++) {
                    if (weights != null) {
                        writeRow(tile, j, sums, row, weights.data);
                    }
                    if (bias != null) {
                        bias.data[tile.first + j] = biasSums[j];
                        Powers.finish(bias.data, tile.first + j, 1, 1, exponent);
                    }
                }
            };
        });
    }

    private void multiply(double[][] a, ClassTile tile, int b, Panel sums) {
        SampleBlock block = forward.blocks[b];
        for (int s = 0; s < sums.segments(); s++) {
            Kernels.multiplyAdd(sums.rows(s), tile.count, a, block.rows.rows(s), 0, block.count, sums.length(s));
        }
    }

    /** A of a tile and a block, from the logits that were kept, or from new ones. */
    private double[][] logitGradients(ClassTile tile, int t, int b, double[][] scratch, double[] biasSums) {
        SampleBlock block = forward.blocks[b];
        double[] origin = forward.statistics[b].origin();
        double[][] z = forward.kept[b][t];
        double[] correction = null;
        if (z == null) {
            z = scratch;
            tile.load(t);
            tile.logits(block, z);
            double[] exponents = new double[block.count];
            for (int j = 0; j < tile.count; j++) {
                RangeStatistics.exponentials(z[j], origin, block, exponents);
            }
        } else if (forward.keptOrigin[b][t] != null) {
            correction = corrections(forward.keptOrigin[b][t], origin, block);
        }
        forward.setTargets(block, tile, z, 0);
        for (int j = 0; j < tile.count; j++) {
            if (correction != null) {
                Kernels.multiply(z[j], correction, block.count);
            }
        }
        if (!step.cosine()) {
            setLinearTargets(tile, b, z);
        }
        for (int j = 0; j < tile.count; j++) {
            biasSums[j] += Kernels.dot(z[j], 0, biasFactors[b], 0, block.count);
            Kernels.multiply(z[j], factors[b], block.count);
        }
        return z;
    }

    private static double[] corrections(double[] from, double[] to, SampleBlock block) {
        double[] factors = new double[block.count];
        for (int i = 0; i < block.count; i++) {
            factors[i] = Math.exp((from[i] - to[i]) * block.units[i]);
        }
        return factors;
    }

    private void setLinearTargets(ClassTile tile, int b, double[][] z) {
        SampleBlock block = forward.blocks[b];
        for (int i = 0; i < block.count; i++) {
            int j = forward.labels[block.first + i] - tile.first;
            if (j >= 0 && j < tile.count) {
                z[j][i] = -forward.statistics[b].sum[i];
            }
        }
    }

    private void writeRow(ClassTile tile, int j, Panel sums, double[] row, double[] gradient) {
        int d = row.length;
        int label = tile.first + j;
        int offset = label * d;
        sums.get(j, gradient, offset);
        if (!step.cosine()) {
            Powers.finish(gradient, offset, d, 1, exponent);
            return;
        }
        double inverse = forward.norms.inverse[label];
        if (inverse == 0) {
            Arrays.fill(gradient, offset, offset + d, 0);
            return;
        }
        Powers.scale(step.weights().data, offset, row, 0, d, -forward.norms.exponent[label]);
        double along = Kernels.dot(row, 0, gradient, offset, d) * inverse * inverse;
        for (int k = 0; k < d; k++) {
            gradient[offset + k] = Math.fma(-along, row[k], gradient[offset + k]);
        }
        addTargets(label, row, gradient, offset);
        Powers.finish(gradient, offset, d, inverse, exponent - forward.norms.exponent[label]);
    }

    private void addTargets(int label, double[] row, double[] gradient, int offset) {
        for (int b = 0; b < forward.blocks.length; b++) {
            SampleBlock block = forward.blocks[b];
            Targets targets = forward.targets[b];
            for (int i = 0; i < block.count; i++) {
                if (forward.labels[block.first + i] == label) {
                    block.rows.get(i, row, 0);
                    double factor = factors[b][i] * forward.statistics[b].sum[i] * targets.slope[i];
                    targets.addClassTangent(i, factor, row, gradient, offset);
                }
            }
        }
    }
}
