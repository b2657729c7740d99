package io.github.marginloss;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.core.Check;
import io.github.marginloss.core.GradientRows;
import io.github.marginloss.core.Real;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/** A term of a sum that is known by its results alone, which are doubles: a user's own loss. */
record Opaque(Set<Kind> kinds, Real weight, double loss, double[] losses, Gradients gradients) implements Part {

    /** Evaluates the loss into outputs of its own. */
    static Opaque of(
            Loss loss, Real weight, DMatrixRMaj features, Parameters parameters, int[] labels, Gradients wanted) {
        double[] losses = new double[labels.length];
        Gradients own = apart(wanted.only(loss.uses()));
        Gradients asked = own.equals(Gradients.NONE) ? null : own;
        double value = loss.evaluate(features, parameters.only(loss.uses()), labels, losses, asked);
        int n = Arguments.classes(parameters);
        shape("features", own.features(), labels.length, features.numCols, features);
        shape("weights", own.weights(), n, features.numCols, features);
        shape("bias", own.bias(), n, 1, features);
        shape("centers", own.centers(), n, features.numCols, features);
        return new Opaque(loss.uses(), weight, value, losses, own);
    }

    private static Gradients apart(Gradients wanted) {
        return new Gradients(
                apart(wanted.features()), apart(wanted.weights()), apart(wanted.bias()), apart(wanted.centers()));
    }

    private static DMatrixRMaj apart(DMatrixRMaj matrix) {
        return matrix == null ? null : new DMatrixRMaj();
    }

    /** What a term has written must fit, and is looked at before any output is touched. */
    private static void shape(String kind, DMatrixRMaj gradient, int rows, int columns, DMatrixRMaj features) {
        if (gradient != null) {
            Check.shape("what a term has written as gradients." + kind, gradient, rows, columns, features);
        }
    }

    @Override
    public void addLosses(Total total, Total[] totals) {
        total.add(weight, loss);
        for (int i = 0; totals != null && i < totals.length; i++) {
            totals[i].add(weight, losses[i]);
        }
    }

    @Override
    public void addGradients(GradientSums rows) {
        add(gradients.features(), rows.features());
        for (Kind kind : kinds) {
            add(gradients.get(kind), rows.of(kind));
        }
    }

    private void add(DMatrixRMaj gradient, GradientRows target) {
        for (int row = 0; gradient != null && row < gradient.numRows; row++) {
            target.put(row, gradient.data, row * gradient.numCols, weight);
        }
    }
}
