package io.github.marginloss.core;

import org.ejml.data.DMatrixRMaj;

/** stub. */
public final class SoftmaxHead {
    private SoftmaxHead() {}
    public static double evaluate(Head head, DMatrixRMaj x, DMatrixRMaj w, DMatrixRMaj b, int[] y, double[] a, double[] l, DMatrixRMaj dX, DMatrixRMaj dW, DMatrixRMaj dB) {
        throw new UnsupportedOperationException();
    }
    public static DMatrixRMaj logits(Head head, DMatrixRMaj x, DMatrixRMaj w, DMatrixRMaj b) {
        throw new UnsupportedOperationException();
    }
}
