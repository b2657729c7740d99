package io.github.marginloss.demo;

import io.github.marginloss.Center;
import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.MarginLoss;
import io.github.marginloss.NormStatistics;
import io.github.marginloss.Parameters;
import io.github.marginloss.demo.network.Learned;
import io.github.marginloss.demo.network.Weight;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The parameters of a loss, stored as doubles, like those of the network. */
final class DoubleClasses implements Classes {

    private final Parameters parameters;
    /** Reused in each step. ∂L/∂C is not requested, because the centers move by the published center step. */
    private final Gradients gradients;

    DoubleClasses(Parameters parameters, int batch) {
        this.parameters = parameters;
        DMatrixRMaj features = new DMatrixRMaj(batch, parameters.weights().numCols);
        gradients = Gradients.like(features, parameters.withCenters(null));
    }

    @Override
    public DMatrixRMaj evaluate(Loss loss, DMatrixRMaj features, int[] labels) {
        loss.evaluate(features, parameters, labels, null, gradients);
        return gradients.features();
    }

    @Override
    public NormStatistics norms(NormStatistics before, DMatrixRMaj features, double alpha) {
        return before.next(features, alpha);
    }

    @Override
    public double[] targetCosines(MarginLoss scorer, DMatrixRMaj features, int[] labels) {
        return scorer.targetCosines(features, parameters, labels);
    }

    @Override
    public void moveCenters(double rate, DMatrixRMaj features, int[] labels) {
        DMatrixRMaj centers = parameters.centers();
        if (centers != null) {
            CommonOps_DDRM.addEquals(centers, -rate, Center.delta(features, centers, labels));
        }
    }

    @Override
    public List<? extends Learned> weights() {
        List<Weight> weights = new ArrayList<>();
        weights.add(new Weight(parameters.weights(), gradients.weights(), true));
        if (parameters.bias() != null) {
            weights.add(new Weight(parameters.bias(), gradients.bias(), false));
        }
        return weights;
    }

    @Override
    public DMatrixRMaj stored(DMatrixRMaj features) {
        return features.copy();
    }

    @Override
    public DMatrixRMaj logits(MarginLoss scorer, DMatrixRMaj features) {
        return scorer.logits(features, parameters);
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public double lost() {
        return 0;
    }
}
