package io.github.marginloss.check;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.Parameters;
import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.internal.Check;
import io.github.marginloss.internal.kernel.DoubleRows;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;

/** Finds out which parts of an evaluation are given. */
final class Given {

    private static final Gradients NONE = new Gradients(null, null, null, null);

    private Given() {}

    /** {@return the evaluation, with gradients that are not null} Checks its shapes. */
    static Evaluation of(Evaluation yours, DMatrixRMaj features, Parameters parameters) {
        return of(yours, features, parameters, hasLoss(Objects.requireNonNull(yours, "yours")));
    }

    /** {@return the same, for a caller who knows whether the loss, which may be NaN, is given} */
    static Evaluation of(Evaluation yours, DMatrixRMaj features, Parameters parameters, boolean hasLoss) {
        Gradients gradients = Objects.requireNonNull(yours, "yours").gradients() == null ? NONE : yours.gradients();
        boolean any = hasLoss || yours.sampleLosses() != null || gradients.features() != null;
        shape("gradients.features", gradients.features(), "features", features);
        for (Kind kind : Kind.values()) {
            any |= gradients.get(kind) != null;
            String name = Answer.name(kind);
            shape("gradients." + name, gradients.get(kind), name, parameters.get(kind));
        }
        if (!any) {
            throw new IllegalArgumentException(
                    "nothing is given: a loss that is not NaN, sampleLosses or a gradient expected");
        }
        if (yours.sampleLosses() != null) {
            Check.length("sampleLosses", yours.sampleLosses().length, new DoubleRows(features));
        }
        return new Evaluation(yours.loss(), yours.sampleLosses(), gradients);
    }

    private static void shape(String name, DMatrixRMaj gradient, String of, DMatrixRMaj values) {
        if (gradient == null) {
            return;
        }
        if (values == null) {
            throw new IllegalArgumentException(name + " is given, but the parameters have no " + of);
        }
        DoubleRows rows = new DoubleRows(gradient);
        Check.complete(name, rows);
        Check.shape(name, rows, values.numRows, values.numCols, "", of, new DoubleRows(values));
    }

    static boolean hasLoss(Evaluation yours) {
        return !Double.isNaN(yours.loss());
    }

    /** {@return new matrices for the gradients that are given} */
    static Gradients like(Gradients gradients) {
        return new Gradients(
                empty(gradients.features()),
                empty(gradients.weights()),
                empty(gradients.bias()),
                empty(gradients.centers()));
    }

    private static DMatrixRMaj empty(DMatrixRMaj gradient) {
        return gradient == null ? null : new DMatrixRMaj(0, 0);
    }
}
