package io.github.marginloss;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.RowSink;
import io.github.marginloss.internal.kernel.RowSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;

/**
 * The arguments of one call, independent of the type of matrix that they came in.
 *
 * @param features X. Not modified.
 * @param parameters those that are present. Not modified.
 * @param labels y, or null for a call without labels. Not modified.
 * @param sampleLosses receives the l_i; null = not wanted. Modified.
 * @param featureGradient receives ∂L/∂X; null = not wanted. Modified.
 * @param gradients receive ∂L/∂ each parameter, as far as wanted. Modified.
 */
record Arguments(
        RowSource features,
        Map<Kind, RowSource> parameters,
        int[] labels,
        double[] sampleLosses,
        RowSink featureGradient,
        Map<Kind, RowSink> gradients) {

    static Arguments of(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(labels, "labels");
        Arguments inputs = new Arguments(new DoubleRows(features), rows(parameters), labels, sampleLosses, null, null);
        return inputs.with(gradients == null ? Gradients.NONE : gradients);
    }

    /** The arguments of a call for logits, which ignore labels and centers. */
    static Arguments ofLogits(DMatrixRMaj features, Parameters parameters) {
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(parameters, "parameters");
        Map<Kind, RowSource> rows = rows(parameters.withCenters(null));
        return new Arguments(new DoubleRows(features), rows, null, null, null, Map.of());
    }

    private static Map<Kind, RowSource> rows(Parameters parameters) {
        Map<Kind, RowSource> rows = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            if (parameters.get(kind) != null) {
                rows.put(kind, new DoubleRows(parameters.get(kind)));
            }
        }
        return rows;
    }

    /** Returns the same call with other outputs for the gradients. */
    Arguments with(Gradients wanted) {
        Map<Kind, RowSink> sinks = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            if (wanted.get(kind) != null) {
                sinks.put(kind, new DoubleRows(wanted.get(kind)));
            }
        }
        return new Arguments(features, parameters, labels, sampleLosses, DoubleRows.of(wanted.features()), sinks);
    }

    /** {@return n, or 0 for a call without class weights and centers} */
    int classes() {
        RowSource rows = parameters.getOrDefault(Kind.WEIGHTS, parameters.get(Kind.CENTERS));
        return rows == null ? 0 : rows.rows();
    }
}
