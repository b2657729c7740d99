package io.github.marginloss.tool.judge;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.check.Comparison;
import io.github.marginloss.check.Precision;
import io.github.marginloss.check.RoundingBounds;
import org.ejml.data.DMatrixRMaj;

/** A loss, a batch, and the precision in which another program has computed it. */
final class Question {

    private final Loss loss;
    private final DMatrixRMaj features;
    private final Parameters parameters;
    private final int[] labels;
    private final Precision precision;
    /** Null until the bounds are needed. */
    private RoundingBounds bounds;

    Question(Loss loss, DMatrixRMaj features, Parameters parameters, int[] labels, Precision precision) {
        this.loss = loss;
        this.features = features;
        this.parameters = parameters;
        this.labels = labels;
        this.precision = precision;
    }

    Question with(Loss other) {
        return new Question(other, features, parameters, labels, precision);
    }

    Question with(int... others) {
        return new Question(loss, features, parameters, others, precision);
    }

    Question with(Parameters others) {
        return new Question(loss, features, others, labels, precision);
    }

    Question with(Precision other) {
        return new Question(loss, features, parameters, labels, other);
    }

    Loss loss() {
        return loss;
    }

    DMatrixRMaj features() {
        return features;
    }

    Parameters parameters() {
        return parameters;
    }

    int[] labels() {
        return labels;
    }

    Precision precision() {
        return precision;
    }

    /** The class of a sample; any class for an ignored one, whose coefficient is 0. */
    int label(int i) {
        return labels[i] < 0 || labels[i] >= classes() ? 0 : labels[i];
    }

    int samples() {
        return labels.length;
    }

    int classes() {
        return (parameters.weights() != null ? parameters.weights() : parameters.centers()).numRows;
    }

    /** cos θ of a sample and its class, roughly; NaN for a zero row. */
    double targetCosine(int i) {
        double[] x = NamedOutputs.row(features, i);
        double[] w = NamedOutputs.row(parameters.weights(), label(i));
        double xNorm = NamedOutputs.norm(x);
        double wNorm = NamedOutputs.norm(w);
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] / xNorm * (w[k] / wNorm);
        }
        return sum;
    }

    /** The answer of the library, in double. */
    Evaluation answer() {
        return loss.backward(features, parameters, labels);
    }

    Comparison compare(Evaluation yours, Evaluation wanted) {
        if (bounds == null) {
            bounds = RoundingBounds.of(loss, features, parameters, labels, precision);
        }
        return Comparison.of(bounds, yours, wanted);
    }
}
