package io.github.marginloss.tool.judge;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.check.Comparison;
import io.github.marginloss.check.Precision;
import org.ejml.data.DMatrixRMaj;

/** A loss, a batch, and in which precision another program has computed it. */
record Question(Loss loss, DMatrixRMaj features, Parameters parameters, int[] labels, Precision precision) {

    Question with(Loss other) {
        return new Question(other, features, parameters, labels, precision);
    }

    Question with(int... others) {
        return new Question(loss, features, parameters, others, precision);
    }

    Question with(Parameters others) {
        return new Question(loss, features, others, labels, precision);
    }

    int samples() {
        return labels.length;
    }

    int classes() {
        return (parameters.weights() != null ? parameters.weights() : parameters.centers()).numRows;
    }

    /** The answer in double, by the library. */
    Evaluation answer() {
        return loss.backward(features, parameters, labels);
    }

    Comparison compare(Evaluation yours, Evaluation wanted) {
        return Comparison.between(loss, features, parameters, labels, yours, precision, wanted);
    }
}
