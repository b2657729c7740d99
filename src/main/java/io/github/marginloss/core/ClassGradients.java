package io.github.marginloss.core;

import java.util.Arrays;
import java.util.List;

/**
 * The second pass: ∂L/∂W and ∂L/∂b, tile by tile. With A<sub>ij</sub> = a<sub>i</sub> r<sub>i</sub> q<sub>i</sub>
 * E<sub>ij</sub>, the gradient by the logit (for a cosine head by the cosine):
 *
 * <pre>{@code
 * linear   ∂w_j = Σ_i A_ij x_i,  ∂b_j = Σ_i A_ij,           where A_iy = −a_i q_i S_i
 * cosine   ∂w_j = (P Σ_{i: y≠j} A_ij x̂_i + Σ_{i: y=j} a_i r_i q_i S_i ψ' u_i) / ‖w_j‖
 * }</pre>
 *
 * <p>where P takes off the part along w<sub>j</sub> and u is the unit tangent at ŵ<sub>j</sub> towards x̂<sub>i</sub>.
 * This object is one worker's, with its scratch memory; every tile is written by one worker.
 */
final class ClassGradients {

    private final Forward forward;
    private final Step step;
    private final List<ClassFactors> bands;
    /** What stands for E of the target classes, of each block. */
    private final double[][] targets;

    private final SamplesByClass samples;
    private final ClassTile tile;
    private final Panel sums;
    private final double[] biasSum;
    private final double[] biasSums;
    private final double[] row;
    /** E of a block and this tile, then the gradient by its logits. */
    private double[][] e;

    /** Where E is, unless it is changed in the arrays that it was kept in. */
    private final double[][] memory;

    private final double[] scratch;

    private ClassGradients(Forward forward, List<ClassFactors> bands, double[][] targets, SamplesByClass samples) {
        this.forward = forward;
        this.step = forward.step;
        this.bands = bands;
        this.targets = targets;
        this.samples = samples;
        int size = step.tiling.tile();
        tile = step.tile();
        sums = new Panel(size, step.dimension(), step.tiling.width());
        biasSum = new double[1];
        biasSums = new double[size];
        row = new double[step.dimension()];
        memory = new double[size][step.tiling.block()];
        scratch = new double[step.tiling.block()];
    }

    /** Writes the gradients that are not null. */
    static void write(Forward forward, Real[] coefficients, GradientRows weights, GradientRows bias) {
        Step step = forward.step;
        List<ClassFactors> bands = ClassFactors.bands(forward, coefficients);
        if (bands.size() != 1) {
            several(weights);
            several(bias);
        }
        double[][] targets = targets(forward);
        SamplesByClass samples = new SamplesByClass(step.labels, step.classes());
        step.parallel.forEach(step.tiling.tiles(step.classes()), () -> {
            ClassGradients worker = new ClassGradients(forward, bands, targets, samples);
            return t -> worker.write(t, weights, bias);
        });
    }

    private static double[][] targets(Forward forward) {
        double[][] targets = new double[forward.blocks.length][];
        for (int b = 0; b < targets.length; b++) {
            SampleBlock block = forward.blocks[b];
            targets[b] = Arrays.stream(forward.statistics[b].sum)
                    .map(block::targetEntry)
                    .toArray();
        }
        return targets;
    }

    private static void several(GradientRows gradient) {
        if (gradient != null) {
            gradient.several();
        }
    }

    private void write(int t, GradientRows weights, GradientRows bias) {
        for (ClassFactors factors : bands) {
            tile.locate(t);
            sums.clear(tile.count);
            Arrays.fill(biasSums, 0);
            for (int b = 0; b < forward.blocks.length; b++) {
                NearPairs near = restore(t, b, factors == bands.get(0));
                addBlock(b, factors, near, weights != null, bias != null);
            }
            for (int j = 0; j < tile.count; j++) {
                if (weights != null) {
                    writeRow(j, factors, weights);
                }
                if (bias != null) {
                    biasSum[0] = biasSums[j];
                    bias.put(tile.first + j, biasSum, new Real(DD.ONE, factors.biasExponent));
                }
            }
        }
    }

    private void addBlock(int b, ClassFactors factors, NearPairs near, boolean weights, boolean bias) {
        SampleBlock block = forward.blocks[b];
        block.setTargets(tile, e, targets[b]);
        for (int j = 0; j < tile.count; j++) {
            if (bias) {
                biasSums[j] += factors.bias(b, e[j]);
            }
            factors.apply(b, e[j]);
        }
        if (weights) {
            near.takeOut(e);
            for (int s = 0; s < sums.segments(); s++) {
                Kernels.multiplyAdd(sums.rows(s), tile.count, e, block.rows.rows(s), 0, block.count, sums.length(s));
            }
            near.addToClasses(tile, sums);
        }
    }

    /**
     * Makes e hold the E of a tile, referred to the final maximum.
     *
     * @param first whether no row of this tile has been written yet
     * @return its near pairs
     */
    private NearPairs restore(int t, int b, boolean first) {
        SampleBlock block = forward.blocks[b];
        KeptTile kept = forward.kept[b][t];
        e = memory;
        double[] origin = forward.statistics[b].origin();
        if (kept == null || kept.e == null && !first) {
            return recompute(t, block, origin);
        }
        if (kept.e != null && bands.size() == 1) {
            e = kept.e;
        } else {
            kept.copy(e, tile, block);
        }
        if (!Arrays.equals(kept.origin, origin)) {
            for (int i = 0; i < block.count; i++) {
                scratch[i] = Math.exp((kept.origin[i] - origin[i]) * block.units[i]);
            }
            for (int j = 0; j < tile.count; j++) {
                Kernels.multiply(e[j], scratch, block.count);
            }
        }
        return kept.near;
    }

    private NearPairs recompute(int t, SampleBlock block, double[] origin) {
        tile.load(t);
        tile.logits(block, e);
        NearPairs near = block.near(tile, e);
        for (int j = 0; j < tile.count; j++) {
            RangeStatistics.exponentials(e[j], origin, block, step.shift(), scratch);
        }
        return near;
    }

    private void writeRow(int j, ClassFactors factors, GradientRows weights) {
        int label = tile.first + j;
        sums.get(j, row, 0);
        tile.project(j, row);
        for (int k = samples.begin(label); k < samples.end(label); k++) {
            int i = samples.sample(k);
            SampleBlock block = forward.blocks[step.blockOf(i)];
            block.addTarget(i - block.first, factors.target(i), row, tile.row);
        }
        weights.put(label, row, tile.factor, factors.exponent + tile.exponent);
    }
}
