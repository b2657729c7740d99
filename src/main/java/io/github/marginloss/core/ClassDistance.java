package io.github.marginloss.core;

import org.ejml.data.DMatrixRMaj;

/** stub. */
public final class ClassDistance {
    private ClassDistance() {}
    public static double evaluate(DMatrixRMaj x, DMatrixRMaj c, int[] y, double[] a, double[] l, DMatrixRMaj dX, DMatrixRMaj dC) {
        throw new UnsupportedOperationException();
    }
    public static DMatrixRMaj step(DMatrixRMaj x, DMatrixRMaj c, int[] y) {
        throw new UnsupportedOperationException();
    }
}
