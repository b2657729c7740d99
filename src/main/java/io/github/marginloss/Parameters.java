package io.github.marginloss;

import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.RowSource;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/**
 * The learned parameters, one class per row. An absent component is null. Matrices are referenced, not copied, and
 * compared by reference. The loss that receives them checks their shapes. Serialization writes the matrices.
 *
 * @param weights the class weights W, n×d. Not modified.
 * @param bias the biases b, n×1. Not modified.
 * @param centers the class centers C, n×d. Not modified.
 */
public record Parameters(DMatrixRMaj weights, DMatrixRMaj bias, DMatrixRMaj centers) implements Serializable {

    /** The kinds of parameters. */
    public enum Kind {
        /** Class weights W, n×d. */
        WEIGHTS,
        /** Biases b, n×1. */
        BIAS,
        /** Class centers C, n×d. */
        CENTERS;

        /** {@return the kinds that have a matrix, with their matrices} */
        static <T> Map<Kind, T> present(Function<Kind, T> matrices) {
            Map<Kind, T> present = new EnumMap<>(Kind.class);
            for (Kind kind : values()) {
                T matrix = matrices.apply(kind);
                if (matrix != null) {
                    present.put(kind, matrix);
                }
            }
            return present;
        }
    }

    /**
     * Returns class weights alone.
     *
     * @param weights W, n×d. Not modified.
     * @return the parameters; the matrix is referenced, not copied
     * @throws NullPointerException if weights is null
     */
    public static Parameters ofWeights(DMatrixRMaj weights) {
        return new Parameters(Objects.requireNonNull(weights, "weights"), null, null);
    }

    /**
     * Returns class weights and biases.
     *
     * @param weights W, n×d. Not modified.
     * @param bias b, n×1; null = none. Not modified.
     * @return the parameters; the matrices are referenced, not copied
     * @throws NullPointerException if weights is null
     */
    public static Parameters ofWeights(DMatrixRMaj weights, DMatrixRMaj bias) {
        return new Parameters(Objects.requireNonNull(weights, "weights"), bias, null);
    }

    /**
     * Returns class centers alone.
     *
     * @param centers C, n×d. Not modified.
     * @return the parameters; the matrix is referenced, not copied
     * @throws NullPointerException if centers is null
     */
    public static Parameters ofCenters(DMatrixRMaj centers) {
        return new Parameters(null, null, Objects.requireNonNull(centers, "centers"));
    }

    /**
     * Returns these parameters with other centers.
     *
     * @param centers C, n×d; null = none. Not modified.
     * @return the parameters; the matrices are referenced, not copied
     */
    public Parameters withCenters(DMatrixRMaj centers) {
        return new Parameters(weights, bias, centers);
    }

    /**
     * Returns the parameter of a kind.
     *
     * @param kind which parameter
     * @return its matrix, or null if absent
     * @throws NullPointerException if kind is null
     */
    public DMatrixRMaj get(Kind kind) {
        return Objects.requireNonNull(kind, "kind") == Kind.WEIGHTS ? weights : kind == Kind.BIAS ? bias : centers;
    }

    /** Returns a row source for each parameter that is present. */
    Map<Kind, RowSource> rows() {
        return Kind.present(kind -> DoubleRows.of(get(kind)));
    }

    /** Returns the parameters of the given kinds alone. */
    Parameters only(Set<Kind> kinds) {
        return new Parameters(
                kinds.contains(Kind.WEIGHTS) ? weights : null,
                kinds.contains(Kind.BIAS) ? bias : null,
                kinds.contains(Kind.CENTERS) ? centers : null);
    }
}
