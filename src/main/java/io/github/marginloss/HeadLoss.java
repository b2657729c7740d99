package io.github.marginloss;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.SoftmaxHead;
import org.ejml.data.DMatrixRMaj;

/**
 * A softmax loss that only says what it is: its {@link Head} (how logits come from features and class weights) and its
 * {@link Reduction}. All computing is shared.
 */
public interface HeadLoss extends MarginLoss {

    /**
     * Returns how the logits are made.
     *
     * @return similarity, scale and margin
     */
    Head head();

    /**
     * Returns how the sample losses are reduced.
     *
     * @return the reduction
     */
    Reduction reduction();

    @Override
    default double evaluate(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
        check(features, parameters, labels, sampleLosses, gradients);
        double[] coefficients = Reductions.coefficients(reduction(), labels, parameters.weights().numRows);
        Gradients wanted = gradients == null ? new Gradients(null, null, null, null) : gradients;
        return SoftmaxHead.evaluate(
                head(),
                features,
                parameters.weights(),
                parameters.bias(),
                labels,
                coefficients,
                sampleLosses,
                wanted.features(),
                wanted.weights(),
                wanted.bias());
    }

    @Override
    default void check(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
        Arguments.check(this, features, parameters, labels, sampleLosses, gradients);
        Reductions.coefficients(reduction(), labels, parameters.weights().numRows);
    }

    @Override
    default DMatrixRMaj logits(DMatrixRMaj features, Parameters parameters) {
        Arguments.check(this, features, parameters);
        return SoftmaxHead.logits(head(), features, parameters.weights(), parameters.bias());
    }
}
