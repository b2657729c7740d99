package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.UnitRow;
import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.Panel;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.kernel.PowersOfTwo;
import io.github.marginloss.internal.kernel.RowSink;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.GradientRows;
import io.github.marginloss.internal.row.TargetRule;
import io.github.marginloss.internal.row.Term;
import java.util.function.Supplier;

/**
 * The softmax cross-entropy of a head, from its description. Arguments must have been checked.
 *
 * <p>It makes two passes over the classes, tile by tile. {@link FirstPass} gathers what every sample needs to know
 * about all classes; from that, ∂L/∂X follows sample by sample, and {@link SecondPass} computes ∂L/∂W.
 */
public final class SoftmaxTerm implements Term {

    private final FirstPass first;

    SoftmaxTerm(Inputs inputs, Geometry geometry, Demand demand, Parallel parallel) {
        first = new FirstPass(inputs, geometry, demand, parallel);
    }

    /**
     * Runs the first pass.
     *
     * @param head the description of the logits; not a distance
     * @param features X, m×d. Not modified.
     * @param weights W, n×d. Not modified.
     * @param bias b, n×1, or null. Not modified.
     * @param labels y. Not modified.
     * @param demand what the first pass must keep
     * @param parallel the threads
     * @return the term
     */
    public static SoftmaxTerm of(
            Head head,
            RowSource features,
            RowSource weights,
            RowSource bias,
            int[] labels,
            Demand demand,
            Parallel parallel) {
        Tiling tiling =
                Tiling.of(features.rows(), features.columns(), weights.rows()).shared(demand.heads());
        Inputs inputs = new Inputs(features, weights, bias, labels, KernelChoice.serving(), tiling);
        return new SoftmaxTerm(inputs, geometry(head, inputs), demand, parallel);
    }

    static Geometry geometry(Head head, Inputs inputs) {
        return head instanceof Head.Cosine cosine
                ? CosineGeometry.of(
                        cosine.scale(), TargetRule.of(cosine.margin(), inputs.features(), inputs.weights()), inputs)
                : LinearGeometry.of(inputs);
    }

    @Override
    public Real loss(int i) {
        return first.entropies[i].loss();
    }

    @Override
    public Supplier<GradientRows.Writer> features(Real[] coefficients) {
        return () -> {
            double[] sum = new double[first.inputs.dimension()];
            UnitRow scratch = new UnitRow(first.inputs.dimension());
            return (from, to, features, bias) -> {
                for (int i = from; i < to; i++) {
                    writeFeature(i, first.factor(i, coefficients), sum, scratch, features);
                }
            };
        };
    }

    private void writeFeature(int i, Real factor, double[] sum, UnitRow scratch, GradientRows features) {
        int b = first.inputs.blockOf(i);
        SampleBlock block = first.blocks[b];
        first.geometry.writeFeature(block, i - block.first, first.statistics[b], factor, sum, scratch, features);
    }

    /** The rows are to be written tile by tile. */
    @Override
    public Supplier<GradientRows.Writer> classes(Real[] coefficients) {
        return SecondPass.of(first, coefficients);
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
    public static void logits(Head head, RowSource features, RowSource weights, RowSource bias, RowSink target) {
        int n = weights.rows();
        Tiling tiling = Tiling.of(features.rows(), features.columns(), n);
        Inputs inputs = new Inputs(features, weights, bias, null, KernelChoice.serving(), tiling);
        Geometry geometry = geometry(head, inputs);
        try (Parallel parallel = Parallel.forProduct(multiplications(features, weights))) {
            for (int b = 0; b < inputs.blocks(); b++) {
                SampleBlock block = FirstPass.blocks(inputs, geometry, b, b + 1, parallel)[0];
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
