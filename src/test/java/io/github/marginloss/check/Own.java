package io.github.marginloss.check;

import io.github.marginloss.Gradients;
import io.github.marginloss.Parameterless;
import io.github.marginloss.Parameters;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;

/** L = Σ f(x) over all entries, with a gradient that may be wrong at one of them. */
record Own(DoubleUnaryOperator f, DoubleUnaryOperator slope, double factor) implements Parameterless {
    private static final long serialVersionUID = 1;

    @Override
    public double evaluate(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
        double loss = 0;
        for (int k = 0; k < features.getNumElements(); k++) {
            loss += f.applyAsDouble(features.data[k]);
            if (gradients != null) {
                double right = slope.applyAsDouble(features.data[k]);
                gradients.features().data[k] = k == 4 ? factor * right : right;
            }
        }
        return loss;
    }
}
