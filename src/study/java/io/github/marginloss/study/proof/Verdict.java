package io.github.marginloss.study.proof;

import io.github.marginloss.Evaluation;
import io.github.marginloss.study.cases.Case;
import io.github.marginloss.study.exact.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The outputs of a case against the truth, bit for bit; zeros of either sign are equal.
 *
 * @param call the case
 * @param outputs how many there are: L, each l_i, each entry of a gradient
 * @param wrong which of them are not the true value rounded to nearest, with both
 * @param bits what the truth took
 * @param open how many outputs the truth could not decide
 */
record Verdict(Case call, int outputs, List<String> wrong, int bits, int open) {

    static Verdict of(Case call) {
        Truth truth = Truth.of(call.loss(), call.features(), call.parameters(), call.labels());
        Evaluation expected = truth.answer();
        Comparison comparison = new Comparison();
        Evaluation actual;
        try {
            actual = call.reference();
        } catch (RuntimeException e) {
            return new Verdict(call, 1, List.of("it throws " + e), truth.bits(), truth.open());
        }
        comparison.compare("L", expected.loss(), actual.loss());
        comparison.compare("l", expected.sampleLosses(), actual.sampleLosses());
        comparison.compare(
                "dX", expected.gradients().features(), actual.gradients().features());
        comparison.compare(
                "dW", expected.gradients().weights(), actual.gradients().weights());
        comparison.compare("db", expected.gradients().bias(), actual.gradients().bias());
        comparison.compare(
                "dC", expected.gradients().centers(), actual.gradients().centers());
        return new Verdict(call, comparison.outputs, comparison.wrong, truth.bits(), truth.open());
    }

    private static final class Comparison {

        private final List<String> wrong = new ArrayList<>();
        private int outputs;

        private void compare(String name, double expected, double actual) {
            outputs++;
            // an output that the truth could not decide is NaN, and counted apart
            if (!(actual == expected || Double.isNaN(expected))) {
                wrong.add(name + " is " + hex(actual) + ", true " + hex(expected));
            }
        }

        private void compare(String name, double[] expected, double[] actual) {
            for (int k = 0; k < expected.length; k++) {
                compare(name + "[" + k + "]", expected[k], actual[k]);
            }
        }

        private void compare(String name, DMatrixRMaj expected, DMatrixRMaj actual) {
            if (expected != null) {
                compare(name, expected.data, actual.data);
            }
        }
    }

    private static String hex(double value) {
        return value + " (" + Double.toHexString(value) + ")";
    }

    /** All that it takes to make the call again. */
    String inputs() {
        return "  " + call.loss() + "\n  y = " + Arrays.toString(call.labels()) + rows("X", call.features())
                + rows("W", call.parameters().weights())
                + rows("b", call.parameters().bias())
                + rows("C", call.parameters().centers()) + "\n";
    }

    private static String rows(String name, DMatrixRMaj matrix) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; matrix != null && i < matrix.numRows; i++) {
            text.append("\n  ").append(name).append(" =");
            for (int k = 0; k < matrix.numCols; k++) {
                text.append(' ').append(matrix.get(i, k));
            }
        }
        return text.toString();
    }
}
