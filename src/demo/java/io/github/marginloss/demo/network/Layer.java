package io.github.marginloss.demo.network;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** A step of the network. It remembers the last batch it saw, for the way back; one thread at a time. */
interface Layer {

    /**
     * Maps a batch.
     *
     * @param input m×in. Not modified, and not to be modified before the way back.
     * @return m×out; the layer's own matrix, overwritten by the next call
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
     * @return ∂L/∂input, m×in; the layer's own matrix, overwritten by the next call
     */
    DMatrixRMaj backward(DMatrixRMaj gradient);

    /** What it learns. */
    List<Weight> weights();
}
