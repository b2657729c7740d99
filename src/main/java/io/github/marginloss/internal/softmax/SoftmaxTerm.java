package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.Panel;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.kernel.PowersOfTwo;
import io.github.marginloss.internal.kernel.RowSink;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.GradientRows;
import io.github.marginloss.internal.row.Samples;
import io.github.marginloss.internal.row.Term;
import java.util.function.Supplier;

/**
 * The softmax cross-entropy of a head. Arguments must have been checked.
 *
 * <p>It makes two passes over the classes, tile by tile. {@link FirstPass} gathers the statistics of every sample over
 * all classes. Then ∂L/∂X is computed sample by sample, and {@link SecondPass} computes ∂L/∂W.
 */
public final class SoftmaxTerm implements Term {

    private final LoadedBatch batch;
    private final KeptExponentials kept;
    private final SampleResults results;

    SoftmaxTerm(Inputs inputs, Geometry geometry, double epsilon, Demand demand, Parallel parallel) {
        batch = LoadedBatch.of(inputs, geometry, parallel);
        kept = demand.classes() ? KeptExponentials.of(inputs, demand.rows()) : KeptExponentials.none(inputs);
        FirstPass first = FirstPass.of(batch, epsilon, kept, demand.features(), parallel);
        results = new SampleResults(batch, first, epsilon, parallel);
    }

    /**
     * Runs the first pass.
     *
     * @param head the description of the logits
     * @param features X, m×d. Not modified.
     * @param weights W, n×d. Not modified.
     * @param bias b, n×1, or null. Not modified.
     * @param samples the samples that take part. The evaluation is divided as if all samples took part, so that the
     *     results have the same bits.
     * @param demand what the first pass must keep
     * @param parallel the threads
     * @return the term
     */
    public static SoftmaxTerm of(
            Head.Softmax head,
            RowSource features,
            RowSource weights,
            RowSource bias,
            Samples samples,
            Demand demand,
            Parallel parallel) {
        Tiling tiling =
                Tiling.of(features.rows(), features.columns(), weights.rows()).shared(demand.heads());
        Shard all = Shard.all(weights, bias);
        Inputs inputs = new Inputs(samples.rows(features), all, samples.labels(), KernelChoice.serving(), tiling);
        Geometry geometry = LoadedBatch.geometry(head, features, samples, inputs, null, true, parallel);
        return new SoftmaxTerm(inputs, geometry, head.smoothing(), demand, parallel);
    }

    @Override
    public Real loss(int i) {
        return results.loss(i);
    }

    @Override
    public Supplier<GradientRows.Writer> features(Real[] coefficients) {
        return results.features(coefficients);
    }

    /** {@inheritDoc} The rows must be written tile by tile. */
    @Override
    public Supplier<GradientRows.Writer> classes(Real[] coefficients) {
        return SecondPass.of(batch, results.factors(coefficients), kept);
    }

    /**
     * Returns the number of classes in a tile.
     *
     * @param features X, m×d. Not modified.
     * @param weights W, n×d. Not modified.
     * @return how many rows of ∂L/∂W are written together
     */
    public static int tile(RowSource features, RowSource weights) {
        return Tiling.of(features.rows(), features.columns(), weights.rows()).tile();
    }

    /**
     * Writes the margin-free logits.
     *
     * @param head the description of the logits
     * @param features X, m×d. Not modified.
     * @param weights W, n×d. Not modified.
     * @param bias b, n×1, or null. Not modified.
     * @param target receives the logits; already m×n. Modified.
     */
    public static void logits(
            Head.Softmax head, RowSource features, RowSource weights, RowSource bias, RowSink target) {
        int n = weights.rows();
        Tiling tiling = Tiling.of(features.rows(), features.columns(), n);
        Inputs inputs = new Inputs(features, Shard.all(weights, bias), null, KernelChoice.serving(), tiling);
        try (Parallel parallel = Parallel.forProduct(multiplications(features, weights))) {
            Samples all = Samples.all(features.rows(), null);
            Geometry geometry = LoadedBatch.geometry(head, features, all, inputs, null, true, parallel);
            for (int b = 0; b < inputs.blocks(); b++) {
                SampleBlock block = LoadedBatch.blocks(inputs, geometry, b, b + 1, parallel)[0];
                parallel.forEach(inputs.tiles(), () -> {
                    ClassTile tile = new ClassTile(inputs);
                    double[][] z = new double[tiling.tile()][block.count];
                    double[] row = new double[tiling.tile()];
                    Panel scratch = inputs.kernels().leftPanel(tiling.tile(), block.count);
                    return t -> {
                        geometry.load(tile, t);
                        geometry.logits(block, tile, z, scratch);
                        write(block, tile, z, row, target);
                    };
                });
            }
        }
    }

    /**
     * Returns the number of multiplications in a product of all features and class weights.
     *
     * @param features X, m×d. Not modified.
     * @param weights W, n×d. Not modified.
     * @return m·d·n
     */
    public static double multiplications(RowSource features, RowSource weights) {
        return (double) features.rows() * features.columns() * weights.rows();
    }

    private static void write(SampleBlock block, ClassTile tile, double[][] z, double[] row, RowSink target) {
        for (int i = 0; i < block.count; i++) {
            for (int j = 0; j < tile.count; j++) {
                row[j] = block.unit[i] == 0 ? z[j][i] : PowersOfTwo.scale(z[j][i], block.unit[i]);
            }
            target.set(block.first + i, tile.first, tile.count, row);
        }
    }
}
