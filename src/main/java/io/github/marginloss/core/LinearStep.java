package io.github.marginloss.core;

import org.ejml.data.DMatrixRMaj;

/** A step of z<sub>ij</sub> = w<sub>j</sub>·x<sub>i</sub> + b<sub>j</sub>. */
final class LinearStep extends Step {

    /** Sums of up to 2^25 class weights of this exponent are finite. */
    private static final int UNSCALED = 998;

    /** b, n×1, or null. */
    final DMatrixRMaj bias;
    /** The step works on W·2^−classExponent: 0, unless W reaches the end of the range of double. */
    final int classExponent;
    /** The binary exponent of the greatest entry of W·2^−classExponent. */
    final int magnitude;
    /** That of the greatest bias. */
    final int biasExponent;

    LinearStep(DMatrixRMaj features, DMatrixRMaj weights, DMatrixRMaj bias, int[] labels, Tiling tiling) {
        super(features, weights, labels, tiling);
        this.bias = bias;
        int own = Powers.exponent(Powers.maximum(weights.data, weights.numRows * weights.numCols));
        classExponent = Math.max(0, own - UNSCALED);
        magnitude = own - classExponent;
        biasExponent = bias == null ? 0 : Powers.exponent(Powers.maximum(bias.data, 0, bias.numRows));
    }

    @Override
    int shift() {
        return Math.max(0, Math.min(SHIFT, LIMIT - magnitude));
    }

    @Override
    SampleBlock block(int number) {
        return new LinearBlock(this, number);
    }

    @Override
    ClassTile tile() {
        return new LinearTile(this);
    }

    /** z of a sample and a class in more than double, whatever the size of its products. */
    Real logit(int sample, int label) {
        int d = dimension();
        Real product = Real.dot(features.data, sample * d, weights.data, label * d, d);
        return bias == null ? product : product.plus(Real.of(bias.data[label]));
    }
}
