package io.github.marginloss.reference;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * An evaluation by the reference, with what it took.
 *
 * @param answer the outputs
 * @param open how many outputs were open before double-double, and before each precision after it
 */
public record Effort(Evaluation answer, List<Long> open) {

    /** {@return an arithmetic in words, by its place} */
    public static String name(int place) {
        if (place == 0) {
            return "double-double";
        }
        int bits = Evaluator.FIRST << place - 1;
        return bits < Evaluator.LAST
                ? bits + " bits"
                : bits == Evaluator.LAST ? "exponentials beside exact numbers" : Evaluator.LAST + " bits";
    }

    public static Effort of(Loss loss, DMatrixRMaj features, Parameters parameters, int[] labels) {
        Batch batch = new Batch(features, parameters, labels);
        double[] sampleLosses = new double[labels.length];
        Gradients gradients = Gradients.like(features, parameters);
        Outputs outputs = Outputs.of(batch, sampleLosses, gradients);
        Evaluator evaluator = ((Reference) Reference.of(loss)).evaluator(batch);
        evaluator.evaluate(outputs);
        double value = outputs.write(batch.dimension(), sampleLosses, gradients);
        return new Effort(new Evaluation(value, sampleLosses, gradients), evaluator.open());
    }
}
