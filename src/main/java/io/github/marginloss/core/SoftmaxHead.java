package io.github.marginloss.core;

import org.ejml.data.DMatrixRMaj;

/**
 * The softmax cross-entropy of a head, from its description. Arguments are taken as checked.
 *
 * <p>Two passes over the classes, tile by tile: {@link Forward} gathers what every sample needs to know of all classes;
 * from that, ∂L/∂X follows sample by sample, and {@link ClassGradients} makes ∂L/∂W.
 *
 * <p>{@linkplain io.github.marginloss.core No API}.
 */
public final class SoftmaxHead implements Term {

    private final Forward forward;

    /**
     * What the first pass has to keep for the second.
     *
     * @param features whether ∂L/∂X will be wanted
     * @param classes whether ∂L/∂W or ∂L/∂b will
     * @param heads how many terms there are at a time that share the memory for what is kept
     * @param rows the matrix for ∂L/∂W, if nobody else writes it: what is kept may lie there. Null = none. Modified.
     */
    public record Demand(boolean features, boolean classes, int heads, DMatrixRMaj rows) {}

    SoftmaxHead(Step step, Demand demand) {
        forward = new Forward(step, demand);
    }

    /**
     * Runs the first pass.
     *
     * @param head what the logits are
     * @param features X, m×d. Not modified.
     * @param weights W, n×d. Not modified.
     * @param bias b, n×1, or null. Not modified.
     * @param labels y. Not modified.
     * @param demand what is to be kept
     * @return the term
     */
    public static SoftmaxHead of(
            Head head, DMatrixRMaj features, DMatrixRMaj weights, DMatrixRMaj bias, int[] labels, Demand demand) {
        Tiling tiling =
                Tiling.of(features.numRows, features.numCols, weights.numRows).shared(demand.heads());
        Step step = Step.of(head, features, weights, bias, labels, tiling);
        return new SoftmaxHead(step, demand);
    }

    @Override
    public Real loss(int i) {
        return forward.entropies[i].loss();
    }

    @Override
    public void write(Real[] coefficients, GradientRows features, GradientRows weights, GradientRows bias) {
        try (forward.step.parallel) {
            if (features != null) {
                writeFeatures(coefficients, features);
            }
            if (weights != null || bias != null) {
                ClassGradients.write(forward, coefficients, weights, bias);
            }
        }
    }

    private void writeFeatures(Real[] coefficients, GradientRows features) {
        Step step = forward.step;
        step.forEachSample(() -> {
            double[] sum = new double[step.dimension()];
            double[] scratch = new double[step.dimension()];
            return i -> {
                int b = step.blockOf(i);
                SampleBlock block = forward.blocks[b];
                RangeStatistics statistics = forward.statistics[b];
                statistics.weighted.get(i - block.first, sum, 0);
                Real factor = forward.factor(i, coefficients);
                block.writeGradient(i - block.first, statistics, factor, sum, scratch, features);
            };
        });
    }

    /**
     * Returns the margin-free logits.
     *
     * @param head what the logits are
     * @param features X, m×d. Not modified.
     * @param weights W, n×d. Not modified.
     * @param bias b, n×1, or null. Not modified.
     * @return m×n, a new matrix
     */
    public static DMatrixRMaj logits(Head head, DMatrixRMaj features, DMatrixRMaj weights, DMatrixRMaj bias) {
        int n = weights.numRows;
        Tiling tiling = Tiling.of(features.numRows, features.numCols, n);
        Step step = Step.of(head, features, weights, bias, null, tiling);
        DMatrixRMaj result = new DMatrixRMaj(features.numRows, n);
        try (step.parallel) {
            for (int b = 0; b < tiling.blocks(features.numRows); b++) {
                SampleBlock block = step.blocks(b, b + 1)[0];
                step.parallel.forEach(tiling.tiles(n), () -> {
                    ClassTile tile = step.tile();
                    double[][] z = new double[tiling.tile()][block.count];
                    return t -> {
                        tile.load(t);
                        tile.logits(block, z);
                        copy(block, tile, z, result);
                    };
                });
            }
        }
        return result;
    }

    private static void copy(SampleBlock block, ClassTile tile, double[][] z, DMatrixRMaj result) {
        for (int i = 0; i < block.count; i++) {
            for (int j = 0; j < tile.count; j++) {
                result.data[(block.first + i) * result.numCols + tile.first + j] =
                        block.unit[i] == 0 ? z[j][i] : Math.scalb(z[j][i], block.unit[i]);
            }
        }
    }
}
