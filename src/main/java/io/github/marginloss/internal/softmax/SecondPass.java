package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.Kernels;
import io.github.marginloss.internal.kernel.Panel;
import io.github.marginloss.internal.row.GradientRows;
import io.github.marginloss.internal.row.SamplesByClass;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * The second pass: ∂L/∂W and ∂L/∂b, tile by tile. With A<sub>ij</sub> = a<sub>i</sub> r<sub>i</sub> q<sub>i</sub>
 * E<sub>ij</sub>, the gradient with respect to the logit (for a cosine head, the cosine):
 *
 * <pre>{@code
 * linear   ∂w_j = Σ_i A_ij x_i,  ∂b_j = Σ_i A_ij,           where A_iy = −a_i q_i S_i
 * cosine   ∂w_j = (P Σ_{i: y≠j} A_ij x̂_i + Σ_{i: y=j} a_i r_i q_i S_i ψ' u_i) / ‖w_j‖
 * }</pre>
 *
 * <p>where P removes the component along w<sub>j</sub> and u is the unit tangent at ŵ<sub>j</sub> towards
 * x̂<sub>i</sub>. Not thread-safe; one instance per worker, and every tile is written by one worker.
 */
final class SecondPass implements GradientRows.Writer {

    private final Kernels kernels;
    private final FirstPass first;
    private final Inputs inputs;
    private final Geometry geometry;
    private final List<GradientScales> bands;
    /** For each block, the entries that replace E of the target classes. */
    private final double[][] targets;
    /** For each block, the M over all classes. */
    private final double[][] origins;

    private final SamplesByClass samples;
    private final ClassTile tile;
    private final Panel sums;
    /** Scratch memory for the products. */
    private final Panel products;

    private final double[] biasSums;
    private final double[] row;
    /** E of a block and this tile, then the gradient with respect to the logits. */
    private final double[][] e;

    private final double[] scratch;

    private SecondPass(
            FirstPass first,
            List<GradientScales> bands,
            double[][] targets,
            double[][] origins,
            SamplesByClass samples) {
        this.first = first;
        inputs = first.inputs;
        kernels = inputs.kernels();
        geometry = first.geometry;
        this.bands = bands;
        this.targets = targets;
        this.origins = origins;
        this.samples = samples;
        Tiling tiling = inputs.tiling();
        tile = new ClassTile(inputs);
        sums = kernels.panel(tiling.tile(), inputs.dimension());
        products = kernels.leftPanel(tiling.tile(), inputs.largestBlock());
        biasSums = new double[tiling.tile()];
        row = new double[inputs.dimension()];
        e = new double[tiling.tile()][inputs.largestBlock()];
        scratch = new double[inputs.largestBlock()];
    }

    /** Prepares the pass, for each of its workers. */
    static Supplier<GradientRows.Writer> of(FirstPass first, Real[] coefficients) {
        List<GradientScales> bands = GradientScales.bands(first, coefficients);
        double[][] targets = targets(first);
        double[][] origins =
                Arrays.stream(first.statistics).map(OffTargetStatistics::origin).toArray(double[][]::new);
        SamplesByClass samples = new SamplesByClass(first.inputs.labels(), first.inputs.classes());
        return () -> new SecondPass(first, bands, targets, origins, samples);
    }

    private static double[][] targets(FirstPass first) {
        double[][] targets = new double[first.blocks.length][];
        for (int b = 0; b < targets.length; b++) {
            targets[b] = Arrays.stream(first.statistics[b].sum)
                    .map(first.geometry::targetEntry)
                    .toArray();
        }
        return targets;
    }

    /** Each row is put once for each band. */
    @Override
    public int times() {
        return bands.size();
    }

    @Override
    public int biasTimes() {
        return inputs.bias() == null ? 0 : bands.size();
    }

    /** The rows are those of a tile. */
    @Override
    public void add(int from, int to, GradientRows weights, GradientRows bias) {
        int t = from / inputs.tiling().tile();
        tile.locate(t);
        for (GradientScales scales : bands) {
            add(t, scales, weights, inputs.bias() == null ? null : bias);
        }
        // several bands are added up elsewhere before they are written
        first.kept.overwrite(t);
    }

    private void add(int t, GradientScales scales, GradientRows weights, GradientRows bias) {
        sums.clear(tile.count);
        Arrays.fill(biasSums, 0);
        for (int b = 0; b < first.blocks.length; b++) {
            NearPairs near = restore(t, b);
            addBlock(b, scales, near, weights != null, bias != null);
        }
        for (int j = 0; j < tile.count; j++) {
            if (weights != null) {
                writeRow(j, scales, weights);
            }
            if (bias != null) {
                bias.put(tile.first + j, biasSums, j, new Real(DD.ONE, scales.biasExponent));
            }
        }
    }

    private void addBlock(int b, GradientScales scales, NearPairs near, boolean weights, boolean bias) {
        SampleBlock block = first.blocks[b];
        block.setTargets(tile, e, targets[b]);
        for (int j = 0; j < tile.count; j++) {
            if (bias) {
                biasSums[j] += scales.bias(b, e[j]);
            }
            scales.apply(b, e[j]);
        }
        if (weights) {
            double[] apart = near.takeOut(e);
            kernels.multiplyAdd(sums, tile.count, e, block.count, block.rows, products);
            geometry.addNearToClasses(near, apart, block, tile, sums);
        }
    }

    /** Restores the E of a tile, relative to the final maximum, and returns its near pairs. */
    private NearPairs restore(int t, int b) {
        SampleBlock block = first.blocks[b];
        KeptExponentials kept = first.kept;
        double[] before = kept.origin(b, t);
        NearPairs near = kept.keeps(b, t) ? copy(t, b) : recompute(t, block, before);
        double[] origin = origins[b];
        if (!Arrays.equals(before, origin)) {
            for (int i = 0; i < block.count; i++) {
                scratch[i] = Math.exp((before[i] - origin[i]) * block.units[i]);
            }
            for (int j = 0; j < tile.count; j++) {
                kernels.multiply(e[j], scratch, block.count);
            }
        }
        for (int j = 0; first.smoothing != null && j < tile.count; j++) {
            first.smoothing.apply(b, e[j], block.count);
        }
        return near;
    }

    private NearPairs copy(int t, int b) {
        first.kept.copy(b, t, tile, first.blocks[b], e);
        return first.kept.near(b, t);
    }

    /** Computes E as the first pass did, bit for bit. */
    private NearPairs recompute(int t, SampleBlock block, double[] origin) {
        geometry.load(tile, t);
        geometry.logits(block, tile, e, products);
        NearPairs near = geometry.near(block, tile, e);
        for (int j = 0; j < tile.count; j++) {
            OffTargetStatistics.exponentials(e[j], origin, block.units, geometry.shift(), scratch);
        }
        return near;
    }

    private void writeRow(int j, GradientScales scales, GradientRows weights) {
        int label = tile.first + j;
        sums.get(j, row);
        // remove the component along w_j first; the parts of the targets, added next, have none
        geometry.projectClass(tile, j, row);
        for (int k = samples.begin(label); k < samples.end(label); k++) {
            int i = samples.sample(k);
            SampleBlock block = first.blocks[inputs.blockOf(i)];
            geometry.addTarget(block, i - block.first, scales.target(i), row, tile.row);
        }
        geometry.writeClass(tile, j, row, scales.exponent, weights);
    }
}
