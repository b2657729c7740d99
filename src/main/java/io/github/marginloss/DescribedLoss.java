package io.github.marginloss;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.Real;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * A loss that is only a description: its {@link Head} and its {@link Reduction}. The library evaluates all such losses
 * with the same code. Do not override {@link #evaluate evaluate}: sums and the reference read the description, and
 * never call it. Each evaluation calls {@link #head()} and {@link #reduction()} once.
 *
 * <p>A softmax head uses class weights; if it is linear, it may use a bias as well. A distance uses centers. If {@link
 * #uses()} says otherwise, every call throws an {@link IllegalArgumentException}.
 */
public interface DescribedLoss extends Loss {

    /**
     * Returns how features and parameters determine the loss of a sample.
     *
     * @return the description; not null
     */
    Head head();

    /**
     * Returns how the sample losses are reduced.
     *
     * @return the reduction; not null
     */
    Reduction reduction();

    /**
     * Returns the coefficients of a loss and a batch, L = Σ a<sub>i</sub> l<sub>i</sub>. Those of a mean are 1/m to about 106 bits,
     * where {@link Reduction#coefficients} rounds 1/m to a double.
     *
     * @param loss the loss, whose reduction provides them
     * @param labels y. Not modified.
     * @param classes n
     * @return a<sub>1</sub> … a<sub>m</sub>
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the reduction does not fit the batch, or returns a number that is not finite
     */
    static Real[] coefficients(DescribedLoss loss, int[] labels, int classes) {
        Objects.requireNonNull(labels, "labels");
        return Reductions.weighted(loss.reduction(), Real.ONE, labels, classes);
    }

    /** {@inheritDoc} The reduction decides. */
    @Override
    default boolean ignores(int label) {
        return reduction().ignores(label);
    }

    @Override
    default double evaluate(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
        return Sum.evaluator(this, features, parameters, labels, sampleLosses, gradients)
                .evaluate();
    }

    @Override
    default double evaluate(
            FMatrixRMaj features,
            FloatParameters parameters,
            int[] labels,
            double[] sampleLosses,
            FloatGradients gradients) {
        return Sum.evaluator(this, features, parameters, labels, sampleLosses, gradients)
                .evaluate();
    }

    @Override
    default Evaluation backward(DMatrixRMaj features, Parameters parameters, int[] labels) {
        return Sum.backward(this, features, parameters, labels);
    }

    @Override
    default FloatEvaluation backward(FMatrixRMaj features, FloatParameters parameters, int[] labels) {
        return Sum.backward(this, features, parameters, labels);
    }

    @Override
    default void check(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
        Sum.evaluator(this, features, parameters, labels, sampleLosses, gradients);
    }

    @Override
    default void check(
            FMatrixRMaj features,
            FloatParameters parameters,
            int[] labels,
            double[] sampleLosses,
            FloatGradients gradients) {
        Sum.evaluator(this, features, parameters, labels, sampleLosses, gradients);
    }
}
