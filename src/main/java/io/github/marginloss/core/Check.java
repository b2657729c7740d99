package io.github.marginloss.core;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.ejml.MatrixDimensionException;
import org.ejml.data.DMatrixRMaj;

/**
 * Checks of arguments. A message names the argument, the place, the value and what was expected; the comparisons are
 * written so that NaN fails them.
 *
 * <p>{@linkplain io.github.marginloss.core No API}.
 */
public final class Check {

    /** A margin from here on is taken for one in degrees. */
    private static final double LEAST_DEGREES = 5;

    private Check() {}

    /**
     * A number that is neither NaN nor infinite.
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
     * A finite number greater than 0.
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
     * An integer greater than 0.
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
     * A finite number not less than 0.
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
     * An angle in radians from 0 to π.
     *
     * @param name the argument
     * @param value its value
     * @return the value
     * @throws IllegalArgumentException if it is not
     */
    public static double angle(String name, double value) {
        String radians = value >= LEAST_DEGREES && value <= 180
                ? String.format(Locale.ROOT, "; %s degrees are %.4g", value, Math.toRadians(value))
                : "";
        return expect(
                value >= 0 && value <= Math.PI,
                name,
                value,
                "an angle in radians, 0 ≤ " + name + " ≤ π expected" + radians);
    }

    /**
     * A margin that is taken off a cosine. Cosines differ by at most 2, so a greater one is a scale or an angle.
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
                "a margin between cosines, 0 ≤ " + name + " ≤ 2 expected, not a scale and not an angle");
    }

    private static double expect(boolean holds, String name, double value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + ": " + expected);
        }
        return value;
    }

    /**
     * An array with an entry a sample.
     *
     * @param name the argument
     * @param length its length
     * @param features X, m×d. Not modified.
     * @throws MatrixDimensionException if it has not
     */
    public static void length(String name, int length, DMatrixRMaj features) {
        if (length != features.numRows) {
            throw new MatrixDimensionException(name + " has length " + length + ", but features is " + shape(features)
                    + ": length " + features.numRows + " expected, one entry per sample");
        }
    }

    /**
     * A matrix of a given shape.
     *
     * @param name the argument
     * @param matrix its value. Not modified.
     * @param rows expected rows
     * @param columns expected columns
     * @param order what the message says of them
     * @param like the argument that asks for it
     * @param other its value. Not modified.
     * @throws MatrixDimensionException if it has another
     */
    public static void shape(
            String name, DMatrixRMaj matrix, int rows, int columns, String order, String like, DMatrixRMaj other) {
        if (matrix.numRows != rows || matrix.numCols != columns) {
            throw new MatrixDimensionException(name + " is " + shape(matrix) + ", but " + like + " is " + shape(other)
                    + ": " + rows + "×" + columns + " expected" + order);
        }
    }

    /**
     * A matrix whose array holds all of its entries.
     *
     * @param name the argument
     * @param matrix its value. Not modified.
     * @throws MatrixDimensionException if it is too short
     */
    public static void complete(String name, DMatrixRMaj matrix) {
        if (matrix.data.length < (long) matrix.numRows * matrix.numCols) {
            throw new MatrixDimensionException(
                    name + " is " + shape(matrix) + ", but its array has only " + matrix.data.length + " entries");
        }
    }

    /**
     * The shape of a matrix in words.
     *
     * @param matrix any matrix. Not modified.
     * @return rows×columns
     */
    public static String shape(DMatrixRMaj matrix) {
        return matrix.numRows + "×" + matrix.numCols;
    }

    /**
     * Labels that name classes.
     *
     * @param labels y. Not modified.
     * @param classes n
     * @throws IllegalArgumentException if one does not
     */
    public static void labels(int[] labels, int classes) {
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException(
                        "labels[" + i + "] is " + labels[i] + ": 0 ≤ label < n = " + classes + " expected");
            }
        }
    }

    /**
     * A matrix without NaN and infinities.
     *
     * @param name the argument
     * @param matrix its value. Not modified.
     * @throws IllegalArgumentException if one is there
     */
    public static void finite(String name, DMatrixRMaj matrix) {
        Chunks.forEach(matrix.numRows * matrix.numCols, (chunk, from, to) -> {
            if (!allFinite(matrix.data, from, to)) {
                throw firstOutlier(name, matrix);
            }
        });
    }

    /** 0·v is NaN exactly where v is not finite; the sums are apart so that none waits for another. */
    private static boolean allFinite(double[] values, int from, int to) {
        double z0 = 0;
        double z1 = 0;
        double z2 = 0;
        double z3 = 0;
        int k = from;
        for (; k + 3 < to; k += 4) {
            z0 += 0 * values[k];
            z1 += 0 * values[k + 1];
            z2 += 0 * values[k + 2];
            z3 += 0 * values[k + 3];
        }
        for (; k < to; k++) {
            z0 += 0 * values[k];
        }
        return z0 + z1 + z2 + z3 == 0;
    }

    private static IllegalArgumentException firstOutlier(String name, DMatrixRMaj matrix) {
        int k = 0;
        while (Double.isFinite(matrix.data[k])) {
            k++;
        }
        return new IllegalArgumentException(name + "[" + k / matrix.numCols + ", " + k % matrix.numCols + "] is "
                + matrix.data[k] + ": finite numbers expected");
    }

    /**
     * Outputs that are neither inputs nor each other, by matrix and by array.
     *
     * @param inputs what is read, by name. Not modified.
     * @param outputs what will be written, by name. Not modified.
     * @param sampleLosses a further output, or null. Not modified.
     * @throws IllegalArgumentException if one is another
     */
    public static void distinct(
            Map<String, DMatrixRMaj> inputs, Map<String, DMatrixRMaj> outputs, double[] sampleLosses) {
        Map<String, DMatrixRMaj> others = new LinkedHashMap<>(inputs);
        outputs.forEach((output, matrix) -> {
            others.forEach((name, other) -> distinct(output, name, matrix == other || shared(matrix.data, other.data)));
            others.put(output, matrix);
        });
        if (sampleLosses != null) {
            others.forEach((name, other) -> distinct("sampleLosses", name, shared(sampleLosses, other.data)));
        }
    }

    private static void distinct(String output, String other, boolean same) {
        if (same) {
            throw new IllegalArgumentException(
                    output + " is " + other + ", or shares its array: an output of its own expected");
        }
    }

    /** Whether writing one array changes the other; EJML shares one empty array between empty matrices. */
    private static boolean shared(double[] data, double[] other) {
        return data == other && data.length > 0;
    }
}
