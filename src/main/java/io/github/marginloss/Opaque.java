package io.github.marginloss;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.core.GradientRows;
import io.github.marginloss.core.Real;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/** A term of a sum that is known by its results alone, which are doubles: a user's own loss. */
record Opaque(Set<Kind> uses, Real weight, double loss, double[] losses, Gradients gradients) implements Terms.Part {

    /** Evaluates the loss into outputs of its own. */
    static Opaque of(
            Loss loss, Real weight, DMatrixRMaj features, Parameters parameters, int[] labels, Gradients wanted) {
        double[] losses = new double[labels.length];
        Gradients mine = wanted.only(loss.uses());
        Gradients own =
                new Gradients(apart(mine.features()), apart(mine.weights()), apart(mine.bias()), apart(mine.centers()));
        double value = loss.evaluate(features, parameters.only(loss.uses()), labels, losses, own);
        return new Opaque(loss.uses(), weight, value, losses, own);
    }

    private static DMatrixRMaj apart(DMatrixRMaj matrix) {
        return matrix == null ? null : new DMatrixRMaj();
    }

    @Override
    public void addLosses(Total total, Total[] totals) {
        total.add(weight, loss);
        for (int i = 0; i < totals.length; i++) {
            totals[i].add(weight, losses[i]);
        }
    }

    @Override
    public void addGradients(Terms.Rows rows) {
        add(gradients.features(), rows.features());
        rows.classes().forEach((kind, target) -> add(gradients.get(kind), target));
    }

    private void add(DMatrixRMaj gradient, GradientRows target) {
        if (gradient != null) {
            for (int row = 0; row < gradient.numRows; row++) {
                target.put(row, gradient.data, row * gradient.numCols, weight);
            }
        }
    }
}
