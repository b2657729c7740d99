package io.github.marginloss.demo;

import io.github.marginloss.Parameters;
import io.github.marginloss.demo.data.Digits;
import io.github.marginloss.demo.network.Network;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * What came out of a training.
 *
 * @param recipe what it was trained with
 * @param network from pixels to features
 * @param classes what the loss has learned
 * @param seconds how long it took
 */
public record Trained(Recipe recipe, Network network, Classes classes, double seconds) {

    /** The features of images, m×d, a new matrix. */
    public DMatrixRMaj features(DMatrixRMaj pixels) {
        return classes.stored(network.forward(pixels));
    }

    /** Class weights, biases, centers: those that the loss has. */
    public Parameters parameters() {
        return classes.parameters();
    }

    /** The share of images whose greatest margin-free logit is that of their class. */
    public double accuracy(Digits digits) {
        int[] decisions = decisions(digits);
        long right = IntStream.range(0, decisions.length)
                .filter(i -> decisions[i] == digits.labels()[i])
                .count();
        return (double) right / decisions.length;
    }

    /** The class of the greatest margin-free logit of each image. */
    public int[] decisions(Digits digits) {
        DMatrixRMaj logits = classes.logits(recipe.scorer(), network.forward(digits.pixels()));
        return IntStream.range(0, logits.numRows).map(i -> greatest(logits, i)).toArray();
    }

    private static int greatest(DMatrixRMaj logits, int row) {
        int best = 0;
        for (int j = 1; j < logits.numCols; j++) {
            best = logits.get(row, j) > logits.get(row, best) ? j : best;
        }
        return best;
    }
}
