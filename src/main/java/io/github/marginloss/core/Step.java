package io.github.marginloss.core;

import org.ejml.data.DMatrixRMaj;

/**
 * The inputs of one step and how it is cut. Nothing here is modified.
 *
 * @param head what the logits are
 * @param features X, m×d
 * @param weights W, n×d
 * @param bias b, n×1, or null
 * @param magnitude the binary exponent of the greatest entry of W·2^−classExponent, for a linear head; 0 for a cosine head
 * @param classExponent a linear head works on W·2^−classExponent: 0, unless W reaches the end of the range of double
 * @param biasExponent the binary exponent of the greatest bias
 * @param tiling how the step is cut
 */
record Step(
        Head head,
        DMatrixRMaj features,
        DMatrixRMaj weights,
        DMatrixRMaj bias,
        int magnitude,
        int classExponent,
        int biasExponent,
        Tiling tiling) {

    /** Sums of products up to 2^LIMIT, of any length, are finite. */
    static final int LIMIT = 960;

    /** Sums of up to 2^25 class weights of this exponent are finite. */
    private static final int UNSCALED = 998;

    /** The shared factor 2^shift of all exponentials, where nothing is near the end of the range. */
    private static final int SHIFT = 600;

    /** Multiplications of one product that make it worth to wake other threads. */
    private static final double WORTHWHILE = 2e6;

    static Step of(Head head, DMatrixRMaj features, DMatrixRMaj weights, DMatrixRMaj bias, Tiling tiling) {
        int magnitude = 0;
        if (head instanceof Head.Linear) {
            magnitude = Powers.exponent(Powers.maximum(weights.data, weights.numRows * weights.numCols));
        }
        int classExponent = Math.max(0, magnitude - UNSCALED);
        int biasExponent = bias == null ? 0 : Powers.exponent(Powers.maximum(bias.data, 0, bias.numRows));
        return new Step(
                head, features, weights, bias, magnitude - classExponent, classExponent, biasExponent, tiling);
    }

    boolean cosine() {
        return head instanceof Head.Cosine;
    }

    /** The binary exponent of the factor that all exponentials E share: E·w must not overflow. */
    int shift() {
        return Math.max(0, Math.min(SHIFT, LIMIT - magnitude));
    }

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
