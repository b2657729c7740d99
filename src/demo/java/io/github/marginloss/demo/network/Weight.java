package io.github.marginloss.demo.network;

import org.ejml.data.DMatrixRMaj;

/**
 * Something that is learned, in doubles.
 *
 * @param value its value, which the optimiser moves
 * @param gradient the derivative of the loss by it, of the same shape
 * @param decays whether weight decay draws it to 0
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
