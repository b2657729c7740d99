package io.github.marginloss.study.proof;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.Scale;
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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/** Writes cases and their true answers in the golden format. */
public final class GoldenWriter {

    private static final Map<ArcFace.Extension, String> VARIANTS = Map.of(
            ArcFace.Extension.NONE, "pure",
            ArcFace.Extension.LINEAR, "threshold",
            ArcFace.Extension.EASY, "easy",
            ArcFace.Extension.CONTINUOUS, "continuous",
            ArcFace.Extension.CLAMP, "clamp");

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
        loss(call);
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

    /** Infinite where the fast path misses the bound: grade P does not apply there. */
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

    private void loss(Case call) {
        Loss loss = call.loss();
        text.line("loss", name(loss));
        Reduction reduction = loss instanceof Center center ? center.reduction() : ((HeadLoss) loss).reduction();
        if (loss instanceof ArcFace arcFace) {
            text.line("variant", VARIANTS.get(arcFace.extension()));
            text.line("s", arcFace.s());
            text.line("m", arcFace.m());
        } else if (loss instanceof CosFace cosFace) {
            text.line("s", cosFace.s());
            text.line("m", cosFace.m());
        } else if (loss instanceof CombinedMargin combined) {
            text.line("s", combined.s());
            text.line("m1", combined.m1());
            text.line("m2", combined.m2());
            text.line("m3", combined.m3());
        } else if (loss instanceof SphereFace sphere) {
            text.line("t", Integer.toString(sphere.t()));
            text.line("lambda", sphere.lambda());
            if (sphere.scale() instanceof Scale.Fixed fixed) {
                text.line("fixedNorm", fixed.s());
            }
        } else if (loss instanceof Center) {
            text.line("centerReduction", reduction == Reduction.MEAN ? "mean" : "sum");
        }
        boolean plain = reduction == Reduction.MEAN || loss instanceof Center && reduction == Reduction.SUM;
        if (!plain) {
            text.line("sampleWeights", reduction.coefficients(call.labels()));
        }
    }

    private static String name(Loss loss) {
        return loss instanceof NormalizedSoftmax
                ? "nsoftmax"
                : loss instanceof CombinedMargin
                        ? "combined"
                        : loss.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String policy(Case call, Evaluation answer) {
        List<String> policies = new ArrayList<>();
        boolean cosine = !call.loss().uses().contains(Parameters.Kind.BIAS) && !(call.loss() instanceof Center);
        if (cosine && Truth.isCone(call.features(), call.parameters().weights(), call.labels())) {
            policies.add("kink");
        }
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
