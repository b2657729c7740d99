package io.github.marginloss.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.RowSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.ejml.MatrixDimensionException;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Each check accepts its range, bounds included, and refuses everything else with its message. */
class CheckTest {

    private static final double[] NEVER = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};

    private static void passes(DoubleUnaryOperator check, double... values) {
        for (double value : values) {
            assertEquals(value, check.applyAsDouble(value));
        }
    }

    private static void refuses(DoubleUnaryOperator check, String expected, double... values) {
        for (double value : values) {
            Exception thrown = assertThrows(IllegalArgumentException.class, () -> check.applyAsDouble(value));
            assertEquals("p is " + value + ": " + expected + " expected", thrown.getMessage());
        }
    }

    @Test
    void numbers() {
        passes(v -> Check.finite("p", v), 0, -1, Double.MAX_VALUE, -Double.MAX_VALUE);
        refuses(v -> Check.finite("p", v), "a finite number", NEVER);
        passes(v -> Check.positive("p", v), Double.MIN_VALUE, Double.MAX_VALUE);
        refuses(v -> Check.positive("p", v), "a finite number > 0", NEVER);
        refuses(v -> Check.positive("p", v), "a finite number > 0", 0, -0.0, -Double.MIN_VALUE);
        passes(v -> Check.nonNegative("p", v), 0, -0.0, Double.MAX_VALUE);
        refuses(v -> Check.nonNegative("p", v), "a finite number ≥ 0", NEVER);
        refuses(v -> Check.nonNegative("p", v), "a finite number ≥ 0", -Double.MIN_VALUE);
        passes(v -> Check.angle("p", v), 0, Math.PI);
        refuses(v -> Check.angle("p", v), "an angle in radians, 0 ≤ p ≤ π", NEVER);
        refuses(v -> Check.angle("p", v), "an angle in radians, 0 ≤ p ≤ π", -Double.MIN_VALUE, Math.nextUp(Math.PI));
    }

    private static void says(String message, Class<? extends Exception> type, Runnable check) {
        assertEquals(message, assertThrows(type, check::run).getMessage());
    }

    private static RowSource rows(DMatrixRMaj matrix) {
        return new DoubleRows(matrix);
    }

    @Test
    void shapes() {
        DMatrixRMaj x = new DMatrixRMaj(3, 2);
        Check.length("y", 3, rows(x));
        Class<MatrixDimensionException> type = MatrixDimensionException.class;
        says(
                "y has length 2, but features is 3×2: length 3 expected, one entry per sample",
                type,
                () -> Check.length("y", 2, rows(x)));
        Check.shape("w", rows(new DMatrixRMaj(5, 2)), 5, 2, ", one class per row", "features", rows(x));
        String w = "w is 5×2, but features is 3×2: ";
        says(
                w + "4×2 expected, one class per row",
                type,
                () -> Check.shape("w", rows(new DMatrixRMaj(5, 2)), 4, 2, ", one class per row", "features", rows(x)));
        says(
                w + "5×1 expected",
                type,
                () -> Check.shape("w", rows(new DMatrixRMaj(5, 2)), 5, 1, "", "features", rows(x)));
    }

    @Test
    void labels() {
        Check.labels(new int[] {0, 4}, 5, label -> false);
        Check.labels(new int[] {0, -7, 4}, 5, label -> label == -7);
        Check.labels(new int[0], 0, label -> false);
        Class<IllegalArgumentException> type = IllegalArgumentException.class;
        String expected = ": 0 ≤ label < n = 5 expected, or a reduction that ignores it: reduction.ignoring(";
        says("labels[1] is 5" + expected + "5)", type, () -> Check.labels(new int[] {0, 5}, 5, label -> label == -1));
        says("labels[0] is -1" + expected + "-1)", type, () -> Check.labels(new int[] {-1, 7}, 5, label -> false));
    }

    /** Every place and every length, because four places are examined together; entries behind the end do not count. */
    @Test
    void outliersAtEveryPlace() {
        for (int columns = 1; columns <= 9; columns++) {
            for (int rows = 1; rows <= 2; rows++) {
                outliers(rows, columns);
            }
        }
        Check.finite("x", rows(new DMatrixRMaj(0, 3)));
    }

    private static void outliers(int rows, int columns) {
        int length = rows * columns;
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        matrix.data = Arrays.copyOf(matrix.data, length + 1);
        matrix.data[length] = Double.NaN;
        Arrays.fill(matrix.data, 0, length, -Double.MAX_VALUE);
        Check.finite("x", rows(matrix));
        for (int k = 0; k < length; k++) {
            for (double bad : NEVER) {
                matrix.data[k] = bad;
                String place = "x[" + k / columns + ", " + k % columns + "]";
                says(
                        place + " is " + bad + ": finite numbers expected",
                        IllegalArgumentException.class,
                        () -> Check.finite("x", rows(matrix)));
            }
            matrix.data[k] = -Double.MAX_VALUE;
        }
    }

    @Test
    void outputsOfTheirOwn() {
        DMatrixRMaj x = new DMatrixRMaj(3, 2);
        DMatrixRMaj w = new DMatrixRMaj(4, 2);
        DMatrixRMaj dx = new DMatrixRMaj(3, 2);
        DMatrixRMaj dw = new DMatrixRMaj(4, 2);
        Map<String, RowSource> inputs = new LinkedHashMap<>();
        inputs.put("x", rows(x));
        inputs.put("w", rows(w));
        Check.distinct(inputs, outputs(dx, dw), new double[3]);
        Check.distinct(inputs, Map.of(), null);
        // an empty array may be shared, because nobody can write to it
        double[] none = {};
        Check.distinct(inputs, outputs(DMatrixRMaj.wrap(0, 0, none), DMatrixRMaj.wrap(0, 0, none)), none);
        shared(inputs, "out0 is w", null, w);
        shared(inputs, "out0 is w", null, DMatrixRMaj.wrap(1, 8, w.data));
        shared(inputs, "out1 is out0", null, dx, DMatrixRMaj.wrap(1, 6, dx.data));
        shared(inputs, "sampleLosses is x", x.data);
        shared(inputs, "sampleLosses is out0", dx.data, dx);
        // the same empty matrix would be reshaped twice
        DMatrixRMaj empty = new DMatrixRMaj(0, 0);
        shared(inputs, "out1 is out0", null, empty, empty);
    }

    private static Map<String, RowSource> outputs(DMatrixRMaj... matrices) {
        Map<String, RowSource> outputs = new LinkedHashMap<>();
        for (DMatrixRMaj matrix : matrices) {
            outputs.put("out" + outputs.size(), rows(matrix));
        }
        return outputs;
    }

    private static void shared(Map<String, RowSource> inputs, String message, double[] losses, DMatrixRMaj... outputs) {
        says(
                message + ", or shares its array: a separate output expected",
                IllegalArgumentException.class,
                () -> Check.distinct(inputs, outputs(outputs), losses));
    }
}
