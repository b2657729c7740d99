package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Comparisons of results, bit by bit or up to rounding. */
public final class Compare {

    /** 2^-52. */
    public static final double EPS = Math.ulp(1.0);

    private Compare() {}

    /** The four gradients. */
    public enum Output {
        FEATURES,
        WEIGHTS,
        BIAS,
        CENTERS;

        public DMatrixRMaj of(Gradients gradients) {
            return this == FEATURES ? gradients.features() : gradients.get(Parameters.Kind.valueOf(name()));
        }
    }

    /** The entries of a matrix, without what its array holds beyond them. */
    public static double[] entries(DMatrixRMaj matrix) {
        return Arrays.copyOf(matrix.data, matrix.getNumElements());
    }

    public static void bits(String what, double expected, double actual) {
        if (Double.doubleToRawLongBits(expected) != Double.doubleToRawLongBits(actual)) {
            fail(what + ": " + expected + " expected, bit by bit, but was " + actual);
        }
    }

    public static void bits(String what, double[] expected, double[] actual) {
        assertEquals(expected.length, actual.length, what);
        for (int k = 0; k < expected.length; k++) {
            bits(what + "[" + k + "]", expected[k], actual[k]);
        }
    }

    public static void bits(String what, DMatrixRMaj expected, DMatrixRMaj actual) {
        assertEquals(expected.numRows, actual.numRows, () -> what + ": rows");
        assertEquals(expected.numCols, actual.numCols, () -> what + ": columns");
        bits(what, entries(expected), entries(actual));
    }

    public static void bits(String what, Evaluation expected, Evaluation actual) {
        bits(what + " L", expected.loss(), actual.loss());
        bits(what + " l", expected.sampleLosses(), actual.sampleLosses());
        bits(what, expected.gradients(), actual.gradients());
    }

    static void bits(String what, Gradients expected, Gradients actual) {
        for (Output output : Output.values()) {
            assertEquals(output.of(expected) == null, output.of(actual) == null, what + " " + output);
            if (output.of(expected) != null) {
                bits(what + " " + output, output.of(expected), output.of(actual));
            }
        }
    }

    /** Whether |actual − expected| ≤ tolerance max(1, |expected|). */
    public static void close(String what, double tolerance, double expected, double actual) {
        assertTrue(
                Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)),
                () -> what + ": " + expected + " expected within " + tolerance + ", but was " + actual);
    }

    /** Whether no entry has an error of more than tolerance times the largest. */
    public static void close(String what, double tolerance, double[] expected, double[] actual) {
        assertEquals(expected.length, actual.length, what);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        for (int k = 0; k < expected.length; k++) {
            if (!(Math.abs(actual[k] - expected[k]) <= tolerance * largest)) {
                fail(what + "[" + k + "]: " + expected[k] + " expected within " + tolerance + "·" + largest
                        + ", but was " + actual[k]);
            }
        }
    }

    public static void close(String what, double tolerance, DMatrixRMaj expected, DMatrixRMaj actual) {
        assertEquals(expected.numRows, actual.numRows, () -> what + ": rows");
        assertEquals(expected.numCols, actual.numCols, () -> what + ": columns");
        close(what, tolerance, entries(expected), entries(actual));
    }

    public static void close(String what, double tolerance, Gradients expected, Gradients actual) {
        for (Output output : Output.values()) {
            assertEquals(output.of(expected) == null, output.of(actual) == null, what + " " + output);
            if (output.of(expected) != null) {
                close(what + " " + output, tolerance, output.of(expected), output.of(actual));
            }
        }
    }

    public static void close(String what, double tolerance, Evaluation expected, Evaluation actual) {
        close(what + " L", tolerance, expected.loss(), actual.loss());
        for (int i = 0; i < expected.sampleLosses().length; i++) {
            close(what + " l[" + i + "]", tolerance, expected.sampleLosses()[i], actual.sampleLosses()[i]);
        }
        close(what, tolerance, expected.gradients(), actual.gradients());
    }
}
