package io.github.marginloss.golden;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Compares results with those of a file, bit for bit; 0 and −0 are equal. */
final class EveryBit {

    private final GoldenCase golden;
    private final List<String> differences = new ArrayList<>();

    private EveryBit(GoldenCase golden) {
        this.golden = golden;
    }

    /** The outputs that differ from the file, in words. */
    static List<String> differences(GoldenCase golden, Loss loss) {
        EveryBit all = new EveryBit(golden);
        Evaluation actual = loss.backward(golden.features(), golden.parameters(), golden.labels());
        all.compare("L", actual.loss());
        all.compare("li", actual.sampleLosses());
        Gradients gradients = actual.gradients();
        all.compare("dX", gradients.features());
        all.compare("dW", gradients.weights());
        all.compare("dC", gradients.centers());
        if (gradients.bias() != null) {
            all.compare("db", gradients.bias().data);
        }
        return all.differences;
    }

    private void compare(String name, DMatrixRMaj actual) {
        if (actual != null) {
            compare(name, golden.matrix("out." + name).data, actual.data);
        }
    }

    private void compare(String name, double... actual) {
        compare(name, golden.numbers("out." + name), actual);
    }

    private void compare(String name, double[] expected, double... actual) {
        if (expected.length != actual.length) {
            throw new IllegalStateException(golden.id() + ": " + name + " has " + expected.length + " numbers");
        }
        for (int k = 0; k < expected.length; k++) {
            if (actual[k] != expected[k]) {
                differences.add(name + "[" + k + "] is " + Double.toHexString(actual[k]) + ", not "
                        + Double.toHexString(expected[k]));
            }
        }
    }
}
