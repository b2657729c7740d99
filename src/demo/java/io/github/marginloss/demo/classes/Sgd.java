package io.github.marginloss.demo.classes;

import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;

/**
 * Stochastic gradient descent, v ← μ v + g + λ w and w ← w − η v, in place and row by row.
 *
 * @param rate η
 * @param momentum μ
 * @param decay λ
 */
record Sgd(float rate, float momentum, float decay) {

    private static final int BLOCK = 1 << 16;

    /**
     * Moves rows.
     *
     * @param weights w. Modified.
     * @param velocity v, of the same shape. Modified.
     * @param gradient g, of the same shape. Not modified.
     */
    void step(FMatrixRMaj weights, FMatrixRMaj velocity, FMatrixRMaj gradient) {
        int size = weights.getNumElements();
        IntStream.range(0, (size + BLOCK - 1) / BLOCK).parallel().forEach(block -> {
            int from = block * BLOCK;
            step(weights.data, velocity.data, gradient.data, from, Math.min(BLOCK, size - from));
        });
    }

    private void step(float[] w, float[] v, float[] g, int from, int count) {
        for (int k = from; k < from + count; k++) {
            v[k] = momentum * v[k] + g[k] + decay * w[k];
            w[k] -= rate * v[k];
        }
    }
}
