package io.github.marginloss.check;

import io.github.marginloss.core.Real;
import io.github.marginloss.core.UnitRow;
import org.ejml.data.DMatrixRMaj;

/** Rows of a matrix, and their norms. */
final class RowNorm {

    private RowNorm() {}

    static double[] row(DMatrixRMaj matrix, int row) {
        double[] entries = new double[matrix.numCols];
        System.arraycopy(matrix.data, row * matrix.numCols, entries, 0, entries.length);
        return entries;
    }

    /** ‖row‖ of any size. */
    static Real norm(double... row) {
        UnitRow unit = new UnitRow(row.length);
        System.arraycopy(row, 0, unit.entries(), 0, row.length);
        unit.normalisePrecisely();
        return unit.norm();
    }
}
