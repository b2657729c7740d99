package io.github.marginloss;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.FloatRows;
import io.github.marginloss.internal.kernel.RowSink;
import io.github.marginloss.internal.kernel.RowSource;
import java.util.Map;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * The arguments of one call, whether its matrices hold doubles or floats.
 *
 * @param features X. Not modified.
 * @param parameters the parameters that are present. Not modified.
 * @param labels y, or null for a call without labels. Not modified.
 * @param sampleLosses receives the l_i; null = not wanted. Modified.
 * @param featureGradient receives ∂L/∂X; null = not wanted. Modified.
 * @param gradients receive the gradients of the parameters that are wanted. Modified.
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
        Arguments inputs = of(features, parameters, labels, sampleLosses);
        Objects.requireNonNull(labels, "labels");
        return inputs.with(gradients == null ? Gradients.NONE : gradients);
    }

    static Arguments of(
            FMatrixRMaj features,
            FloatParameters parameters,
            int[] labels,
            double[] sampleLosses,
            FloatGradients gradients) {
        Arguments inputs = of(features, parameters, labels, sampleLosses);
        Objects.requireNonNull(labels, "labels");
        return inputs.with(gradients == null ? FloatGradients.NONE : gradients);
    }

    /** The arguments of a call for logits, which ignore labels and centers. */
    static Arguments ofLogits(DMatrixRMaj features, Parameters parameters) {
        return of(features, Objects.requireNonNull(parameters, "parameters").withCenters(null), null, null);
    }

    static Arguments ofLogits(FMatrixRMaj features, FloatParameters parameters) {
        return of(features, Objects.requireNonNull(parameters, "parameters").withCenters(null), null, null);
    }

    private static Arguments of(DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses) {
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(parameters, "parameters");
        return new Arguments(new DoubleRows(features), parameters.rows(), labels, sampleLosses, null, Map.of());
    }

    private static Arguments of(FMatrixRMaj features, FloatParameters parameters, int[] labels, double[] sampleLosses) {
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(parameters, "parameters");
        return new Arguments(new FloatRows(features), parameters.rows(), labels, sampleLosses, null, Map.of());
    }

    /** Returns the same call with other outputs for the gradients. */
    Arguments with(Gradients wanted) {
        return new Arguments(
                features, parameters, labels, sampleLosses, DoubleRows.of(wanted.features()), wanted.sinks());
    }

    /** Returns the same call with other outputs for the gradients. */
    Arguments with(FloatGradients wanted) {
        return new Arguments(
                features, parameters, labels, sampleLosses, FloatRows.of(wanted.features()), wanted.sinks());
    }

    /** {@return n, or 0 for a call with neither class weights nor centers} */
    int classes() {
        RowSource rows = parameters.getOrDefault(Kind.WEIGHTS, parameters.get(Kind.CENTERS));
        return rows == null ? 0 : rows.rows();
    }
}
