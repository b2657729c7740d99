package io.github.marginloss.demo.picture;

import io.github.marginloss.demo.measure.Rows;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * The features of some images, to be drawn.
 *
 * @param title the name of the loss, and its setting
 * @param features m×d
 * @param labels m entries in [0, n)
 * @param weights the class weights, n×d
 * @param centers the centers of the classes, n×d, if the loss has them
 */
public record Embedding(
        Title title, DMatrixRMaj features, int[] labels, DMatrixRMaj weights, Optional<DMatrixRMaj> centers) {

    /** The number of classes. */
    int classes() {
        return weights.numRows;
    }

    /** The same in two dimensions: unchanged, or projected on the two principal axes through the origin. */
    Embedding flat() {
        if (features.numCols == 2) {
            return this;
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(features.numRows, features.numCols, false, true, true);
        svd.decompose(features.copy());
        DMatrixRMaj axes = svd.getV(null, false);
        SingularOps_DDRM.descendingOrder(null, false, svd.getW(null), axes, false);
        DMatrixRMaj plane = CommonOps_DDRM.extract(axes, 0, axes.numRows, 0, 2);
        return mapped(rows -> CommonOps_DDRM.mult(rows, plane, null));
    }

    /** The same with all rows normalised. */
    Embedding normalised() {
        return mapped(Rows::normalised);
    }

    private Embedding mapped(UnaryOperator<DMatrixRMaj> map) {
        return new Embedding(title, map.apply(features), labels, map.apply(weights), centers.map(map));
    }
}
