package io.github.marginloss.core;

import org.ejml.data.DMatrixRMaj;

/**
 * Evaluates a softmax head: loss, sample losses and gradients from its description. Arguments are taken as checked.
 *
 * <p>Two passes over the classes, tile by tile: {@link Forward} gathers what every sample needs to know of all classes;
 * {@link FeatureGradients} and {@link ClassGradients} follow from that.
 */
public final class SoftmaxHead {

    private SoftmaxHead() {}

    /**
     * Computes L = Σ a<sub>i</sub> l<sub>i</sub> and those outputs that are not null.
     *
     * @param head what the logits are
     * @param features X, m×d. Not modified.
     * @param weights W, n×d. Not modified.
     * @param bias b, n×1, or null. Not modified.
     * @param labels y. Not modified.
     * @param coefficients a. Not modified.
     * @param sampleLosses receives l. Modified.
     * @param featureGradient receives ∂L/∂X, reshaped. Modified.
     * @param weightGradient receives ∂L/∂W, reshaped. Modified.
     * @param biasGradient receives ∂L/∂b, reshaped. Modified.
     * @return L
     */
    public static double evaluate(
            Head head,
            DMatrixRMaj features,
            DMatrixRMaj weights,
            DMatrixRMaj bias,
            int[] labels,
            double[] coefficients,
            double[] sampleLosses,
            DMatrixRMaj featureGradient,
            DMatrixRMaj weightGradient,
            DMatrixRMaj biasGradient) {
        Tiling tiling = Tiling.of(features.numRows, features.numCols, weights.numRows);
        Step step = Step.of(head, features, weights, bias, tiling);
        return evaluate(
                step, labels, coefficients, sampleLosses, featureGradient, weightGradient, biasGradient);
    }

    static double evaluate(
            Step step,
            int[] labels,
            double[] coefficients,
            double[] sampleLosses,
            DMatrixRMaj featureGradient,
            DMatrixRMaj weightGradient,
            DMatrixRMaj biasGradient) {
        boolean classes = weightGradient != null || biasGradient != null;
        Forward forward = new Forward(step, labels, featureGradient != null, classes);
        if (featureGradient != null) {
            featureGradient.reshape(step.samples(), step.dimension());
            new FeatureGradients(forward, coefficients).write(featureGradient);
        }
        if (classes) {
            if (weightGradient != null) {
                weightGradient.reshape(step.classes(), step.dimension());
            }
            if (biasGradient != null) {
                biasGradient.reshape(step.classes(), 1);
            }
            ClassGradients.write(forward, coefficients, weightGradient, biasGradient);
        }
        Real total = Real.ZERO;
        for (int i = 0; i < coefficients.length; i++) {
            CrossEntropy entropy = forward.entropies[i];
            total = total.plus(entropy.loss().times(Real.of(coefficients[i])));
            if (sampleLosses != null) {
                sampleLosses[i] = entropy.loss().toDouble();
            }
        }
        return total.toDouble();
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
        int m = features.numRows;
        int n = weights.numRows;
        Tiling tiling = Tiling.of(m, features.numCols, n);
        Step step = Step.of(head, features, weights, bias, tiling);
        DMatrixRMaj result = new DMatrixRMaj(m, n);
        int tiles = tiling.tiles(n);
        Parallel.forEach(tiling.blocks(m), step.worthThreads(), () -> {
            ClassTile tile = new ClassTile(step);
            double[][] z = new double[tiling.tile()][tiling.block()];
            return b -> {
                int first = b * tiling.block();
                SampleBlock block = new SampleBlock(step, first, Math.min(tiling.block(), m - first));
                for (int t = 0; t < tiles; t++) {
                    tile.load(t);
                    tile.logits(block, z);
                    copy(block, tile, z, result);
                }
            };
        });
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
