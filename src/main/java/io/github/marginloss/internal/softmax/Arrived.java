package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.Real;
import java.util.Arrays;

/** Checks a value that has arrived from another process: it must be complete, and its numbers must be possible ones. */
final class Arrived {

    private Arrived() {}

    /** {@return whether all are finite} */
    static boolean areFinite(double... numbers) {
        return Arrays.stream(numbers).allMatch(Double::isFinite);
    }

    /** {@return whether all are present and finite} */
    static boolean areNumbers(Real... numbers) {
        return Arrays.stream(numbers)
                .allMatch(number -> number != null
                        && number.mantissa() != null
                        && areFinite(number.mantissa().hi(), number.mantissa().lo()));
    }

    /** {@return whether an array has a finite number for each sample} */
    static boolean isFor(int samples, double... array) {
        return array != null && array.length == samples && areFinite(array);
    }

    /** {@return whether there is a row, or null, for each sample, and all rows have one length} */
    static boolean areRows(int samples, int columns, double[]... rows) {
        return rows != null
                && rows.length == samples
                && Arrays.stream(rows).allMatch(row -> row == null || isFor(columns, row));
    }
}
