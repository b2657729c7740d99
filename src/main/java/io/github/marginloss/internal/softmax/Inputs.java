package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.Kernels;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.Tangent;

/**
 * The inputs of a pass, and how they are divided. Nothing here is modified.
 *
 * @param features X, m×d
 * @param shard the classes at hand
 * @param targets the row of each sample's target class, negative if it is not at hand; null if only margin-free logits
 *     are wanted
 * @param kernels the kernels of this evaluation, whose layout all its panels have
 * @param tiling how samples and classes are divided
 */
record Inputs(RowSource features, Shard shard, int[] targets, Kernels kernels, Tiling tiling) {

    /** {@return the class weights at hand} */
    RowSource weights() {
        return shard.weights();
    }

    /** {@return their biases, or null} */
    RowSource bias() {
        return shard.bias();
    }

    int samples() {
        return features.rows();
    }

    int dimension() {
        return features.columns();
    }

    /** {@return the number of classes at hand} */
    int classes() {
        return weights().rows();
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

    /**
     * Returns the logit of an inner product whose products may have any size.
     *
     * @param row the row of a class
     * @param scratch scratch memory. Modified.
     * @return x·w + b, to about 106 bits
     */
    Real logit(int sample, int row, Tangent scratch) {
        Real product = scratch.dot(features, sample, weights(), row);
        return bias() == null ? product : product.plus(Real.of(bias().at(row)));
    }

    /** {@return the same inputs for a pass that only scans, whose bits do not depend on the size of blocks} */
    Inputs forScan() {
        return new Inputs(features, shard, targets, kernels, tiling.forScan(samples()));
    }
}
