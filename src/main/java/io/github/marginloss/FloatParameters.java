package io.github.marginloss;

import io.github.marginloss.internal.kernel.FloatRows;
import io.github.marginloss.internal.kernel.RowSource;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ejml.data.FMatrixRMaj;

/**
 * The learned parameters in single precision: {@link Parameters} of floats. An absent component is null. Matrices are
 * referenced, not copied, and compared by reference. The loss that receives them checks their shapes. Serialization
 * writes the matrices.
 *
 * @param weights the class weights W, n×d. Not modified.
 * @param bias the biases b, n×1. Not modified.
 * @param centers the class centers C, n×d. Not modified.
 */
public record FloatParameters(FMatrixRMaj weights, FMatrixRMaj bias, FMatrixRMaj centers) implements Serializable {

    /**
     * Returns class weights alone.
     *
     * @param weights W, n×d. Not modified.
     * @return the parameters; the matrix is referenced, not copied
     * @throws NullPointerException if weights is null
     */
    public static FloatParameters ofWeights(FMatrixRMaj weights) {
        return new FloatParameters(Objects.requireNonNull(weights, "weights"), null, null);
    }

    /**
     * Returns class weights and biases.
     *
     * @param weights W, n×d. Not modified.
     * @param bias b, n×1; null = none. Not modified.
     * @return the parameters; the matrices are referenced, not copied
     * @throws NullPointerException if weights is null
     */
    public static FloatParameters ofWeights(FMatrixRMaj weights, FMatrixRMaj bias) {
        return new FloatParameters(Objects.requireNonNull(weights, "weights"), bias, null);
    }

    /**
     * Returns class centers alone.
     *
     * @param centers C, n×d. Not modified.
     * @return the parameters; the matrix is referenced, not copied
     * @throws NullPointerException if centers is null
     */
    public static FloatParameters ofCenters(FMatrixRMaj centers) {
        return new FloatParameters(null, null, Objects.requireNonNull(centers, "centers"));
    }

    /**
     * Returns these parameters with other centers.
     *
     * @param centers C, n×d; null = none. Not modified.
     * @return the parameters; the matrices are referenced, not copied
     */
    public FloatParameters withCenters(FMatrixRMaj centers) {
        return new FloatParameters(weights, bias, centers);
    }

    /**
     * Returns the parameter of a kind.
     *
     * @param kind which parameter
     * @return its matrix, or null if absent
     * @throws NullPointerException if kind is null
     */
    public FMatrixRMaj get(Parameters.Kind kind) {
        return Objects.requireNonNull(kind, "kind") == Parameters.Kind.WEIGHTS
                ? weights
                : kind == Parameters.Kind.BIAS ? bias : centers;
    }

    /**
     * Returns the same numbers as doubles. A loss on floats is computed from these.
     *
     * @return new matrices; null where the component is absent
     */
    public Parameters toDouble() {
        return toDouble(EnumSet.allOf(Parameters.Kind.class));
    }

    /** Returns the parameters of the given kinds alone, in doubles. */
    Parameters toDouble(Set<Parameters.Kind> kinds) {
        return new Parameters(
                kinds.contains(Parameters.Kind.WEIGHTS) ? FloatRows.toDouble(weights) : null,
                kinds.contains(Parameters.Kind.BIAS) ? FloatRows.toDouble(bias) : null,
                kinds.contains(Parameters.Kind.CENTERS) ? FloatRows.toDouble(centers) : null);
    }

    /** Returns a row source for each parameter that is present. */
    Map<Parameters.Kind, RowSource> rows() {
        return Parameters.Kind.present(kind -> FloatRows.of(get(kind)));
    }
}
