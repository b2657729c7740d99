package io.github.marginloss.study;

import io.github.marginloss.Loss;
import io.github.marginloss.golden.Errors;
import io.github.marginloss.golden.GoldenCase;
import io.github.marginloss.golden.GoldenFile;
import io.github.marginloss.reference.Reference;
import io.github.marginloss.study.measure.Output;
import io.github.marginloss.study.measure.Output.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Judges the losses and the reference on the golden cases (docs/golden), whose answers are correctly rounded. */
final class Golden {

    /** The words with which a case's description begins, and the name of its group. */
    private static final Map<String, String> GROUPS = Map.ofEntries(
            Map.entry("random", "ordinary"),
            Map.entry("trained", "trained-like"),
            Map.entry("center", "ordinary"),
            Map.entry("confident", "confident"),
            Map.entry("theta", "θ near 0, π, branch points"),
            Map.entry("last-bit", "θ near 0, π, branch points"),
            Map.entry("t=", "θ near 0, π, branch points"),
            Map.entry("m1*theta", "θ near 0, π, branch points"),
            Map.entry("antipodal", "θ near 0, π, branch points"),
            Map.entry("exactly", "exactly parallel, zero rows, n = 1"),
            Map.entry("zero", "exactly parallel, zero rows, n = 1"),
            Map.entry("n=1", "exactly parallel, zero rows, n = 1"),
            Map.entry("duplicates", "equal and near-identical classes"),
            Map.entry("all classes", "equal and near-identical classes"),
            Map.entry("two duplicate", "equal and near-identical classes"),
            Map.entry("near-identical", "equal and near-identical classes"),
            Map.entry("x-norm", "norms 1e-310 to 1e200"),
            Map.entry("w-norm", "norms 1e-310 to 1e200"),
            Map.entry("norm", "norms 1e-310 to 1e200"),
            Map.entry("margin", "margins 0, 1e-8, 1"),
            Map.entry("x=", "Center: x at c, beside it, far off"),
            Map.entry("x near", "Center: x at c, beside it, far off"),
            Map.entry("large offset", "Center: x at c, beside it, far off"),
            Map.entry("s=", "large s, wide spreads"),
            Map.entry("logit spread", "large s, wide spreads"),
            Map.entry("bias spread", "large s, wide spreads"));

    private Golden() {}

    /** The tables of both evaluators. */
    static String report() {
        return report("the golden cases, fast path", loss -> loss) + "\n"
                + report("the golden cases, reference", Reference::of);
    }

    private static String report(String title, UnaryOperator<Loss> evaluator) {
        Report byGroup = new Report(title);
        for (GoldenCase golden : GoldenFile.cases()) {
            Errors errors = Errors.of(golden, evaluator.apply(golden.loss()));
            byGroup.add(group(golden), golden.toString(), outputs(golden, errors));
        }
        return byGroup.table();
    }

    private static String group(GoldenCase golden) {
        String about = golden.toString().substring(golden.toString().indexOf(": ") + 2);
        return GROUPS.keySet().stream()
                .filter(about::startsWith)
                .max((a, b) -> a.length() - b.length())
                .map(GROUPS::get)
                .orElse("other");
    }

    private static List<Output> outputs(GoldenCase golden, Errors errors) {
        double[] tolerance = golden.numbers("tolP");
        double kappa = golden.number("kappa");
        List<Output> outputs = new ArrayList<>();
        errors.lossUlps()
                .forEach((name, error) -> outputs.add(new Output(Kind.LOSS, name, error, tolerance[0], 1, error)));
        errors.rowEps()
                .forEach((name, error) ->
                        outputs.add(new Output(kind(name), name, error, tolerance[1], kappa, error / kappa)));
        return outputs;
    }

    private static Kind kind(String name) {
        return switch (name.substring(0, 2)) {
            case "dX" -> Kind.FEATURES;
            case "dW" -> Kind.WEIGHTS;
            case "db" -> Kind.BIAS;
            default -> Kind.CENTERS;
        };
    }
}
