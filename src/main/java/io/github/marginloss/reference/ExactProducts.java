package io.github.marginloss.reference;

import io.github.marginloss.internal.exact.Enclosure;
import io.github.marginloss.internal.exact.ExactSum;
import io.github.marginloss.internal.exact.Precision;
import org.ejml.data.DMatrixRMaj;

/** Exact inner products: each is a sum of products of doubles. */
final class ExactProducts implements Products<Enclosure> {

    private final Batch batch;
    private final Precision precision;
    private final Interruption interruption;

    ExactProducts(Batch batch, Precision precision, Interruption interruption) {
        this.batch = batch;
        this.precision = precision;
        this.interruption = interruption;
    }

    @Override
    public Enclosure number(double value) {
        return Enclosure.of(value, precision);
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
        return ExactSum.dot(a.data, i * d, b.data, j * d, d, precision);
    }

    @Override
    public Enclosure bias(int j) {
        return Enclosure.of(batch.parameters().bias().data[j], precision);
    }

    @Override
    public Enclosure halfSquareDistance(int i, int j) {
        int d = batch.dimension();
        return ExactSum.halfSquareOfDifference(
                batch.features().data, i * d, batch.parameters().centers().data, j * d, d, precision);
    }

    @Override
    public Enclosure gram(int i, int j) {
        Enclosure product = product(i, j);
        return featureSquare(i).times(weightSquare(j)).minus(product.times(product));
    }

    @Override
    public boolean areExact() {
        return true;
    }

    @Override
    public boolean isExact(Enclosure number) {
        return number.isExact();
    }

    @Override
    public void check() {
        interruption.check();
    }
}
