package io.github.marginloss.demo;

import io.github.marginloss.Loss;
import io.github.marginloss.MarginLoss;
import io.github.marginloss.NormStatistics;
import io.github.marginloss.Parameters;
import io.github.marginloss.demo.network.Learned;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The parameters that a loss learns, one row per class, and the calls of the library: in doubles ({@link
 * DoubleClasses}) or in floats ({@link FloatClasses}). The network in front of the loss computes in double either way.
 */
public interface Classes {

    /**
     * Evaluates a loss and fills the gradients of {@link #weights()}.
     *
     * @param features X, m×d. Not modified.
     * @return ∂L/∂X; overwritten by the next call
     */
    DMatrixRMaj evaluate(Loss loss, DMatrixRMaj features, int[] labels);

    /** Updates the statistics of feature norms with a batch. α is the weight of the batch. */
    NormStatistics norms(NormStatistics before, DMatrixRMaj features, double alpha);

    /** cos θ<sub>y</sub> of each sample of a batch. */
    double[] targetCosines(MarginLoss scorer, DMatrixRMaj features, int[] labels);

    /** Moves the centers, if there are any: C ← C − α ΔC (Wen et al. 2016, eq. 4). */
    void moveCenters(double rate, DMatrixRMaj features, int[] labels);

    /** The parameters that the optimiser moves: class weights and biases. */
    List<? extends Learned> weights();

    /** The features in the precision that the loss receives, m×d, a new matrix. */
    DMatrixRMaj stored(DMatrixRMaj features);

    /** The margin-free logits of features, m×n. */
    DMatrixRMaj logits(MarginLoss scorer, DMatrixRMaj features);

    /** Those of the class weights, biases and centers that the loss has, as doubles. */
    Parameters parameters();

    /** The share of the updates of class weights and biases that rounding to float has lost; 0 for doubles. */
    double lost();
}
