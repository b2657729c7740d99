package io.github.marginloss.reference;

import io.github.marginloss.Parameters;
import io.github.marginloss.core.UnitRow;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.RowSource;
import org.ejml.data.DMatrixRMaj;

/** The inputs of an evaluation. Not modified. */
record Batch(DMatrixRMaj features, Parameters parameters, int[] labels) {

    int dimension() {
        return features.numCols;
    }

    RowSource rows() {
        return new DoubleRows(features);
    }

    RowSource weights() {
        return new DoubleRows(parameters.weights());
    }

    /** {@return a row with its norm in double-double} */
    static UnitRow row(RowSource matrix, int row) {
        UnitRow result = new UnitRow(matrix.columns());
        matrix.get(row, result.entries());
        result.normalisePrecisely();
        return result;
    }

    int classes() {
        return (parameters.weights() != null ? parameters.weights() : parameters.centers()).numRows;
    }
}
