package io.github.marginloss.reference;

import io.github.marginloss.core.Numeric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * The contribution of one sample to a softmax or a whole loss. Gradients are linear combinations of the given rows,
 *
 * <pre>{@code
 * ∂/∂x = own x + Σ_j classes_j w_j,   ∂/∂w_j = classes_j x + back_j w_j,   ∂/∂b_j = bias_j
 * }</pre>
 *
 * @param <N> the arithmetic
 * @param loss l
 * @param own the factor of the feature in its own gradient
 * @param classes the factors of the class weights in the gradient of the feature, and of the feature in the gradients
 *     of the class weights
 * @param back the factor of each class weight in its own gradient
 * @param bias the gradient of each bias
 * @param pivot a class whose weight may be subtracted from all others, because Σ classes_j = 0; that separates a tiny
 *     factor from parts that cancel. NONE if the sum is not 0
 */
record Contribution<N extends Numeric<N>>(N loss, N own, List<N> classes, List<N> back, List<N> bias, int pivot) {

    /** No pivot. */
    static final int NONE = -1;

    static <N extends Numeric<N>> Contribution<N> zero(N zero, int classes) {
        List<N> zeros = Collections.nCopies(classes, zero);
        return new Contribution<>(zero, zero, zeros, zeros, zeros, NONE);
    }

    /** {@return the same with something added to the loss and to the factor own} */
    Contribution<N> plusOwn(N more, N factor) {
        return more.isZero() && factor.isZero()
                ? this
                : new Contribution<>(loss.plus(more), own.plus(factor), classes, back, bias, pivot);
    }

    /** {@return this + coefficient·other, except for the loss, which stays as it is} */
    Contribution<N> plusGradients(N coefficient, Contribution<N> other) {
        return new Contribution<>(
                loss,
                own.plus(other.own.times(coefficient)),
                sum(classes, other.classes, coefficient),
                sum(back, other.back, coefficient),
                sum(bias, other.bias, coefficient),
                NONE);
    }

    private static <N extends Numeric<N>> List<N> sum(List<N> one, List<N> other, N coefficient) {
        BinaryOperator<N> add = (a, b) -> b.isZero() ? a : a.plus(b.times(coefficient));
        List<N> sums = new ArrayList<>(one.size());
        for (int j = 0; j < one.size(); j++) {
            sums.add(add.apply(one.get(j), other.get(j)));
        }
        return sums;
    }
}
