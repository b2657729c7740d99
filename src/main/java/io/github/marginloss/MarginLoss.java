package io.github.marginloss;

import io.github.marginloss.internal.kernel.FloatRows;
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
     * @throws IllegalArgumentException if a value is not finite, a parameter is missing or foreign, there is no class
     *     or no feature dimension, or an m×n matrix exceeds the size of an array
     */
    DMatrixRMaj logits(DMatrixRMaj features, Parameters parameters);

    /**
     * Returns the same scores from floats: those of the same numbers as doubles, each rounded to float once.
     *
     * <p>A loss of your own need not override this. It is then called with copies in doubles.
     *
     * @param features the features X, m×d. Not modified.
     * @param parameters the class weights, and the biases if the loss has them. Centers are ignored. Not modified.
     * @return the margin-free logits, m×n, a new matrix; 0×n for no samples
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException if a value is not finite, a parameter is missing or foreign, there is no class
     *     or no feature dimension, or an m×n matrix exceeds the size of an array
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
}
