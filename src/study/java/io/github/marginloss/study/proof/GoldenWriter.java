package io.github.marginloss.study.proof;

import io.github.marginloss.Center;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.study.cases.Case;
import io.github.marginloss.study.exact.Truth;
import io.github.marginloss.study.measure.Judge;
import io.github.marginloss.study.measure.Output;
import io.github.marginloss.study.measure.Output.Grade;
import io.github.marginloss.study.measure.Output.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/** Writes cases and their true answers in the golden format. */
public final class GoldenWriter {

    private final GoldenText text = new GoldenText();

    private GoldenWriter() {}

    /** The text of docs/golden/golden-hard.txt. */
    public static String hard() {
        GoldenWriter writer = new GoldenWriter();
        writer.text.line("#", "classification-loss golden vectors, format 1, set hard");
        List<Case> cases = HardCases.all();
        for (int k = 0; k < cases.size(); k++) {
            writer.write(String.format("H%03d", k), cases.get(k));
        }
        return writer.text.toString();
    }

    private void write(String id, Case call) {
        DMatrixRMaj x = call.features();
        Truth truth = Truth.of(call.loss(), x, call.parameters(), call.labels());
        if (truth.open() > 0) {
            throw new IllegalStateException(call + " is undecided");
        }
        text.line("case", id);
        text.about(call.group());
        GoldenLoss.write(call, text);
        text.line("shape", x.numRows + " " + x.numCols + " " + call.classes());
        text.line("policy", policy(call, truth.answer()));
        List<Output> judged = Judge.outputs(call, truth.answer(), call.fast());
        text.line("tolP", tolerance(judged, kind -> kind == Kind.LOSS), tolerance(judged, kind -> kind != Kind.LOSS));
        text.line("kappa", judged.stream().mapToDouble(Output::kappa).max().orElse(1));
        text.line("y", IntStream.of(call.labels()).mapToObj(Integer::toString).collect(Collectors.joining(" ")));
        text.rows("X", x);
        text.rows("W", call.parameters().weights());
        if (call.parameters().bias() != null) {
            text.line("b", call.parameters().bias().data);
        }
        text.rows("C", call.parameters().centers());
        answers(call, truth.answer());
        text.end();
    }

    /** The tolerance; infinite if the fast path misses the bound, because grade P does not apply there. */
    private static double tolerance(List<Output> judged, Predicate<Kind> which) {
        boolean misses = judged.stream().anyMatch(output -> which.test(output.kind()) && !output.reaches(Grade.P));
        return misses
                ? Double.POSITIVE_INFINITY
                : judged.stream()
                        .filter(output -> which.test(output.kind()))
                        .mapToDouble(Output::tolerance)
                        .max()
                        .orElse(4);
    }

    private static String policy(Case call, Evaluation answer) {
        List<String> policies = new ArrayList<>(Truth.singularities(call));
        if (outputs(answer).anyMatch(Double::isInfinite)) {
            policies.add("overflow");
        }
        if (outputs(answer).anyMatch(v -> v != 0 && Math.abs(v) < Double.MIN_NORMAL)) {
            policies.add("subnormal");
        }
        return policies.isEmpty() ? "none" : String.join(",", policies);
    }

    private static DoubleStream outputs(Evaluation answer) {
        Gradients all = answer.gradients();
        DoubleStream gradients = Stream.of(all.features(), all.weights(), all.bias(), all.centers())
                .filter(Objects::nonNull)
                .flatMapToDouble(matrix -> Arrays.stream(matrix.data));
        return DoubleStream.concat(
                DoubleStream.of(answer.loss()), DoubleStream.concat(Arrays.stream(answer.sampleLosses()), gradients));
    }

    private void answers(Case call, Evaluation answer) {
        DMatrixRMaj x = call.features();
        if (!(call.loss() instanceof Center)) {
            for (double[] row : Truth.logits(call.loss(), x, call.parameters(), call.labels())) {
                text.line("out.z", row);
            }
        }
        List<BigDecimal> losses = Truth.losses(call.loss(), x, call.parameters(), call.labels());
        text.line("out.li", answer.sampleLosses());
        text.line("out.li25", losses.stream().skip(1).map(GoldenText::digits).collect(Collectors.joining(" ")));
        text.line("out.L", answer.loss());
        text.line("out.L25", GoldenText.digits(losses.get(0)));
        text.rows("out.dX", answer.gradients().features());
        text.rows("out.dW", answer.gradients().weights());
        if (call.parameters().bias() != null) {
            text.line("out.db", answer.gradients().bias().data);
        }
        text.rows("out.dC", answer.gradients().centers());
    }
}
