package io.github.marginloss.study.soak;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.Sum;
import io.github.marginloss.study.cases.Case;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/** All numbers that a call gives. */
final class Entries {

    private final Case call;
    private final double[] actual;

    Entries(Case call, Evaluation actual) {
        this.call = call;
        this.actual = all(actual, call.parameters());
    }

    /** L, the l_i, and the gradients by X and all parameters of the call; 0 for those that are not there. */
    private static double[] all(Evaluation evaluation, Parameters parameters) {
        Gradients gradients = evaluation.gradients();
        Stream<DoubleStream> parts = Stream.of(
                DoubleStream.of(evaluation.loss()),
                Arrays.stream(evaluation.sampleLosses()),
                Arrays.stream(gradients.features().data),
                entries(gradients.weights(), parameters.weights()),
                entries(gradients.bias(), parameters.bias()),
                entries(gradients.centers(), parameters.centers()));
        return parts.flatMapToDouble(part -> part).toArray();
    }

    private static DoubleStream entries(DMatrixRMaj gradient, DMatrixRMaj parameter) {
        return gradient != null
                ? Arrays.stream(gradient.data)
                : parameter == null ? DoubleStream.empty() : Arrays.stream(new double[parameter.data.length]);
    }

    boolean anyInfinite() {
        return Arrays.stream(actual).anyMatch(Double::isInfinite);
    }

    boolean anyNaN() {
        return Arrays.stream(actual).anyMatch(Double::isNaN);
    }

    /** Whether this is a sum with a term that is infinite somewhere, which the sum then is, too. */
    boolean anyInfiniteTerm() {
        return Arrays.stream(terms()).flatMapToDouble(Arrays::stream).anyMatch(Double::isInfinite);
    }

    /** Counts them. NaN is a failure, unless infinite terms of a sum have opposite signs. */
    void count(Counts counts) {
        counts.outputs += actual.length;
        double[][] terms = null;
        for (int k = 0; k < actual.length; k++) {
            counts.infinite += Double.isInfinite(actual[k]) ? 1 : 0;
            if (Double.isNaN(actual[k])) {
                terms = terms == null ? terms() : terms;
                if (terms.length == 2 && Double.isInfinite(terms[0][k]) && terms[0][k] == -terms[1][k]) {
                    counts.opposite++;
                } else {
                    counts.fail(call, "output " + k + " is NaN");
                }
            }
        }
    }

    /** What the two terms of a sum give, the second with its weight; nothing for any other loss. */
    private double[][] terms() {
        if (!(call.loss() instanceof Sum sum)) {
            return new double[0][];
        }
        double[] second = values(sum.second());
        Arrays.setAll(second, k -> sum.weight() == 0 ? 0 : sum.weight() * second[k]);
        return new double[][] {values(sum.first()), second};
    }

    private double[] values(Loss term) {
        Parameters all = call.parameters();
        Parameters used = new Parameters(
                term.uses().contains(Kind.WEIGHTS) ? all.weights() : null,
                term.uses().contains(Kind.BIAS) ? all.bias() : null,
                term.uses().contains(Kind.CENTERS) ? all.centers() : null);
        return all(term.backward(call.features(), used, call.labels()), all);
    }
}
