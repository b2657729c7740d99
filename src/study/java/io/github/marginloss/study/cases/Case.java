package io.github.marginloss.study.cases;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.reference.Reference;
import org.ejml.data.DMatrixRMaj;

/**
 * One call.
 *
 * @param group the kind of difficulty
 * @param family the kind of loss
 * @param number its number, from which the case can be recreated
 * @param loss the loss itself
 * @param features X
 * @param parameters those of W, b and C that the loss uses
 * @param labels y
 */
public record Case(
        String group,
        Family family,
        long number,
        Loss loss,
        DMatrixRMaj features,
        Parameters parameters,
        int[] labels) {

    /** The answer of the loss. */
    public Evaluation fast() {
        return loss.backward(features, parameters, labels);
    }

    /** The answer in double-double. */
    public Evaluation reference() {
        return Reference.of(loss).backward(features, parameters, labels);
    }

    public int classes() {
        return (parameters.weights() != null ? parameters.weights() : parameters.centers()).numRows;
    }

    /** The number of multiplications in one product of features and classes. */
    public long size() {
        return (long) features.numRows * features.numCols * classes();
    }

    @Override
    public String toString() {
        return group + ", case " + number + ", m = " + features.numRows + ", d = " + features.numCols + ", n = "
                + classes() + ": " + loss;
    }
}
