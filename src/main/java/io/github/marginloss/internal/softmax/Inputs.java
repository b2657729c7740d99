package io.github.marginloss.internal.softmax;

import io.github.marginloss.internal.kernel.Kernels;
import io.github.marginloss.internal.kernel.RowSource;

/**
 * The inputs of a softmax term, and how they are divided. Nothing here is modified.
 *
 * @param features X, m×d
 * @param weights W, n×d
 * @param bias b, n×1, or null
 * @param labels y, or null if only margin-free logits are wanted
 * @param kernels the kernels of this evaluation, whose layout all its panels have
 * @param tiling how samples and classes are divided
 */
record Inputs(RowSource features, RowSource weights, RowSource bias, int[] labels, Kernels kernels, Tiling tiling) {

    int samples() {
        return features.rows();
    }

    int dimension() {
        return features.columns();
    }

    int classes() {
        return weights.rows();
    }

    /** {@return the number of blocks of samples} */
    int blocks() {
        return tiling.blocks(samples());
    }

    /** {@return the number of tiles of classes} */
    int tiles() {
        return tiling.tiles(classes());
    }

    /** {@return the size of the largest block} */
    int largestBlock() {
        return Math.max(1, Math.min(tiling.block(), samples()));
    }

    /** {@return the number of the block that contains a sample} */
    int blockOf(int sample) {
        return sample / tiling.block();
    }
}
