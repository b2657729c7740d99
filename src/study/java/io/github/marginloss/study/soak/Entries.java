package io.github.marginloss.study.soak;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.study.cases.Case;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/** All numbers that a call returns: L, the l_i, and the gradients. */
final class Entries {

    private final double[] actual;

    Entries(Evaluation evaluation) {
        Gradients gradients = evaluation.gradients();
        Stream<DoubleStream> parts = Stream.of(
                DoubleStream.of(evaluation.loss()),
                Arrays.stream(evaluation.sampleLosses()),
                entries(gradients.features()),
                entries(gradients.weights()),
                entries(gradients.bias()),
                entries(gradients.centers()));
        actual = parts.flatMapToDouble(part -> part).toArray();
    }

    private static DoubleStream entries(DMatrixRMaj gradient) {
        return gradient == null ? DoubleStream.empty() : Arrays.stream(gradient.data);
    }

    boolean anyInfinite() {
        return Arrays.stream(actual).anyMatch(Double::isInfinite);
    }

    boolean anyNaN() {
        return Arrays.stream(actual).anyMatch(Double::isNaN);
    }

    /** Counts the numbers. NaN is a failure. */
    void count(Case call, Counts counts) {
        counts.outputs += actual.length;
        counts.infinite += Arrays.stream(actual).filter(Double::isInfinite).count();
        if (anyNaN()) {
            counts.fail(call, "an output is NaN");
        }
    }
}
