package io.github.marginloss;

import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.RowSink;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/**
 * The matrices that receive ∂L/∂X and the gradient of each parameter. A null component means that its gradient is not
 * wanted. A loss reshapes and overwrites every other component. If you reuse one instance in all steps of a training
 * run, nothing large is allocated. Matrices are referenced and compared by reference.
 *
 * @param features ∂L/∂X, m×d. Modified.
 * @param weights ∂L/∂W, n×d. Modified.
 * @param bias ∂L/∂b, n×1. Modified.
 * @param centers ∂L/∂C, n×d. Modified.
 */
public record Gradients(DMatrixRMaj features, DMatrixRMaj weights, DMatrixRMaj bias, DMatrixRMaj centers) {

    /** Asks for no gradient. */
    static final Gradients NONE = new Gradients(null, null, null, null);

    /**
     * Returns a new matrix for the features and for each parameter present.
     *
     * @param features X, m×d. Not modified.
     * @param parameters what is learned. Not modified.
     * @return zero matrices of the same shapes; null where the parameter is absent
     * @throws NullPointerException if features or parameters is null
     */
    public static Gradients like(DMatrixRMaj features, Parameters parameters) {
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(parameters, "parameters");
        return new Gradients(
                zeros(features), zeros(parameters.weights()), zeros(parameters.bias()), zeros(parameters.centers()));
    }

    /**
     * Asks for ∂L/∂X alone.
     *
     * @param features receives ∂L/∂X, m×d. Modified by the loss.
     * @return the gradients; the matrix is referenced, not copied
     * @throws NullPointerException if features is null
     */
    public static Gradients ofFeatures(DMatrixRMaj features) {
        return NONE.withFeatures(Objects.requireNonNull(features, "features"));
    }

    /**
     * Asks for ∂L/∂W alone.
     *
     * @param weights receives ∂L/∂W, n×d. Modified by the loss.
     * @return the gradients; the matrix is referenced, not copied
     * @throws NullPointerException if weights is null
     */
    public static Gradients ofWeights(DMatrixRMaj weights) {
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
    public static Gradients ofWeights(DMatrixRMaj weights, DMatrixRMaj bias) {
        return new Gradients(null, Objects.requireNonNull(weights, "weights"), bias, null);
    }

    /**
     * Asks for ∂L/∂C alone.
     *
     * @param centers receives ∂L/∂C, n×d. Modified by the loss.
     * @return the gradients; the matrix is referenced, not copied
     * @throws NullPointerException if centers is null
     */
    public static Gradients ofCenters(DMatrixRMaj centers) {
        return NONE.withCenters(Objects.requireNonNull(centers, "centers"));
    }

    /**
     * Also asks for ∂L/∂X: {@code Gradients.ofWeights(dW).withFeatures(dX)} asks for both.
     *
     * @param features receives ∂L/∂X; null = not wanted. Modified by the loss.
     * @return the gradients; the matrices are referenced, not copied
     */
    public Gradients withFeatures(DMatrixRMaj features) {
        return new Gradients(features, weights, bias, centers);
    }

    /**
     * Also asks for ∂L/∂C.
     *
     * @param centers receives ∂L/∂C; null = not wanted. Modified by the loss.
     * @return the gradients; the matrices are referenced, not copied
     */
    public Gradients withCenters(DMatrixRMaj centers) {
        return new Gradients(features, weights, bias, centers);
    }

    private static DMatrixRMaj zeros(DMatrixRMaj shape) {
        return shape == null ? null : new DMatrixRMaj(shape.numRows, shape.numCols);
    }

    /**
     * Returns the gradient with respect to a kind of parameter.
     *
     * @param kind which parameter
     * @return its matrix, or null if it is not wanted
     * @throws NullPointerException if kind is null
     */
    public DMatrixRMaj get(Parameters.Kind kind) {
        return Objects.requireNonNull(kind, "kind") == Parameters.Kind.WEIGHTS
                ? weights
                : kind == Parameters.Kind.BIAS ? bias : centers;
    }

    /** Returns the gradient of the features and those of the given kinds of parameters. */
    Gradients only(Set<Parameters.Kind> kinds) {
        return new Gradients(
                features,
                kinds.contains(Parameters.Kind.WEIGHTS) ? weights : null,
                kinds.contains(Parameters.Kind.BIAS) ? bias : null,
                kinds.contains(Parameters.Kind.CENTERS) ? centers : null);
    }

    /** Returns a row sink for each gradient of a parameter that is wanted. */
    Map<Parameters.Kind, RowSink> sinks() {
        return Parameters.Kind.present(kind -> DoubleRows.of(get(kind)));
    }
}
