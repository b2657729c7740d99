package io.github.marginloss.reference;

import io.github.marginloss.internal.exact.ExponentialSum;
import io.github.marginloss.internal.exact.Precision;

/** Exact inner products, as numbers to which exponentials may be added. */
final class TailProducts implements Products<ExponentialSum> {

    private final ExactProducts products;

    TailProducts(Batch batch, Interruption interruption) {
        products = new ExactProducts(batch, new Precision(ExponentialSum.BITS), interruption);
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
    public ExponentialSum gram(int i, int j) {
        return ExponentialSum.of(products.gram(i, j));
    }

    @Override
    public boolean areExact() {
        return true;
    }

    @Override
    public boolean isExact(ExponentialSum number) {
        return number.isExact();
    }

    @Override
    public void check() {
        products.check();
    }
}
