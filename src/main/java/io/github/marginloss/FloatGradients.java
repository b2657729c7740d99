package io.github.marginloss;

import io.github.marginloss.internal.kernel.FloatRows;
import io.github.marginloss.internal.kernel.RowSink;
import java.util.Map;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * The matrices of floats that receive ∂L/∂X and the gradient of each parameter. A null component means that its
 * gradient is not wanted. A loss reshapes and overwrites every other component. If you reuse one instance in all steps
 * of a training run, nothing large is allocated. Matrices are referenced and compared by reference.
 *
 * <p>Each entry is computed in double and rounded to float once. A value beyond the range of float is ±Infinity.
 *
 * @param features ∂L/∂X, m×d. Modified.
 * @param weights ∂L/∂W, n×d. Modified.
 * @param bias ∂L/∂b, n×1. Modified.
 * @param centers ∂L/∂C, n×d. Modified.
 */
public record FloatGradients(FMatrixRMaj features, FMatrixRMaj weights, FMatrixRMaj bias, FMatrixRMaj centers) {

    /** Asks for no gradient. */
    static final FloatGradients NONE = new FloatGradients(null, null, null, null);

    /**
     * Returns a new matrix for the features and for each parameter present.
     *
     * @param features X, m×d. Not modified.
     * @param parameters what is learned. Not modified.
     * @return zero matrices of the same shapes; null where the parameter is absent
     * @throws NullPointerException if features or parameters is null
     */
    public static FloatGradients like(FMatrixRMaj features, FloatParameters parameters) {
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(parameters, "parameters");
        return new FloatGradients(
                zeros(features), zeros(parameters.weights()), zeros(parameters.bias()), zeros(parameters.centers()));
    }

    /**
     * Asks for ∂L/∂X alone.
     *
     * @param features receives ∂L/∂X, m×d. Modified by the loss.
     * @return the gradients; the matrix is referenced, not copied
     * @throws NullPointerException if features is null
     */
    public static FloatGradients ofFeatures(FMatrixRMaj features) {
        return NONE.withFeatures(Objects.requireNonNull(features, "features"));
    }

    /**
     * Asks for ∂L/∂W alone.
     *
     * @param weights receives ∂L/∂W, n×d. Modified by the loss.
     * @return the gradients; the matrix is referenced, not copied
     * @throws NullPointerException if weights is null
     */
    public static FloatGradients ofWeights(FMatrixRMaj weights) {
        return ofWeights(weights, null);
    }

    /**
     * Asks for ∂L/∂W and ∂L/∂b.
     *
     * @param weights receives ∂L/∂W, n×d. Modified by the loss.
     * @param bias receives ∂L/∂b, n×1; null = not wanted. Modified by the loss.
     * @return the gradients; the matrices are referenced, not copied
     * @throws NullPointerException if weights is null
     */
    public static FloatGradients ofWeights(FMatrixRMaj weights, FMatrixRMaj bias) {
        return new FloatGradients(null, Objects.requireNonNull(weights, "weights"), bias, null);
    }

    /**
     * Asks for ∂L/∂C alone.
     *
     * @param centers receives ∂L/∂C, n×d. Modified by the loss.
     * @return the gradients; the matrix is referenced, not copied
     * @throws NullPointerException if centers is null
     */
    public static FloatGradients ofCenters(FMatrixRMaj centers) {
        return NONE.withCenters(Objects.requireNonNull(centers, "centers"));
    }

    /**
     * Also asks for ∂L/∂X: {@code FloatGradients.ofWeights(dW).withFeatures(dX)} asks for both.
     *
     * @param features receives ∂L/∂X; null = not wanted. Modified by the loss.
     * @return the gradients; the matrices are referenced, not copied
     */
    public FloatGradients withFeatures(FMatrixRMaj features) {
        return new FloatGradients(features, weights, bias, centers);
    }

    /**
     * Also asks for ∂L/∂C.
     *
     * @param centers receives ∂L/∂C; null = not wanted. Modified by the loss.
     * @return the gradients; the matrices are referenced, not copied
     */
    public FloatGradients withCenters(FMatrixRMaj centers) {
        return new FloatGradients(features, weights, bias, centers);
    }

    private static FMatrixRMaj zeros(FMatrixRMaj shape) {
        return shape == null ? null : new FMatrixRMaj(shape.numRows, shape.numCols);
    }

    /**
     * Returns the gradient with respect to a kind of parameter.
     *
     * @param kind which parameter
     * @return its matrix, or null if it is not wanted
     * @throws NullPointerException if kind is null
     */
    public FMatrixRMaj get(Parameters.Kind kind) {
        return Objects.requireNonNull(kind, "kind") == Parameters.Kind.WEIGHTS
                ? weights
                : kind == Parameters.Kind.BIAS ? bias : centers;
    }

    /**
     * Returns the same numbers as doubles.
     *
     * @return new matrices; null where the gradient is
     */
    public Gradients toDouble() {
        return new Gradients(
                FloatRows.toDouble(features),
                FloatRows.toDouble(weights),
                FloatRows.toDouble(bias),
                FloatRows.toDouble(centers));
    }

    /** Returns a request for the same gradients, in new matrices of doubles. */
    static Gradients toDouble(FloatGradients wanted, FMatrixRMaj x, FloatParameters parameters) {
        return wanted == null
                ? null
                : new Gradients(
                        doubles(wanted.features, x),
                        doubles(wanted.weights, parameters.weights()),
                        doubles(wanted.bias, parameters.bias()),
                        doubles(wanted.centers, parameters.centers()));
    }

    private static DMatrixRMaj doubles(FMatrixRMaj wanted, FMatrixRMaj shape) {
        return wanted == null ? null : new DMatrixRMaj(shape.numRows, shape.numCols);
    }

    /** Gives each matrix the shape of its counterpart in doubles, and fills it with the rounded entries. */
    void round(Gradients doubles) {
        round(doubles.features(), features);
        for (Parameters.Kind kind : Parameters.Kind.values()) {
            round(doubles.get(kind), get(kind));
        }
    }

    private static void round(DMatrixRMaj doubles, FMatrixRMaj target) {
        if (target != null) {
            new FloatRows(target).round(doubles);
        }
    }

    /** Returns a row sink for each gradient of a parameter that is wanted. */
    Map<Parameters.Kind, RowSink> sinks() {
        return Parameters.Kind.present(kind -> FloatRows.of(get(kind)));
    }
}
