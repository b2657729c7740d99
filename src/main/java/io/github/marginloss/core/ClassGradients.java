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
 * <p>where P takes off the part along w<sub>j</sub> and u is the unit tangent at ŵ<sub>j</sub> towards x̂<sub>i</sub>. This object is one worker's,
 * with its scratch memory; every tile is written by one worker.
 */
final class ClassGradients {

    private final Forward forward;
    private final Step step;
    private final ClassFactors factors;
    private final SamplesByClass samples;
    private final ClassTile tile;
    private final ClassNorm norm;
    private final Panel sums;
    private final double[] biasSums;
    private final double[][] scratch;

    private ClassGradients(Forward forward, ClassFactors factors, SamplesByClass samples) {
        this.forward = forward;
        this.step = forward.step;
        this.factors = factors;
        this.samples = samples;
        int size = step.tiling().tile();
        tile = new ClassTile(step);
        norm = new ClassNorm(step.dimension());
        sums = new Panel(size, step.dimension(), step.tiling().width());
        biasSums = new double[size];
        scratch = new double[size][step.tiling().block()];
    }

    /** Writes the gradients that are not null. */
    static void write(Forward forward, double[] coefficients, DMatrixRMaj weights, DMatrixRMaj bias) {
        Step step = forward.step;
        ClassFactors factors = new ClassFactors(forward, coefficients);
        SamplesByClass samples = new SamplesByClass(forward.labels, step.classes());
        Parallel.forEach(step.tiling().tiles(step.classes()), step.worthThreads(), () -> {
            ClassGradients worker = new ClassGradients(forward, factors, samples);
            return t -> worker.write(t, weights, bias);
        });
    }

    private void write(int t, DMatrixRMaj weights, DMatrixRMaj bias) {
        tile.locate(t);
        sums.clear(tile.count);
        Arrays.fill(biasSums, 0);
        for (int b = 0; b < forward.blocks.length; b++) {
            addBlock(t, b);
        }
        for (int j = 0; j < tile.count; j++) {
            int label = tile.first + j;
            if (weights != null) {
                writeRow(label, j, weights.data, label * step.dimension());
            }
            if (bias != null) {
                bias.data[label] = biasSums[j];
                Powers.finish(bias.data, label, 1, 1, factors.biasExponent);
            }
        }
    }

    private void addBlock(int t, int b) {
        SampleBlock block = forward.blocks[b];
        boolean kept = forward.kept[b][t] != null;
        double[][] a = kept ? forward.kept[b][t] : scratch;
        NearPairs near = kept ? forward.keptNear[b][t] : recompute(t, b);
        if (forward.keptOrigin[b][t] != null) {
            correct(a, forward.keptOrigin[b][t], b);
        }
        setTargets(b, a);
        for (int j = 0; j < tile.count; j++) {
            biasSums[j] += factors.apply(b, a[j]);
        }
        near.takeOut(a);
        for (int s = 0; s < sums.segments(); s++) {
            Kernels.multiplyAdd(sums.rows(s), tile.count, a, block.rows.rows(s), 0, block.count, sums.length(s));
        }
        addNear(block, near);
    }

    /** E of a tile that was not kept, in the scratch memory. */
    private NearPairs recompute(int t, int b) {
        SampleBlock block = forward.blocks[b];
        tile.load(t);
        tile.logits(block, scratch);
        NearPairs near = NearPairs.find(step, block, tile, scratch, forward.labels);
        double[] origin = forward.statistics[b].origin();
        double[] exponents = new double[block.count];
        for (int j = 0; j < tile.count; j++) {
            RangeStatistics.exponentials(scratch[j], origin, block, step.shift(), exponents);
        }
        return near;
    }

    /** Refers what was kept to the final maximum. */
    private void correct(double[][] a, double[] keptOrigin, int b) {
        SampleBlock block = forward.blocks[b];
        double[] corrections = new double[block.count];
        for (int i = 0; i < block.count; i++) {
            corrections[i] = Math.exp((keptOrigin[i] - forward.statistics[b].origin(i)) * block.units[i]);
        }
        for (int j = 0; j < tile.count; j++) {
            Kernels.multiply(a[j], corrections, block.count);
        }
    }

    /** E of the targets: a linear head's is −S; a cosine head's target has its own tangent. */
    private void setTargets(int b, double[][] a) {
        SampleBlock block = forward.blocks[b];
        for (int i = 0; i < block.count; i++) {
            int j = forward.labels[block.first + i] - tile.first;
            if (j >= 0 && j < tile.count) {
                a[j][i] = step.cosine() ? 0 : -forward.statistics[b].sum[i];
            }
        }
    }

    private void addNear(SampleBlock block, NearPairs near) {
        double[] tangent = new double[tile.row.length];
        for (int p = 0; p < near.count(); p++) {
            Tangent angle = tile.angle(block, near.sample(p), near.tileClass(p));
            block.rows.get(near.sample(p), tile.row, 0);
            angle.atClass(tile.row, tangent);
            sums.addRow(near.tileClass(p), near.entry(p) * angle.sin.toDouble(), tangent);
        }
    }

    private void writeRow(int label, int j, double[] gradient, int offset) {
        int d = step.dimension();
        sums.get(j, gradient, offset);
        if (!step.cosine()) {
            Powers.finish(gradient, offset, d, 1, factors.exponent);
            return;
        }
        norm.compute(step.weights().data, offset);
        if (norm.inverse == 0) {
            Arrays.fill(gradient, offset, offset + d, 0);
            return;
        }
        double along = Kernels.dot(norm.values, norm.offset, gradient, offset, d) * norm.inverse * norm.inverse;
        Kernels.addScaled(gradient, offset, -along, norm.values, norm.offset, d);
        for (int k = samples.begin(label); k < samples.end(label); k++) {
            int i = samples.sample(k);
            SampleBlock block = forward.blocks[step.blockOf(i)];
            double[] tangent = forward.targets[step.blockOf(i)].classTangent[i - block.first];
            Kernels.addScaled(gradient, offset, factors.target(i), tangent, 0, d);
        }
        Powers.finish(gradient, offset, d, norm.inverse, factors.exponent - norm.exponent);
    }
}
