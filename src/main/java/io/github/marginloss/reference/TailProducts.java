package io.github.marginloss.reference;

import io.github.marginloss.internal.exact.ExponentialSum;
import io.github.marginloss.internal.exact.Precision;

/** Inner products exactly, as numbers that may have exponentials beside them. */
final class TailProducts implements Products<ExponentialSum> {

    private final ExactProducts products;

    TailProducts(Batch batch) {
        products = new ExactProducts(batch, new Precision(ExponentialSum.BITS));
    }

    @Override
    public ExponentialSum number(double value) {
        return ExponentialSum.of(products.number(value));
    }

    @Override
    public ExponentialSum number(Coefficient value) {
        return ExponentialSum.of(products.number(value));
    }

    @Override
    public ExponentialSum featureSquare(int i) {
        return ExponentialSum.of(products.featureSquare(i));
    }

    @Override
    public ExponentialSum weightSquare(int j) {
        return ExponentialSum.of(products.weightSquare(j));
    }

    @Override
    public ExponentialSum product(int i, int j) {
        return ExponentialSum.of(products.product(i, j));
    }

    @Override
    public ExponentialSum bias(int j) {
        return ExponentialSum.of(products.bias(j));
    }

    @Override
    public ExponentialSum halfSquareDistance(int i, int j) {
        return ExponentialSum.of(products.halfSquareDistance(i, j));
    }

    @Override
    public boolean areParallel(int i, int j) {
        return products.areParallel(i, j);
    }
}
