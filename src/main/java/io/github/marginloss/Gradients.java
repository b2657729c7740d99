package io.github.marginloss;

import java.util.Objects;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/**
 * The matrices that receive ∂L/∂X and ∂L/∂ each parameter. A component that is null is not wanted; every other is
 * reshaped and overwritten. Reuse one of these over the steps of a training and nothing large is allocated. Matrices
 * are referenced, and equality is that of the references.
 *
 * @param features ∂L/∂X, m×d. Modified.
 * @param weights ∂L/∂W, n×d. Modified.
 * @param bias ∂L/∂b, n×1. Modified.
 * @param centers ∂L/∂C, n×d. Modified.
 */
public record Gradients(DMatrixRMaj features, DMatrixRMaj weights, DMatrixRMaj bias, DMatrixRMaj centers) {

    /** No gradient is wanted. */
    static final Gradients NONE = new Gradients(null, null, null, null);

    /**
     * Returns a new matrix for the features and for each parameter that is there.
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

    private static DMatrixRMaj zeros(DMatrixRMaj shape) {
        return shape == null ? null : new DMatrixRMaj(shape.numRows, shape.numCols);
    }

    /**
     * Returns the gradient by a parameter of a kind.
     *
     * @param kind which parameter
     * @return its matrix, or null if it is not wanted
     * @throws NullPointerException if kind is null
     */
    public DMatrixRMaj get(Parameters.Kind kind) {
        return switch (kind) {
            case WEIGHTS -> weights;
            case BIAS -> bias;
            case CENTERS -> centers;
        };
    }

    /** The features' matrix, and what of the others is of one of the given kinds. */
    Gradients only(Set<Parameters.Kind> kinds) {
        return new Gradients(
                features,
                kinds.contains(Parameters.Kind.WEIGHTS) ? weights : null,
                kinds.contains(Parameters.Kind.BIAS) ? bias : null,
                kinds.contains(Parameters.Kind.CENTERS) ? centers : null);
    }
}
