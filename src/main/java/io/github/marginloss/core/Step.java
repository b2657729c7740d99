package io.github.marginloss.core;

import org.ejml.data.DMatrixRMaj;

/**
 * The inputs of one step and how it is cut. Nothing here is modified.
 *
 * @param head what the logits are
 * @param features X, m×d
 * @param weights W, n×d
 * @param bias b, n×1, or null
 * @param classExponent the linear head works on W·2^−classExponent: 0, unless W is near the end of the range of double
 * @param tiling how the step is cut
 */
record Step(
        Head head, DMatrixRMaj features, DMatrixRMaj weights, DMatrixRMaj bias, int classExponent, Tiling tiling) {

    /** Exponents up to this one need no scaling: a product of two such numbers is far from overflow. */
    static final int ORDINARY = 300;

    /** Multiplications of one product that make it worth to wake other threads. */
    private static final double WORTHWHILE = 2e6;

    static Step of(Head head, DMatrixRMaj features, DMatrixRMaj weights, DMatrixRMaj bias, Tiling tiling) {
        int exponent = 0;
        if (head instanceof Head.Linear) {
            double maximum = Powers.maximum(weights.data, 0, weights.numRows * weights.numCols);
            exponent = Math.max(0, Powers.exponent(maximum) - ORDINARY);
        }
        return new Step(head, features, weights, bias, exponent, tiling);
    }

    boolean cosine() {
        return head instanceof Head.Cosine;
    }

    int samples() {
        return features.numRows;
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
