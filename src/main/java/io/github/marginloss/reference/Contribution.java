package io.github.marginloss.reference;

import io.github.marginloss.core.Numeric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * What a softmax, or a whole loss, adds for one sample. Gradients are linear in the rows themselves,
 *
 * <pre>{@code
 * ∂/∂x = own x + Σ_j classes_j w_j,   ∂/∂w_j = classes_j x + back_j w_j,   ∂/∂b_j = bias_j
 * }</pre>
 *
 * @param <N> the arithmetic
 * @param loss l
 * @param own the factor of the feature in its own gradient
 * @param classes the factors of the class weights, and of the feature in theirs
 * @param back the factor of each class weight in its own gradient
 * @param bias what each bias gets
 * @param pivot a class from whose weight those of the others may be counted, as Σ classes_j = 0: that keeps a tiny factor
 *     apart from what cancels; NONE if it is not so
 */
record Contribution<N extends Numeric<N>>(N loss, N own, List<N> classes, List<N> back, List<N> bias, int pivot) {

    /** No pivot. */
    static final int NONE = -1;

    static <N extends Numeric<N>> Contribution<N> zero(N zero, int classes) {
        List<N> zeros = Collections.nCopies(classes, zero);
        return new Contribution<>(zero, zero, zeros, zeros, zeros, NONE);
    }

    /** {@return the same with more of the loss, and of the feature in its own gradient} */
    Contribution<N> plusOwn(N more, N factor) {
        return more.isZero() && factor.isZero()
                ? this
                : new Contribution<>(loss.plus(more), own.plus(factor), classes, back, bias, pivot);
    }

    /** {@return this + coefficient·other, but for the loss, which is not touched} */
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
