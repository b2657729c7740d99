package io.github.marginloss.tool.batch;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.tool.loss.MarginArrays;
import io.github.marginloss.tool.message.Refusal;
import io.github.marginloss.tool.npz.ArraySource;
import java.util.Map;
import java.util.Set;

/**
 * The shape of a batch, read only from the headers of its arrays.
 *
 * @param samples m, rows of X
 * @param dimension d, columns of X
 * @param classes n
 */
public record Shape(int samples, int dimension, int classes) {

    /**
     * Checks that all shapes fit.
     *
     * @param inputs the arrays. Not modified.
     * @param name the name of the loss
     * @param uses the parameters that it learns. Not modified.
     * @param transposed whether W is d×n
     * @return the shape
     * @throws Refusal if an array is missing, is not used by the loss, or has a shape that does not fit
     */
    static Shape of(Inputs inputs, String name, Set<Kind> uses, boolean transposed) {
        Map<String, ArraySource> arrays = inputs.arrays();
        require(inputs, "X", "a matrix with one sample per row");
        require(inputs, "y", "one label per sample");
        requireUse(inputs, "W", name, uses.contains(Kind.WEIGHTS), false);
        requireUse(inputs, "C", name, uses.contains(Kind.CENTERS), false);
        requireUse(inputs, "b", name, uses.contains(Kind.BIAS), true);
        int[] x = matrix(arrays.get("X"), "(m, d), one sample per row,");
        Shape shape = new Shape(x[0], x[1], 0);
        if (arrays.containsKey("W")) {
            shape = shape.withClasses(classes(arrays.get("W"), x[1], transposed));
        }
        if (arrays.containsKey("C")) {
            shape = shape.withCenters(arrays.get("C"));
        }
        if (shape.classes == 0) {
            ArraySource empty = arrays.getOrDefault("W", arrays.get("C"));
            throw new Refusal(empty.place() + " has shape " + empty.shapeInWords() + ": one class or more expected");
        }
        vector(arrays.get("y"), shape.samples, "one label for each of the m rows of X");
        vector(arrays.get("b"), shape.classes, "one bias for each of the n classes");
        vector(arrays.get("sampleWeights"), shape.samples, "one weight for each of the m rows of X");
        vector(arrays.get("classWeights"), shape.classes, "one weight for each of the n classes");
        vector(arrays.get(MarginArrays.SAMPLES), shape.samples, "one margin for each of the m rows of X");
        vector(arrays.get(MarginArrays.CLASSES), shape.classes, "one margin for each of the n classes");
        return shape;
    }

    private Shape withClasses(int classes) {
        return new Shape(samples, dimension, classes);
    }

    private Shape withCenters(ArraySource centers) {
        int[] c = matrix(centers, "(n, d), one class per row,");
        if (c[1] != dimension || classes != 0 && c[0] != classes) {
            throw new Refusal(centers.place() + " has shape " + centers.shapeInWords() + ": "
                    + (classes == 0 ? "(n" : "(" + classes) + ", " + dimension
                    + ") expected, one class per row, d as in X");
        }
        return withClasses(c[0]);
    }

    private static int classes(ArraySource weights, int dimension, boolean transposed) {
        int[] w = matrix(weights, transposed ? "(d, n), one class per column," : "(n, d), one class per row,");
        int columns = transposed ? 0 : 1;
        if (w[columns] == dimension) {
            return w[1 - columns];
        }
        String fits = transposed ? "(" + dimension + ", n)" : "(n, " + dimension + ")";
        String cure = w[1 - columns] != dimension
                ? ", because X has " + dimension + " columns"
                : transposed
                        ? "; it fits without --weights dxn"
                        : "; if W is stored as d×n, one class per column, add --weights dxn";
        throw new Refusal(weights.place() + " has shape " + weights.shapeInWords() + ": " + fits + " expected" + cure);
    }

    private static void require(Inputs inputs, String array, String what) {
        if (!inputs.arrays().containsKey(array)) {
            throw new Refusal(inputs.file() + " contains no " + array + ": " + what + " expected; it contains "
                    + (inputs.arrays().isEmpty()
                            ? "nothing"
                            : String.join(" ", inputs.arrays().keySet())));
        }
    }

    private static void requireUse(Inputs inputs, String array, String name, boolean used, boolean optional) {
        if (used && !optional) {
            require(inputs, array, "a matrix for " + name + ", with one class per row,");
        } else if (!used && inputs.arrays().containsKey(array)) {
            throw new Refusal(inputs.file() + " contains " + array + ", which " + name
                    + " does not use: a file without it expected");
        }
    }

    private static int[] matrix(ArraySource array, String expected) {
        if (array.shape().length != 2) {
            throw new Refusal(array.place() + " has shape " + array.shapeInWords() + ": " + expected + " expected");
        }
        return array.shape();
    }

    /** Requires a vector, a column or a row; if one entry is expected, it may be a single number. Null is permitted. */
    private static void vector(ArraySource array, int length, String what) {
        if (array == null) {
            return;
        }
        int[] shape = array.shape();
        boolean fits = shape.length <= 2 && array.size() == length;
        if (!fits || shape.length == 2 && shape[0] != 1 && shape[1] != 1 && length > 0) {
            throw new Refusal(
                    array.place() + " has shape " + array.shapeInWords() + ": (" + length + ",) expected, " + what);
        }
    }
}
