package io.github.marginloss.reference;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.row.Difference;
import java.util.Arrays;

/**
 * Inner products in double-double with bounds on their errors. The errors are about those of exact results that are
 * rounded once.
 */
final class BoundedProducts implements Products<Bounded> {

    private static final double SQUARE_UNIT = 0x1p-106;
    private static final double CUBE_UNIT = 0x1p-159;

    /** A difference with at most this relative error need not be computed exactly. */
    private static final double CLEAR = 0x1p-90;

    private final Batch batch;
    private final ScaledRows features;
    private final ScaledRows weights;
    private final ScaledRows centers;
    private final Bounded[] featureSquares;
    private final Bounded[] weightSquares;
    /** Computes the differences for which double-double has too few digits. */
    private final ExactProducts exact;

    BoundedProducts(Batch batch, ExactProducts exact) {
        this.batch = batch;
        this.exact = exact;
        features = new ScaledRows(batch.features());
        weights = batch.parameters().weights() == null
                ? null
                : new ScaledRows(batch.parameters().weights());
        centers = batch.parameters().centers() == null
                ? null
                : new ScaledRows(batch.parameters().centers());
        featureSquares = weights == null ? null : squares(features, batch.labels().length);
        weightSquares = weights == null ? null : squares(weights, batch.classes());
    }

    private static Bounded[] squares(ScaledRows rows, int count) {
        Bounded[] squares = new Bounded[count];
        // Σ|x_k x_k| ≤ 4 d
        Arrays.setAll(squares, i -> dot(rows, i, rows, i, 4.0 * rows.dimension()));
        return squares;
    }

    ScaledRows features() {
        return features;
    }

    ScaledRows weights() {
        return weights;
    }

    ScaledRows centers() {
        return centers;
    }

    @Override
    public Bounded number(double value) {
        return Bounded.of(value);
    }

    @Override
    public Bounded number(Coefficient value) {
        return value.bounded();
    }

    @Override
    public Bounded featureSquare(int i) {
        return featureSquares[i];
    }

    @Override
    public Bounded weightSquare(int j) {
        return weightSquares[j];
    }

    @Override
    public Bounded product(int i, int j) {
        double sizes = Math.sqrt(size(featureSquares[i], features.exponent(i)))
                * Math.sqrt(size(weightSquares[j], weights.exponent(j)));
        return dot(features, i, weights, j, 1.01 * sizes);
    }

    /** The square of a scaled row, in [1, 4d]. */
    private static double size(Bounded square, int exponent) {
        return square.isZero() ? 0 : square.real().toDD(-2L * exponent).hi();
    }

    /** The product of two rows; size is at least Σ|x_k w_k|. */
    private static Bounded dot(ScaledRows x, int i, ScaledRows w, int j, double sizes) {
        if (x.isZero(i) || w.isZero(j)) {
            return Bounded.ZERO;
        }
        int d = x.dimension();
        DD sum = DD.dot(x.entries(), x.offset(i), w.entries(), w.offset(j), d);
        double steps = (d + 1.0) * (d + 1.0) * (d + 1.0);
        double error = 2 * SQUARE_UNIT * Math.abs(sum.hi()) + 2 * steps * CUBE_UNIT * sizes + d * 0x1p-1068;
        return Bounded.of(sum, 1.01 * error, (long) x.exponent(i) + w.exponent(j));
    }

    @Override
    public Bounded bias(int j) {
        return Bounded.of(batch.parameters().bias().data[j]);
    }

    @Override
    public Bounded halfSquareDistance(int i, int j) {
        Difference difference = new Difference(batch.dimension());
        difference.compute(batch.rows(), i, new DoubleRows(batch.parameters().centers()), j);
        Real value = difference.halfSquare();
        // all terms are positive, and those of the low words are smaller by a factor of 2^53
        return Bounded.of(value.mantissa(), (batch.dimension() + 16) * 0x1p-102, value.exponent());
    }

    @Override
    public Bounded gram(int i, int j) {
        Bounded product = product(i, j);
        Bounded gram = featureSquares[i].times(weightSquares[j]).minus(product.times(product));
        return gram.error() < CLEAR ? gram : Bounded.of(exact.gram(i, j));
    }

    @Override
    public boolean areExact() {
        return false;
    }

    @Override
    public boolean isExact(Bounded number) {
        return number.error() == 0;
    }

    @Override
    public void check() {
        exact.check();
    }
}
