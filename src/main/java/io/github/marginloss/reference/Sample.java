package io.github.marginloss.reference;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.Numeric;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.reference.Plan.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * The contribution of one sample to a whole loss, before it is multiplied by rows.
 *
 * @param <N> the arithmetic
 * @param sampleLoss l_i
 * @param loss what the sample contributes to L
 * @param gradients the factors of rows in the gradients of L
 * @param softmaxes the contribution of each softmax, before it is multiplied by its coefficient
 * @param center the factor of x − c_y in ∂L/∂x, and of c_y − x in ∂L/∂c_y
 */
record Sample<N extends Numeric<N>>(
        N sampleLoss, N loss, Contribution<N> gradients, List<Softmax<N>> softmaxes, N center) {

    /**
     * A softmax in a loss.
     *
     * @param biased whether its logits have a bias
     * @param hard 1 − ε, the weight of the hard label
     * @param coefficient the factor of this softmax in L
     * @param own its contribution, without that factor
     */
    record Softmax<N extends Numeric<N>>(boolean biased, N hard, N coefficient, Contribution<N> own) {}

    /** Evaluates all parts for sample i. */
    static <N extends Numeric<N>> Sample<N> of(Products<N> products, List<Part> parts, Batch batch, int i) {
        N zero = products.number(0);
        Sample<N> sum = new Sample<>(zero, zero, Contribution.zero(zero, batch.classes()), List.of(), zero);
        for (Part part : parts) {
            if (!part.isZero(i)) {
                sum = sum.plus(products, part, batch, i);
            }
        }
        return sum;
    }

    private Sample<N> plus(Products<N> products, Part part, Batch batch, int i) {
        int label = batch.labels()[i];
        N weight = products.number(part.weights().get(i));
        N coefficient = products.number(part.coefficients().get(i));
        if (part.head() instanceof Head.Distance) {
            N distance = products.halfSquareDistance(i, label);
            return new Sample<>(
                    sampleLoss.plus(distance.times(weight)),
                    loss.plus(distance.times(coefficient)),
                    gradients,
                    softmaxes,
                    center.plus(coefficient));
        }
        Contribution<N> own = contribution(products, part, batch, i);
        List<Softmax<N>> all = new ArrayList<>(softmaxes);
        N hard = products.number(1).minus(((Head.Softmax) part.head()).smoothing());
        all.add(new Softmax<>(part.biased(), hard, coefficient, own));
        return new Sample<>(
                sampleLoss.plus(own.loss().times(weight)),
                loss.plus(own.loss().times(coefficient)),
                gradients.plusGradients(coefficient, own),
                all,
                center);
    }

    private static <N extends Numeric<N>> Contribution<N> contribution(
            Products<N> products, Part part, Batch batch, int i) {
        int label = batch.labels()[i];
        if (part.head() instanceof Head.Cosine cosine) {
            MarginOf<N> margin = new MarginOf<>(
                    cosine.margin(),
                    batch.rows(),
                    new DoubleRows(batch.parameters().weights()));
            return new CosineSoftmax<>(products, cosine, margin, batch.classes(), i, label).contribution();
        }
        Head.Linear linear = (Head.Linear) part.head();
        return LinearSoftmax.contribution(products, linear, batch.classes(), part.biased(), i, label);
    }
}
