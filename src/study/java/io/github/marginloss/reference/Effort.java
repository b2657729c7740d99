package io.github.marginloss.reference;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * An evaluation by the reference, with the number of outputs that each arithmetic left open.
 *
 * @param answer the outputs
 * @param open how many outputs were open before double-double, and before each arithmetic after it
 */
public record Effort(Evaluation answer, List<Long> open) {

    /**
     * {@return the name of the arithmetic at a place in open: double-double, a number of bits, exponentials, or the
     * largest number of bits}
     */
    public static String title(int place) {
        int exponentials = 1 + Integer.numberOfTrailingZeros(Evaluator.LAST / Evaluator.FIRST);
        if (place == 0 || place == exponentials) {
            return place == 0 ? "double-double" : "exponentials added to an exact number";
        }
        return (Evaluator.FIRST << (place < exponentials ? place : exponentials) - 1) + " bits";
    }

    public static Effort of(Loss loss, DMatrixRMaj features, Parameters parameters, int[] labels) {
        Batch batch = new Batch(features, parameters, labels);
        double[] sampleLosses = new double[labels.length];
        Gradients gradients = Gradients.like(features, parameters);
        Outputs outputs = Outputs.of(batch, sampleLosses, gradients);
        Evaluator evaluator = ((Reference) Reference.of(loss)).evaluator(batch, labels);
        evaluator.evaluate(outputs);
        double value = outputs.write(batch.dimension(), sampleLosses, gradients);
        return new Effort(new Evaluation(value, sampleLosses, gradients), evaluator.open());
    }
}
