package io.github.marginloss.tool.judge;

import io.github.marginloss.Evaluation;
import io.github.marginloss.check.Precision;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Scale;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/** Tells whether a part of a program seems to run in a coarser precision than that of its results. */
record CoarserPrecision(Question question, Evaluation yours, Evaluation right) {

    /**
     * Makes a remark on these outputs if all are within the bounds of that precision, and the error of no output is
     * larger than that of its logits would be.
     */
    List<String> remarks(Set<String> outputs) {
        Precision coarser = question.precision() == Precision.DOUBLE ? Precision.FLOAT : Precision.HALF;
        double bound = 2 * size() * coarser.eps();
        boolean fits = question.precision() != Precision.HALF
                && NamedOutputs.names(yours, !Double.isNaN(right.loss())).stream()
                        .allMatch(name -> error(name) < bound)
                && question.with(coarser).compare(yours, right).passed();
        String size = coarser == Precision.HALF
                ? "of the size of float16 rounding of cosines or logits: is autocast on?"
                : "of the size of single precision: does a part of it run in float32?";
        return fits
                ? List.of(String.join(" ", outputs) + ": no mistake that this tool knows fits, but the errors are "
                        + size)
                : List.of();
    }

    /** The relative error of a whole output. */
    private double error(String output) {
        return Sample.distance(NamedOutputs.numbers(yours, output), NamedOutputs.numbers(right, output));
    }

    /** The size R of the logits. */
    private double size() {
        double x = largestNorm(question.features());
        double size = 1;
        for (WeightedLoss term : WeightedLoss.of(question.loss())) {
            if (term.loss().head() instanceof Head.Cosine cosine) {
                size = Math.max(size, cosine.scale() instanceof Scale.Fixed fixed ? fixed.s() : x);
            } else if (term.loss().head() instanceof Head.Linear) {
                size = Math.max(size, x * largestNorm(question.parameters().weights()));
            }
        }
        return size;
    }

    private static double largestNorm(DMatrixRMaj matrix) {
        return Arrays.stream(NamedOutputs.rows(matrix))
                .mapToDouble(NamedOutputs::norm)
                .max()
                .orElse(0);
    }
}
