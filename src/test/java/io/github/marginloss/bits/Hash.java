package io.github.marginloss.bits;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import org.ejml.data.DMatrixRMaj;

/** A hash over the bits of doubles, in which +0 and −0 are the same. */
final class Hash {

    private long hash = 17;

    void add(double value) {
        hash = hash * 0x9E3779B97F4A7C15L + Double.doubleToLongBits(value == 0 ? 0 : value);
    }

    void add(double[] values) {
        for (double value : values) {
            add(value);
        }
    }

    /** Adds a matrix, if there is one. */
    void add(DMatrixRMaj matrix) {
        for (int k = 0; matrix != null && k < matrix.getNumElements(); k++) {
            add(matrix.data[k]);
        }
    }

    void add(Gradients gradients) {
        add(gradients.features());
        add(gradients.weights());
        add(gradients.bias());
        add(gradients.centers());
    }

    void add(Evaluation evaluation) {
        add(evaluation.loss());
        add(evaluation.sampleLosses());
        add(evaluation.gradients());
    }

    @Override
    public String toString() {
        return String.format("%016x", hash);
    }
}
