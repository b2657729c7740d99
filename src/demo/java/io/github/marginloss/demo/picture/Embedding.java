package io.github.marginloss.demo.picture;

import io.github.marginloss.demo.measure.Rows;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * The features of some images, to be drawn.
 *
 * @param name what they are called
 * @param features m×d
 * @param labels m entries in [0, n)
 * @param directions the class weights, n×d
 */
public record Embedding(String name, DMatrixRMaj features, int[] labels, DMatrixRMaj directions) {

    /** The number of classes. */
    int classes() {
        return directions.numRows;
    }

    /** The same in two dimensions: as it is, or seen along the two principal axes through the origin. */
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
        return new Embedding(
                name, CommonOps_DDRM.mult(features, plane, null), labels, CommonOps_DDRM.mult(directions, plane, null));
    }

    /** The features and class weights on the unit sphere. */
    Embedding normalised() {
        return new Embedding(name, Rows.normalised(features), labels, Rows.normalised(directions));
    }
}
