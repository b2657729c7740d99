package io.github.marginloss.demo.network;

import org.ejml.data.DMatrixRMaj;

/**
 * Something that is learned.
 *
 * @param value its value, which the optimiser moves
 * @param gradient the derivative of the loss by it, of the same shape
 * @param decays whether weight decay draws it to 0: matrices do, biases and slopes do not
 */
public record Weight(DMatrixRMaj value, DMatrixRMaj gradient, boolean decays) {

    static Weight of(DMatrixRMaj value, boolean decays) {
        return new Weight(value, new DMatrixRMaj(value.numRows, value.numCols), decays);
    }
}
