package io.github.marginloss.demo;

import io.github.marginloss.Parameters;
import io.github.marginloss.demo.data.Samples;
import io.github.marginloss.demo.network.Network;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The result of a training run.
 *
 * @param recipe the recipe
 * @param network the network that maps inputs to features
 * @param classes the parameters that the loss has learned
 */
public record Trained(Recipe recipe, Network network, Classes classes) {

    /** The features of samples, m×d, a new matrix. */
    public DMatrixRMaj features(DMatrixRMaj inputs) {
        return classes.stored(network.forward(inputs));
    }

    /** Those of the class weights, biases and centers that the loss has. */
    public Parameters parameters() {
        return classes.parameters();
    }

    /** The share of samples whose largest margin-free logit is that of their class. */
    public double accuracy(Samples samples) {
        int[] decisions = decisions(samples);
        long right = IntStream.range(0, decisions.length)
                .filter(i -> decisions[i] == samples.labels()[i])
                .count();
        return (double) right / decisions.length;
    }

    /** The class of the largest margin-free logit of each sample. */
    public int[] decisions(Samples samples) {
        DMatrixRMaj logits = classes.logits(recipe.scorer(), network.forward(samples.inputs()));
        return IntStream.range(0, logits.numRows).map(i -> largest(logits, i)).toArray();
    }

    private static int largest(DMatrixRMaj logits, int row) {
        int best = 0;
        for (int j = 1; j < logits.numCols; j++) {
            best = logits.get(row, j) > logits.get(row, best) ? j : best;
        }
        return best;
    }
}
