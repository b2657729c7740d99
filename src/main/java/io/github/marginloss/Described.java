package io.github.marginloss;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.Term;
import java.util.Set;

/**
 * A term that says what it is: a loss of this library, or a user's {@link HeadLoss}.
 *
 * @param rows the kind of parameter that has a row a class: class weights or centers
 * @param bias whether it has biases, too
 * @param weight its factor in the sum of all terms
 * @param coefficients weight·a_i
 * @param term the loss itself
 */
record Described(Kind rows, boolean bias, Real weight, Real[] coefficients, Term term) implements Part {

    @Override
    public Set<Kind> kinds() {
        return bias ? Set.of(rows, Kind.BIAS) : Set.of(rows);
    }

    @Override
    public void addLosses(Total loss, Total[] losses) {
        for (int i = 0; i < coefficients.length; i++) {
            loss.add(coefficients[i].times(term.loss(i)));
            if (losses != null) {
                losses[i].add(weight.times(term.loss(i)));
            }
        }
    }

    @Override
    public void addGradients(GradientSums gradients) {
        term.write(coefficients, gradients.features(), gradients.of(rows), bias ? gradients.of(Kind.BIAS) : null);
    }
}
