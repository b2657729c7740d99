package io.github.marginloss.bench;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Checks that all contenders compute the same results, because a fast wrong answer is worthless. */
final class Agreement {

    private Agreement() {}

    /**
     * Calls each contender once and compares loss and gradients with those of the first.
     *
     * @throws IllegalStateException if they differ
     */
    static void check(Shape shape, List<Contender> contenders) {
        DMatrixRMaj[] expected = {new DMatrixRMaj(1, 1), new DMatrixRMaj(1, 1), new DMatrixRMaj(1, 1)};
        DMatrixRMaj[] actual = {new DMatrixRMaj(1, 1), new DMatrixRMaj(1, 1), new DMatrixRMaj(1, 1)};
        outputs(contenders.get(0), expected);
        for (Contender contender : contenders.subList(1, contenders.size())) {
            outputs(contender, actual);
            for (int k = 0; k < expected.length; k++) {
                double difference = difference(expected[k].data, actual[k].data);
                if (!(difference <= contender.tolerance())) {
                    throw new IllegalStateException(contender.name() + ": "
                            + List.of("loss", "∂X", "∂W").get(k) + " differs by " + difference + " at "
                            + shape);
                }
            }
        }
    }

    private static void outputs(Contender contender, DMatrixRMaj[] outputs) {
        outputs[0].set(0, 0, contender.step());
        contender.copyGradients(outputs[1], outputs[2]);
    }

    private static double difference(double[] expected, double[] actual) {
        double largest = 0;
        double difference = expected.length == actual.length ? 0 : Double.NaN;
        for (int k = 0; k < expected.length && !Double.isNaN(difference); k++) {
            largest = Math.max(largest, Math.abs(expected[k]));
            difference = Math.max(difference, Math.abs(expected[k] - actual[k]));
        }
        return difference / largest;
    }
}
