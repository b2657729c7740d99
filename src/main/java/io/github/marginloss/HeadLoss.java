package io.github.marginloss;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.SoftmaxHead;
import org.ejml.data.DMatrixRMaj;

/**
 * A softmax loss that only says what it is: its {@link Head} (how logits come from features and class weights) and its
 * {@link Reduction}. All computing is shared, so a loss of your own has no need to override {@link #evaluate evaluate};
 * sums and the reference would not ask it, as they read the description.
 *
 * <p>It uses class weights, and a linear head may use a bias as well; no other {@link #uses()} fits a head, and any is
 * refused with an {@link IllegalArgumentException}.
 */
public interface HeadLoss extends MarginLoss {

    /**
     * Returns how the logits are made.
     *
     * @return similarity, scale and margin; not null
     */
    Head head();

    /**
     * Returns how the sample losses are reduced.
     *
     * @return the reduction; not null
     */
    Reduction reduction();

    @Override
    default double evaluate(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
        check(features, parameters, labels, sampleLosses, gradients);
        return Terms.evaluate(this, features, parameters, labels, sampleLosses, gradients);
    }

    @Override
    default void check(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
        Arguments.check(this, features, parameters, labels, sampleLosses, gradients);
        Arguments.head(this);
        Reductions.coefficients(reduction(), labels, parameters.weights().numRows);
    }

    @Override
    default DMatrixRMaj logits(DMatrixRMaj features, Parameters parameters) {
        Arguments.head(this);
        Arguments.checkLogits(this, features, parameters);
        return SoftmaxHead.logits(head(), features, parameters.weights(), parameters.bias());
    }
}
