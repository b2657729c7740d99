package io.github.marginloss.study.exact;

import io.github.marginloss.Parameters;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.ejml.data.DMatrixRMaj;

/** The inputs, exactly; a part that is absent is null. */
record Inputs(Ball[][] x, Ball[][] w, Ball[] b, Ball[][] c, int[] y) {

    static Inputs of(DMatrixRMaj features, Parameters p, int[] labels) {
        Ball[] bias = p.bias() == null ? null : row(p.bias().numRows, k -> Ball.of(p.bias().data[k]));
        return new Inputs(rows(features), rows(p.weights()), bias, rows(p.centers()), labels);
    }

    private static Ball[][] rows(DMatrixRMaj matrix) {
        if (matrix == null) {
            return null;
        }
        Ball[][] rows = new Ball[matrix.numRows][];
        Arrays.setAll(rows, i -> row(matrix.numCols, k -> Ball.of(matrix.get(i, k))));
        return rows;
    }

    private static Ball[] row(int length, IntFunction<Ball> entry) {
        Ball[] row = new Ball[length];
        Arrays.setAll(row, entry);
        return row;
    }
}
