package io.github.marginloss.internal;

import io.github.marginloss.internal.kernel.Chunks;
import io.github.marginloss.internal.kernel.RowSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import org.ejml.MatrixDimensionException;

/**
 * Checks of arguments. A message names the argument, the place and the value, and says what was expected. NaN fails
 * every comparison.
 */
public final class Check {

    /** An angle of this size or more is assumed to be in degrees. */
    private static final double MIN_DEGREES = 5;

    private Check() {}

    /**
     * Requires a number that is neither NaN nor infinite.
     *
     * @param name the argument
     * @param value its value
     * @return the value
     * @throws IllegalArgumentException if it is not
     */
    public static double finite(String name, double value) {
        return expect(Double.isFinite(value), name, value, "a finite number expected");
    }

    /**
     * Requires a finite number greater than 0.
     *
     * @param name the argument
     * @param value its value
     * @return the value
     * @throws IllegalArgumentException if it is not
     */
    public static double positive(String name, double value) {
        return expect(value > 0 && Double.isFinite(value), name, value, "a finite number > 0 expected");
    }

    /**
     * Requires an integer greater than 0.
     *
     * @param name the argument
     * @param value its value
     * @throws IllegalArgumentException if it is not
     */
    public static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ": an integer ≥ 1 expected");
        }
    }

    /**
     * Requires a finite number that is at least 0.
     *
     * @param name the argument
     * @param value its value
     * @return the value
     * @throws IllegalArgumentException if it is not
     */
    public static double nonNegative(String name, double value) {
        return expect(value >= 0 && Double.isFinite(value), name, value, "a finite number ≥ 0 expected");
    }

    /**
     * Requires an angle in radians from 0 to π.
     *
     * @param name the argument
     * @param value its value
     * @return the value
     * @throws IllegalArgumentException if it is not
     */
    public static double angle(String name, double value) {
        String radians = value >= MIN_DEGREES && value <= 180
                ? String.format(
                        Locale.ROOT,
                        "; %s degrees are %.4g, or are s and %s swapped?",
                        value,
                        Math.toRadians(value),
                        name)
                : "";
        return expect(
                value >= 0 && value <= Math.PI,
                name,
                value,
                "an angle in radians, 0 ≤ " + name + " ≤ π expected" + radians);
    }

    /**
     * Requires a margin that is a difference of cosines. These differ by at most 2, so a larger value is a scale or an
     * angle.
     *
     * @param name the argument
     * @param value its value
     * @return the value
     * @throws IllegalArgumentException if it is not from 0 to 2
     */
    public static double cosineMargin(String name, double value) {
        return expect(
                value >= 0 && value <= 2,
                name,
                value,
                "a difference of cosines, 0 ≤ " + name + " ≤ 2 expected, not a scale or an angle");
    }

    /**
     * Requires a number from 0 to 1.
     *
     * @param name the argument
     * @param value its value
     * @return the value
     * @throws IllegalArgumentException if it is not
     */
    public static double share(String name, double value) {
        return expect(value >= 0 && value <= 1, name, value, "0 ≤ " + name + " ≤ 1 expected");
    }

    /**
     * Requires a number above 0 and at most 1.
     *
     * @param name the argument
     * @param value its value
     * @throws IllegalArgumentException if it is not
     */
    public static void rate(String name, double value) {
        expect(value > 0 && value <= 1, name, value, "0 < " + name + " ≤ 1 expected");
    }

    /**
     * Requires a margin of either sign.
     *
     * @param name the argument
     * @param value its value
     * @param angular whether it is an angle in radians, rather than a difference of cosines
     * @return the value
     * @throws IllegalArgumentException if it is not from −π to π, or from −2 to 2
     */
    public static double margin(String name, double value, boolean angular) {
        double largest = angular ? Math.PI : 2;
        return expect(
                Math.abs(value) <= largest,
                name,
                value,
                angular
                        ? "an angle in radians from −π to π expected"
                        : "a difference of cosines from −2 to 2 expected, not a scale or an angle");
    }

    /**
     * Requires a number in a range.
     *
     * @param name the argument
     * @param value its value
     * @param smallest the smallest value allowed
     * @param largest the largest value allowed
     * @throws IllegalArgumentException if it is outside
     */
    public static void between(String name, double value, double smallest, double largest) {
        expect(
                value >= smallest && value <= largest,
                name,
                value,
                smallest + " ≤ " + name + " ≤ " + largest + " expected");
    }

    /**
     * Requires that one number is not larger than another.
     *
     * @param name the first number
     * @param value its value
     * @param other the second number
     * @param limit its value
     * @throws IllegalArgumentException if it is
     */
    public static void ordered(String name, double value, String other, double limit) {
        expect(value <= limit, name, value, name + " ≤ " + other + " = " + limit + " expected");
    }

    private static double expect(boolean holds, String name, double value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + ": " + expected);
        }
        return value;
    }

    /**
     * Requires an array with one entry per sample.
     *
     * @param name the argument
     * @param length its length
     * @param features X, m×d. Not modified.
     * @throws MatrixDimensionException if it has another length
     */
    public static void length(String name, int length, RowSource features) {
        if (length != features.rows()) {
            throw new MatrixDimensionException(name + " has length " + length + ", but features is " + shape(features)
                    + ": length " + features.rows() + " expected, one entry per sample");
        }
    }

    /**
     * Requires a matrix of a given shape.
     *
     * @param name the argument
     * @param matrix its value. Not modified.
     * @param rows expected rows
     * @param columns expected columns
     * @param order the meaning of the rows, for the message
     * @param like the argument that determines the shape
     * @param other its value. Not modified.
     * @throws MatrixDimensionException if the matrix has another shape
     */
    public static void shape(
            String name, RowSource matrix, int rows, int columns, String order, String like, RowSource other) {
        if (matrix.rows() != rows || matrix.columns() != columns) {
            throw new MatrixDimensionException(name + " is " + shape(matrix) + ", but " + like + " is " + shape(other)
                    + ": " + rows + "×" + columns + " expected" + order);
        }
    }

    /**
     * Requires a matrix whose array holds all of its entries.
     *
     * @param name the argument
     * @param matrix its value. Not modified.
     * @throws MatrixDimensionException if the array is too short
     */
    public static void complete(String name, RowSource matrix) {
        if (matrix.capacity() < (long) matrix.rows() * matrix.columns()) {
            throw new MatrixDimensionException(
                    name + " is " + shape(matrix) + ", but its array has only " + matrix.capacity() + " entries");
        }
    }

    /**
     * Returns the shape of a matrix as text.
     *
     * @param matrix any matrix. Not modified.
     * @return rows×columns
     */
    public static String shape(RowSource matrix) {
        return matrix.rows() + "×" + matrix.columns();
    }

    /**
     * Requires labels that are in [0, n) or ignored.
     *
     * @param labels y. Not modified.
     * @param classes n
     * @param ignored tells which labels are ignored
     * @throws IllegalArgumentException if one is neither
     */
    public static void labels(int[] labels, int classes, IntPredicate ignored) {
        for (int i = 0; i < labels.length; i++) {
            if ((labels[i] < 0 || labels[i] >= classes) && !ignored.test(labels[i])) {
                throw new IllegalArgumentException("labels[" + i + "] is " + labels[i] + ": 0 ≤ label < n = " + classes
                        + " expected, or a reduction that ignores it: reduction.ignoring(" + labels[i] + ")");
            }
        }
    }

    /**
     * Requires a matrix without NaN and infinities.
     *
     * @param name the argument
     * @param matrix its value. Not modified.
     * @throws IllegalArgumentException if there is one
     */
    public static void finite(String name, RowSource matrix) {
        int length = matrix.rows() * matrix.columns();
        Chunks.forEach(length, k -> {
            if (!matrix.allFinite(Chunks.from(k), Chunks.to(k, length))) {
                throw firstOutlier(name, matrix);
            }
        });
    }

    private static IllegalArgumentException firstOutlier(String name, RowSource matrix) {
        int k = 0;
        while (Double.isFinite(matrix.at(k))) {
            k++;
        }
        return new IllegalArgumentException(name + "[" + k / matrix.columns() + ", " + k % matrix.columns() + "] is "
                + matrix.at(k) + ": finite numbers expected");
    }

    /**
     * Requires that no output is an input or another output, or shares its array with one.
     *
     * @param inputs what is read, by name. Not modified.
     * @param outputs what will be written, by name. Not modified.
     * @param sampleLosses a further output, or null. Not modified.
     * @throws IllegalArgumentException if an output is or does
     */
    public static void distinct(Map<String, RowSource> inputs, Map<String, RowSource> outputs, double[] sampleLosses) {
        Map<String, RowSource> others = new LinkedHashMap<>(inputs);
        outputs.forEach((output, rows) -> {
            others.forEach((name, other) ->
                    distinct(output, name, rows.matrix() == other.matrix() || isShared(rows.array(), other)));
            others.put(output, rows);
        });
        if (sampleLosses != null) {
            others.forEach((name, other) -> distinct("sampleLosses", name, isShared(sampleLosses, other)));
        }
    }

    private static void distinct(String output, String other, boolean same) {
        if (same) {
            throw new IllegalArgumentException(
                    output + " is " + other + ", or shares its array: a separate output expected");
        }
    }

    /** Whether writing an array changes a matrix; EJML shares one empty array between empty matrices. */
    private static boolean isShared(Object array, RowSource other) {
        return array == other.array() && other.capacity() > 0;
    }
}
