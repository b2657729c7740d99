package io.github.marginloss.tool.judge;

import io.github.marginloss.Evaluation;
import io.github.marginloss.tool.judge.Suspect.Trial;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Trials of gradients that keep the part that a projection would remove. The bounds are those of projected gradients,
 * where an error of ∂l/∂z is multiplied by sin θ; here it is not. So the distance of each row from the wanted one is
 * multiplied by sin θ of its target, and for ∂W by the smallest sin θ of the class.
 */
final class Unprojected {

    private Unprojected() {}

    static Trial trial(Question question, Evaluation yours, Evaluation wanted) {
        if (WeightedLoss.cosine(question.loss()).isEmpty()) {
            return new Trial(question, yours, wanted);
        }
        double[] ofSamples = new double[question.samples()];
        double[] ofClasses = new double[question.classes()];
        Arrays.fill(ofClasses, 1);
        for (int i = 0; i < ofSamples.length; i++) {
            int y = question.label(i);
            double cos = question.targetCosine(i);
            ofSamples[i] = Double.isNaN(cos) ? 1 : Textbook.sine(cos);
            ofClasses[y] = Math.min(ofClasses[y], ofSamples[i]);
        }
        Evaluation nearer = NamedOutputs.with(
                yours, "dX", matrix -> nearer(matrix, wanted.gradients().features(), ofSamples));
        nearer = NamedOutputs.with(
                nearer, "dW", matrix -> nearer(matrix, wanted.gradients().weights(), ofClasses));
        return new Trial(question, nearer, wanted);
    }

    private static DMatrixRMaj nearer(DMatrixRMaj got, DMatrixRMaj want, double... factors) {
        DMatrixRMaj result = got.copy();
        for (int k = 0; k < got.getNumElements(); k++) {
            double target = want.data[k];
            result.data[k] = target + factors[k / got.numCols] * (got.data[k] - target);
        }
        return result;
    }
}
