package io.github.marginloss.demo;

import io.github.marginloss.Center;
import io.github.marginloss.FloatGradients;
import io.github.marginloss.FloatParameters;
import io.github.marginloss.Loss;
import io.github.marginloss.MarginLoss;
import io.github.marginloss.NormStatistics;
import io.github.marginloss.Parameters;
import io.github.marginloss.demo.network.FloatWeight;
import io.github.marginloss.demo.network.Learned;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.ops.ConvertMatrixData;

/**
 * The parameters of a loss, stored as floats, with a network of doubles. These are floats: the features that the loss
 * receives, the class weights, biases and centers, and the gradients of all these. These are doubles: the weights,
 * activations and gradients of the network, the moving averages of the optimiser, and each new value until it is
 * stored.
 */
final class FloatClasses implements Classes {

    private final FloatParameters parameters;
    /** Reused in each step. ∂L/∂C is not requested, because the centers move by the published center step. */
    private final FloatGradients gradients;

    private final List<FloatWeight> weights = new ArrayList<>();
    /** The features of a batch, rounded. */
    private final FMatrixRMaj features;
    /** ∂L/∂X, which the network takes as doubles. */
    private final DMatrixRMaj back;

    FloatClasses(Parameters doubles, int batch) {
        parameters =
                new FloatParameters(rounded(doubles.weights()), rounded(doubles.bias()), rounded(doubles.centers()));
        features = new FMatrixRMaj(batch, doubles.weights().numCols);
        back = new DMatrixRMaj(batch, doubles.weights().numCols);
        gradients = FloatGradients.like(features, parameters.withCenters(null));
        weights.add(new FloatWeight(parameters.weights(), gradients.weights(), true));
        if (parameters.bias() != null) {
            weights.add(new FloatWeight(parameters.bias(), gradients.bias(), false));
        }
    }

    @Override
    public DMatrixRMaj evaluate(Loss loss, DMatrixRMaj doubles, int[] labels) {
        ConvertMatrixData.convert(doubles, features);
        loss.evaluate(features, parameters, labels, null, gradients);
        ConvertMatrixData.convert(gradients.features(), back);
        return back;
    }

    @Override
    public NormStatistics norms(NormStatistics before, DMatrixRMaj doubles, double alpha) {
        return before.next(rounded(doubles), alpha);
    }

    @Override
    public double[] targetCosines(MarginLoss scorer, DMatrixRMaj doubles, int[] labels) {
        return scorer.targetCosines(rounded(doubles), parameters, labels);
    }

    @Override
    public void moveCenters(double rate, DMatrixRMaj doubles, int[] labels) {
        FMatrixRMaj centers = parameters.centers();
        if (centers != null) {
            FMatrixRMaj delta = Center.delta(rounded(doubles), centers, labels);
            for (int k = 0; k < centers.data.length; k++) {
                centers.data[k] = (float) (centers.data[k] - rate * delta.data[k]);
            }
        }
    }

    @Override
    public List<? extends Learned> weights() {
        return weights;
    }

    @Override
    public DMatrixRMaj stored(DMatrixRMaj doubles) {
        return widened(rounded(doubles));
    }

    @Override
    public DMatrixRMaj logits(MarginLoss scorer, DMatrixRMaj doubles) {
        return widened(scorer.logits(rounded(doubles), parameters));
    }

    @Override
    public Parameters parameters() {
        return parameters.toDouble();
    }

    @Override
    public double lost() {
        return weights.stream()
                        .mapToDouble(weight -> weight.lost() * weight.length())
                        .sum()
                / weights.stream().mapToDouble(FloatWeight::length).sum();
    }

    private static FMatrixRMaj rounded(DMatrixRMaj doubles) {
        if (doubles == null) {
            return null;
        }
        FMatrixRMaj floats = new FMatrixRMaj(doubles.numRows, doubles.numCols);
        ConvertMatrixData.convert(doubles, floats);
        return floats;
    }

    private static DMatrixRMaj widened(FMatrixRMaj floats) {
        DMatrixRMaj doubles = new DMatrixRMaj(floats.numRows, floats.numCols);
        ConvertMatrixData.convert(floats, doubles);
        return doubles;
    }
}
