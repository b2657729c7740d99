package io.github.marginloss.demo;

import io.github.marginloss.Parameters;
import io.github.marginloss.demo.data.Digits;
import io.github.marginloss.demo.network.Network;
import org.ejml.data.DMatrixRMaj;

/**
 * What came out of a training.
 *
 * @param recipe what it was trained with
 * @param network from pixels to features
 * @param parameters class weights, biases, centers: those that the loss has
 * @param seconds how long it took
 */
public record Trained(Recipe recipe, Network network, Parameters parameters, double seconds) {

    /** The features of images, m×d, a new matrix. */
    public DMatrixRMaj features(DMatrixRMaj pixels) {
        return network.forward(pixels).copy();
    }

    /** The share of images whose greatest margin-free logit is that of their class. */
    public double accuracy(Digits digits) {
        // centers have no part in the decision, so they would be foreign to the scorer
        DMatrixRMaj logits = recipe.scorer().logits(features(digits.pixels()), parameters.withCenters(null));
        int right = 0;
        for (int i = 0; i < logits.numRows; i++) {
            right += greatest(logits, i) == digits.labels()[i] ? 1 : 0;
        }
        return (double) right / logits.numRows;
    }

    private static int greatest(DMatrixRMaj logits, int row) {
        int best = 0;
        for (int j = 1; j < logits.numCols; j++) {
            best = logits.get(row, j) > logits.get(row, best) ? j : best;
        }
        return best;
    }
}
