package io.github.marginloss.core;

import org.ejml.data.DMatrixRMaj;

/**
 * The inputs of one step and how it is cut; and, by its two implementations, what a linear and a cosine head do each in
 * its own way. Nothing here is modified.
 */
abstract class Step {

    /** Sums of products up to 2^LIMIT, of any length, are finite. */
    static final int LIMIT = 960;

    /** The exponent of the factor that exponentials share: small ones stay normal numbers, and sums of E·ŵ are finite. */
    static final int SHIFT = 600;

    /** Multiplications of one product that make it worth to wake other threads. */
    private static final double WORTHWHILE = 2e6;

    /** X, m×d. */
    final DMatrixRMaj features;
    /** W, n×d. */
    final DMatrixRMaj weights;
    /** y, or null where nothing but margin-free logits is wanted. */
    final int[] labels;

    final Tiling tiling;

    Step(DMatrixRMaj features, DMatrixRMaj weights, int[] labels, Tiling tiling) {
        this.features = features;
        this.weights = weights;
        this.labels = labels;
        this.tiling = tiling;
    }

    static Step of(
            Head head, DMatrixRMaj features, DMatrixRMaj weights, DMatrixRMaj bias, int[] labels, Tiling tiling) {
        return head instanceof Head.Cosine cosine
                ? new CosineStep(cosine, features, weights, labels, tiling)
                : new LinearStep(features, weights, bias, labels, tiling);
    }

    /** The binary exponent of the factor that all exponentials E share: sums of E·w must not overflow. */
    abstract int shift();

    /** Loads a block of samples. */
    abstract SampleBlock block(int number);

    /** Room for a tile of classes. */
    abstract ClassTile tile();

    int samples() {
        return features.numRows;
    }

    /** The block that a sample is in. */
    int blockOf(int sample) {
        return sample / tiling.block();
    }

    int dimension() {
        return features.numCols;
    }

    int classes() {
        return weights.numRows;
    }

    boolean worthThreads() {
        return (double) samples() * dimension() * classes() > WORTHWHILE;
    }
}
