package io.github.marginloss.demo.network;

import org.ejml.data.DMatrixRMaj;

/**
 * Learned numbers, stored as doubles.
 *
 * @param value the numbers, which the optimiser moves
 * @param gradient the gradient of these numbers, of the same shape
 * @param decays whether weight decay applies to them
 */
public record Weight(DMatrixRMaj value, DMatrixRMaj gradient, boolean decays) implements Learned {

    static Weight of(DMatrixRMaj value, boolean decays) {
        return new Weight(value, new DMatrixRMaj(value.numRows, value.numCols), decays);
    }

    @Override
    public int length() {
        return value.data.length;
    }

    @Override
    public double get(int k) {
        return value.data[k];
    }

    @Override
    public void set(int k, double number) {
        value.data[k] = number;
    }

    @Override
    public double gradient(int k) {
        return gradient.data[k];
    }
}
