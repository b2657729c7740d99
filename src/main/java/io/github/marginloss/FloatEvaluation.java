package io.github.marginloss;

/**
 * The result of {@link Loss#backward(org.ejml.data.FMatrixRMaj, FloatParameters, int[]) backward} from floats. The
 * losses are doubles, the gradients floats. The array and the matrices are new and belong to the caller; they are
 * compared by reference.
 *
 * @param loss L = Σ<sub>i</sub> a<sub>i</sub> l<sub>i</sub>
 * @param sampleLosses the unreduced l<sub>i</sub>, m entries; for a sum of losses, the weighted sums over its terms
 * @param gradients ∂L/∂X and ∂L/∂ each parameter
 */
public record FloatEvaluation(double loss, double[] sampleLosses, FloatGradients gradients) {

    /**
     * Returns a summary, like that of an {@link Evaluation}.
     *
     * @return the loss, the first sample losses, and the shape and Frobenius norm of each gradient
     */
    @Override
    public String toString() {
        return new Evaluation(loss, sampleLosses, gradients == null ? null : gradients.toDouble()).toString();
    }
}
