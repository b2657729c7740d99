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
    private final LoadedBatch batch;
    private final Inputs inputs;
    private final Geometry geometry;
    private final RestoredExponentials exponentials;
    private final List<GradientScales> bands;
    /** For each block, the entries that replace the E of the target classes. */
    private final double[][] targets;

    private final SamplesByClass samples;
    private final ClassTile tile;
    private final Panel sums;
    /** Scratch memory for the products. */
    private final Panel products;

    private final double[] biasSums;
    private final double[] row;
    /** E of a block and this tile, then the gradient with respect to the logits. */
    private final double[][] e;

    private SecondPass(
            LoadedBatch batch,
            RestoredExponentials exponentials,
            List<GradientScales> bands,
            double[][] targets,
            SamplesByClass samples) {
        this.batch = batch;
        this.exponentials = exponentials;
        inputs = batch.inputs();
        kernels = inputs.kernels();
        geometry = batch.geometry();
        this.bands = bands;
        this.targets = targets;
        this.samples = samples;
        Tiling tiling = inputs.tiling();
        tile = new ClassTile(inputs);
        sums = kernels.panel(tiling.tile(), inputs.dimension());
        products = kernels.leftPanel(tiling.tile(), inputs.largestBlock());
        biasSums = new double[tiling.tile()];
        row = new double[inputs.dimension()];
        e = new double[tiling.tile()][inputs.largestBlock()];
    }

    /**
     * Prepares the pass, for each of its workers.
     *
     * @param batch the samples
     * @param factors the factors of the samples
     * @param kept the exponentials that the first pass has kept; null if each worker goes through whole ranges and
     *     recomputes everything
     */
    static Supplier<GradientRows.Writer> of(LoadedBatch batch, SampleFactors factors, KeptExponentials kept) {
        List<GradientScales> bands = GradientScales.bands(batch, factors);
        double[][] targets = batch.perBlock(
                Arrays.stream(factors.sums()).map(batch.geometry()::targetEntry).toArray());
        SamplesByClass samples =
                new SamplesByClass(batch.inputs().targets(), batch.inputs().classes());
        return () -> new SecondPass(batch, new RestoredExponentials(batch, factors, kept), bands, targets, samples);
    }

    /** Each band puts every row once. */
    @Override
    public int times() {
        return bands.size();
    }

    @Override
    public int biasTimes() {
        return inputs.bias() == null ? 0 : bands.size();
    }

    /** Writes the rows of a tile. */
    @Override
    public void add(int from, int to, GradientRows weights, GradientRows bias) {
        int t = from / inputs.tiling().tile();
        tile.locate(t);
        for (GradientScales scales : bands) {
            add(t, scales, weights, inputs.bias() == null ? null : bias);
        }
        // several bands are added up elsewhere before they are written
        exponentials.overwrite(t);
    }

    private void add(int t, GradientScales scales, GradientRows weights, GradientRows bias) {
        sums.clear(tile.count);
        Arrays.fill(biasSums, 0);
        for (int b = 0; b < batch.blocks().length; b++) {
            NearPairs near = exponentials.restore(t, b, tile, e, products);
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
        SampleBlock block = batch.blocks()[b];
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

    private void writeRow(int j, GradientScales scales, GradientRows weights) {
        int own = tile.first + j;
        sums.get(j, row);
        // this is done before adding the parts of the targets, which have no component along w_j
        geometry.projectClass(tile, j, row);
        for (int k = samples.begin(own); k < samples.end(own); k++) {
            int i = samples.sample(k);
            SampleBlock block = batch.block(i);
            geometry.addTarget(block, i - block.first, scales.target(i), row, tile.row);
        }
        geometry.writeClass(tile, j, row, scales.exponent, weights);
    }
}
