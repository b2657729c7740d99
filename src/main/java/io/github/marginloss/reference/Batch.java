package io.github.marginloss.reference;

import io.github.marginloss.Parameters;
import org.ejml.data.DMatrixRMaj;

/** The inputs of an evaluation. Not modified. */
record Batch(DMatrixRMaj features, Parameters parameters, int[] labels) {

    int dimension() {
        return features.numCols;
    }

    int classes() {
        return (parameters.weights() != null ? parameters.weights() : parameters.centers()).numRows;
    }
}
