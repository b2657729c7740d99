package io.github.marginloss.core;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Half the squared distance of features from the centers of their classes, l<sub>i</sub> = ½‖x<sub>i</sub> − c<sub>y<sub>i</sub></sub>‖², with its gradients
 * and the center step. Arguments are taken as checked.
 *
 * <p>The difference is taken first and kept exactly, as the sum of two doubles; the square is never expanded.
 */
public final class ClassDistance {

    private ClassDistance() {}

    /**
     * Computes L = Σ a<sub>i</sub> l<sub>i</sub> and those outputs that are not null.
     *
     * @param features X, m×d. Not modified.
     * @param centers C, n×d. Not modified.
     * @param labels y. Not modified.
     * @param coefficients a. Not modified.
     * @param sampleLosses receives l. Modified.
     * @param featureGradient receives ∂L/∂X, reshaped. Modified.
     * @param centerGradient receives ∂L/∂C, reshaped. Modified.
     * @return L
     */
    public static double evaluate(
            DMatrixRMaj features,
            DMatrixRMaj centers,
            int[] labels,
            double[] coefficients,
            double[] sampleLosses,
            DMatrixRMaj featureGradient,
            DMatrixRMaj centerGradient) {
        int d = features.numCols;
        if (featureGradient != null) {
            featureGradient.reshape(features.numRows, d);
        }
        Difference difference = new Difference(d);
        Real total = Real.ZERO;
        for (int i = 0; i < labels.length; i++) {
            difference.compute(features.data, i * d, centers.data, labels[i] * d);
            Real loss = difference.halfSquare();
            total = total.plus(loss.times(Real.of(coefficients[i])));
            if (sampleLosses != null) {
                sampleLosses[i] = loss.toDouble();
            }
            if (featureGradient != null) {
                difference.write(Real.of(coefficients[i]), featureGradient.data, i * d);
            }
        }
        if (centerGradient != null) {
            centerGradient.reshape(centers.numRows, d);
            sums(features, centers, labels, coefficients, false, centerGradient);
        }
        return total.toDouble();
    }

    /**
     * Returns Δc<sub>j</sub> = Σ<sub>i: y<sub>i</sub> = j</sub> (c<sub>j</sub> − x<sub>i</sub>) / (1 + N<sub>j</sub>).
     *
     * @param features X, m×d. Not modified.
     * @param centers C, n×d. Not modified.
     * @param labels y. Not modified.
     * @return Δc, n×d, a new matrix
     */
    public static DMatrixRMaj step(DMatrixRMaj features, DMatrixRMaj centers, int[] labels) {
        double[] ones = new double[labels.length];
        Arrays.fill(ones, 1);
        DMatrixRMaj result = new DMatrixRMaj(centers.numRows, centers.numCols);
        sums(features, centers, labels, ones, true, result);
        return result;
    }

    /** Row j = Σ_{i: y_i = j} a_i (c_j − x_i), divided by 1 + N_j if so wanted; zero for a class without samples. */
    private static void sums(
            DMatrixRMaj features,
            DMatrixRMaj centers,
            int[] labels,
            double[] coefficients,
            boolean divide,
            DMatrixRMaj result) {
        int d = features.numCols;
        Arrays.fill(result.data, 0, centers.numRows * d, 0);
        SamplesByClass samples = new SamplesByClass(labels, centers.numRows);
        Difference difference = new Difference(d);
        RowSum sum = new RowSum(d);
        for (int label = 0; label < centers.numRows; label++) {
            int count = samples.end(label) - samples.begin(label);
            if (count == 0) {
                continue;
            }
            sum.clear();
            for (int k = samples.begin(label); k < samples.end(label); k++) {
                int i = samples.sample(k);
                difference.compute(centers.data, label * d, features.data, i * d);
                difference.addTo(sum, Real.of(coefficients[i]));
            }
            Real factor = divide ? Real.ONE.dividedBy(Real.of(1.0 + count)) : Real.ONE;
            sum.write(factor, result.data, label * d);
        }
    }
}
