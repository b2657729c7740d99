package io.github.marginloss;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * The result of {@link Loss#backward backward}. The array and the matrices are new and belong to the caller; they are
 * compared by reference.
 *
 * @param loss L = Σ<sub>i</sub> a<sub>i</sub> l<sub>i</sub>
 * @param sampleLosses the unreduced l<sub>i</sub>, m entries; for a sum of losses, the weighted sums over its terms
 * @param gradients ∂L/∂X and ∂L/∂ each parameter
 */
public record Evaluation(double loss, double[] sampleLosses, Gradients gradients) {

    /** The number of sample losses that are printed. */
    private static final int PRINTED = 8;

    /**
     * Returns a summary.
     *
     * @return the loss, the first sample losses, and the shape and Frobenius norm of each gradient
     */
    @Override
    public String toString() {
        return "loss " + loss + losses() + (gradients == null ? "" : norms());
    }

    private String losses() {
        if (sampleLosses == null) {
            return "";
        }
        String more = sampleLosses.length > PRINTED ? ", … " + sampleLosses.length + " in all" : "";
        return Arrays.stream(sampleLosses)
                .limit(PRINTED)
                .mapToObj(Double::toString)
                .collect(Collectors.joining(", ", ", sample losses [", more + "]"));
    }

    private String norms() {
        return norm("features", gradients.features())
                + norm("weights", gradients.weights())
                + norm("bias", gradients.bias())
                + norm("centers", gradients.centers());
    }

    private static String norm(String name, DMatrixRMaj gradient) {
        if (gradient == null) {
            return "";
        }
        double largest = 0;
        for (int k = 0; k < gradient.getNumElements(); k++) {
            largest = Math.max(largest, Math.abs(gradient.data[k]));
        }
        // EJML's norm requires finite numbers
        double norm = Double.isFinite(largest) ? NormOps_DDRM.normF(gradient) : largest;
        return ", gradient of " + name + " " + gradient.numRows + "×" + gradient.numCols + " of norm " + norm;
    }
}
