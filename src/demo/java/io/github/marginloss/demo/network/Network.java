package io.github.marginloss.demo.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * The embedding network: inputs → 128 PReLU → 64 PReLU → d features. Everything after it (class weights, logits,
 * margin) belongs to the loss. A loss returns ∂L/∂features, and {@link #backward} continues from there.
 */
public final class Network {

    private final List<Layer> layers;

    public Network(int inputs, int dimension, Random random) {
        layers = List.of(
                new Linear(inputs, 128, random),
                new PRelu(128),
                new Linear(128, 64, random),
                new PRelu(64),
                new Linear(64, dimension, random));
    }

    /**
     * Embeds a batch.
     *
     * @param inputs m×p. Not modified.
     * @return the features, m×d; overwritten by the next call
     */
    public DMatrixRMaj forward(DMatrixRMaj inputs) {
        DMatrixRMaj batch = inputs;
        for (Layer layer : layers) {
            batch = layer.forward(batch);
        }
        return batch;
    }

    /**
     * Fills the gradients of all weights for the batch of the last {@link #forward}.
     *
     * @param features ∂L/∂features, m×d. Not modified.
     */
    public void backward(DMatrixRMaj features) {
        DMatrixRMaj gradient = features;
        for (int k = layers.size() - 1; k >= 0; k--) {
            layers.get(k).learn(gradient);
            // the gradient of the inputs is not needed
            gradient = k == 0 ? null : layers.get(k).backward(gradient);
        }
    }

    /** All numbers that the network learns. */
    public List<Weight> weights() {
        List<Weight> weights = new ArrayList<>();
        layers.forEach(layer -> weights.addAll(layer.weights()));
        return weights;
    }

    /** A matrix of independent normal numbers. */
    public static DMatrixRMaj normal(int rows, int columns, double deviation, Random random) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        for (int k = 0; k < matrix.data.length; k++) {
            matrix.data[k] = deviation * random.nextGaussian();
        }
        return matrix;
    }
}
