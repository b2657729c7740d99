package io.github.marginloss.check;

import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/**
 * A loss in double without a description, with one entry of one gradient (null = features) multiplied by a factor.
 */
record Spoilt(Loss loss, Parameters.Kind kind, int entry, double factor) implements Loss {
    private static final long serialVersionUID = 1;

    @Override
    public double evaluate(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
        double value = loss.evaluate(features, parameters, labels, sampleLosses, gradients);
        if (gradients != null) {
            (kind == null ? gradients.features() : gradients.get(kind)).data[entry] *= factor;
        }
        return value;
    }

    @Override
    public Loss withReduction(Reduction reduction) {
        return new Spoilt(loss.withReduction(reduction), kind, entry, factor);
    }

    @Override
    public Set<Parameters.Kind> uses() {
        return loss.uses();
    }
}
