package io.github.marginloss.demo.network;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** A layer of the network. It keeps the last batch for the backward pass. For one thread at a time. */
interface Layer {

    /**
     * Maps a batch.
     *
     * @param input m×in. Not modified; the caller must not modify it before the backward pass.
     * @return m×out; a matrix of the layer, overwritten by the next call
     */
    DMatrixRMaj forward(DMatrixRMaj input);

    /**
     * Fills the gradients of the weights, for the last batch.
     *
     * @param gradient ∂L/∂output, m×out. Not modified.
     */
    void learn(DMatrixRMaj gradient);

    /**
     * Maps ∂L/∂output of the last batch to ∂L/∂input.
     *
     * @param gradient ∂L/∂output, m×out. Not modified.
     * @return ∂L/∂input, m×in; a matrix of the layer, overwritten by the next call
     */
    DMatrixRMaj backward(DMatrixRMaj gradient);

    /** The numbers that the layer learns. */
    List<Weight> weights();
}
