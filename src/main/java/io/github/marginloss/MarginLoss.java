package io.github.marginloss;

import io.github.marginloss.internal.kernel.FloatRows;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/** A softmax loss, l<sub>i</sub> = log Σ<sub>j</sub> exp(z<sub>ij</sub>) − z<sub>iy</sub> over logits z. */
public interface MarginLoss extends Loss {

    /**
     * Returns the scores for inference: the logits without margin, which need no labels.
     *
     * @param features the features X, m×d. Not modified.
     * @param parameters the class weights, and the biases if the loss has them. Centers, which joint supervision adds,
     *     are ignored. Not modified.
     * @return the margin-free logits, m×n, a new matrix; 0×n for no samples
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException if a value is not finite, a parameter is missing, the loss does not take one
     *     that is given, there is no class or no feature dimension, or an m×n matrix exceeds the size of an array
     */
    DMatrixRMaj logits(DMatrixRMaj features, Parameters parameters);

    /**
     * Returns the scores for inference, from floats. They are computed from the same numbers as doubles, and each is
     * rounded to float once.
     *
     * <p>Your own loss need not override this method. The default calls the method for doubles with copies.
     *
     * @param features the features X, m×d. Not modified.
     * @param parameters the class weights, and the biases if the loss has them. Centers are ignored. Not modified.
     * @return the margin-free logits, m×n, a new matrix; 0×n for no samples
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException if a value is not finite, a parameter is missing, the loss does not take one
     *     that is given, there is no class or no feature dimension, or an m×n matrix exceeds the size of an array
     */
    default FMatrixRMaj logits(FMatrixRMaj features, FloatParameters parameters) {
        ArgumentCheck.checkMemory(Arguments.ofLogits(features, parameters));
        FMatrixRMaj logits = new FMatrixRMaj(0, 0);
        new FloatRows(logits)
                .round(logits(
                        FloatRows.toDouble(features),
                        parameters.withCenters(null).toDouble()));
        return logits;
    }

    /**
     * Returns cos θ<sub>y</sub> of each sample, without a margin, even if the logits are not cosines. It measures how
     * close a feature is to its class, and margins may depend on it ({@link ElasticFace#sortedFor}).
     *
     * @param features the features X, m×d. Not modified.
     * @param parameters the class weights, and the biases if the loss has them. Biases and centers do not matter. Not
     *     modified.
     * @param labels the target classes y. Not modified.
     * @return m cosines, each within 1 ulp, or within 2<sup>−100</sup> where x·w cancels; 0 for a zero row, and for a
     *     sample that the loss ignores
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException as {@link #evaluate evaluate} does
     */
    default double[] targetCosines(DMatrixRMaj features, Parameters parameters, int[] labels) {
        Parameters own = Objects.requireNonNull(parameters, "parameters").withCenters(null);
        return TargetCosines.of(
                Description.of(Sum.name(this), uses(), this::ignores), Arguments.of(features, own, labels, null, null));
    }

    /**
     * Returns cos θ<sub>y</sub> of each sample, without a margin, from floats.
     *
     * @param features the features X, m×d. Not modified.
     * @param parameters the class weights, and the biases if the loss has them. Centers are ignored. Not modified.
     * @param labels the target classes y. Not modified.
     * @return m cosines
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException as {@link #evaluate evaluate} does
     */
    default double[] targetCosines(FMatrixRMaj features, FloatParameters parameters, int[] labels) {
        FloatParameters own = Objects.requireNonNull(parameters, "parameters").withCenters(null);
        return TargetCosines.of(
                Description.of(Sum.name(this), uses(), this::ignores), Arguments.of(features, own, labels, null, null));
    }
}
