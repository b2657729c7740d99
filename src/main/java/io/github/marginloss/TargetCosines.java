package io.github.marginloss;

import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.Tangent;
import java.util.List;

/** The cosines of samples and their class weights. */
final class TargetCosines {

    private TargetCosines() {}

    /** Checks the arguments and computes the cosines. */
    static double[] of(Description description, Arguments arguments) {
        ArgumentCheck.check(List.of(description), arguments);
        RowSource features = arguments.features();
        RowSource weights = arguments.parameters().get(Parameters.Kind.WEIGHTS);
        int[] labels = arguments.labels();
        double[] cosines = new double[labels.length];
        try (Parallel parallel = Parallel.forRows((long) labels.length * features.columns())) {
            parallel.forEachRow(labels.length, 16, () -> {
                Tangent tangent = new Tangent(features.columns());
                return i -> {
                    if (!description.ignores(labels[i])) {
                        tangent.compute(features, i, weights, labels[i]);
                        cosines[i] = tangent.angle().cos().toDouble();
                    }
                };
            });
        }
        return cosines;
    }
}
