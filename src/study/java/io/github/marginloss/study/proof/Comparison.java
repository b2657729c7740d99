package io.github.marginloss.study.proof;

import io.github.marginloss.Evaluation;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Compares the outputs of two evaluations bit for bit. 0 and −0 are equal. Outputs that are NaN in the first are left
 * out.
 */
final class Comparison {

    private final List<String> wrong = new ArrayList<>();
    private int outputs;
    private int left;

    private Comparison() {}

    static Comparison of(Evaluation expected, Evaluation actual) {
        Comparison all = new Comparison();
        all.compare("L", expected.loss(), actual.loss());
        all.compare("l", expected.sampleLosses(), actual.sampleLosses());
        all.compare("dX", expected.gradients().features(), actual.gradients().features());
        all.compare("dW", expected.gradients().weights(), actual.gradients().weights());
        all.compare("db", expected.gradients().bias(), actual.gradients().bias());
        all.compare("dC", expected.gradients().centers(), actual.gradients().centers());
        return all;
    }

    /** How many outputs there are: L, each l_i, each entry of a gradient. */
    int outputs() {
        return outputs;
    }

    /** How many outputs are NaN in the first. */
    int left() {
        return left;
    }

    /** The outputs that differ, with both values. */
    List<String> wrong() {
        return wrong;
    }

    private void compare(String name, double expected, double actual) {
        outputs++;
        left += Double.isNaN(expected) ? 1 : 0;
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

    private static String hex(double value) {
        return value + " (" + Double.toHexString(value) + ")";
    }
}
