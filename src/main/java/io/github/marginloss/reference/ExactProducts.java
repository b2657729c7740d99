package io.github.marginloss.reference;

import io.github.marginloss.internal.exact.Enclosure;
import io.github.marginloss.internal.exact.ExactDot;
import io.github.marginloss.internal.exact.Precision;
import org.ejml.data.DMatrixRMaj;

/** Inner products exactly: each is a sum of doubles' products. */
final class ExactProducts implements Products<Enclosure> {

    private final Batch batch;
    private final Precision precision;

    ExactProducts(Batch batch, Precision precision) {
        this.batch = batch;
        this.precision = precision;
    }

    @Override
    public Enclosure number(double value) {
        return precision.number(value);
    }

    @Override
    public Enclosure number(Coefficient value) {
        return value.exact().in(precision);
    }

    @Override
    public Enclosure featureSquare(int i) {
        return dot(batch.features(), i, batch.features(), i);
    }

    @Override
    public Enclosure weightSquare(int j) {
        return dot(batch.parameters().weights(), j, batch.parameters().weights(), j);
    }

    @Override
    public Enclosure product(int i, int j) {
        return dot(batch.features(), i, batch.parameters().weights(), j);
    }

    private Enclosure dot(DMatrixRMaj a, int i, DMatrixRMaj b, int j) {
        int d = a.numCols;
        return ExactDot.of(a.data, i * d, b.data, j * d, d, precision);
    }

    @Override
    public Enclosure bias(int j) {
        return precision.number(batch.parameters().bias().data[j]);
    }

    @Override
    public Enclosure halfSquareDistance(int i, int j) {
        int d = batch.dimension();
        return ExactDot.halfSquareOfDifference(
                batch.features().data, i * d, batch.parameters().centers().data, j * d, d, precision);
    }

    @Override
    public boolean areParallel(int i, int j) {
        Enclosure product = product(i, j);
        return featureSquare(i)
                .times(weightSquare(j))
                .minus(product.times(product))
                .isZero();
    }
}
