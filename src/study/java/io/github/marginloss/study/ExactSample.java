package io.github.marginloss.study;

import io.github.marginloss.Evaluation;
import io.github.marginloss.study.cases.Case;
import io.github.marginloss.study.exact.Digits;
import io.github.marginloss.study.exact.Exact;
import io.github.marginloss.study.measure.Judge;
import io.github.marginloss.study.measure.Output;
import io.github.marginloss.study.measure.Output.Grade;
import io.github.marginloss.study.measure.Output.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The reference against decimal arithmetic of 140 digits and more, on the small ones among the cases. */
final class ExactSample {

    /** One of so many cases is taken. */
    private static final int SHARE = 50;

    private ExactSample() {}

    private record Judged(Case call, List<Output> outputs) {}

    static String report(int count) {
        List<Case> sample = Sweep.cases(count)
                .filter(Digits::isSmall)
                .limit(Math.max(1, count / SHARE))
                .toList();
        List<Judged> judged = sample.parallelStream().map(ExactSample::judge).toList();
        Map<String, List<Judged>> byGroup = new LinkedHashMap<>();
        judged.forEach(one -> byGroup.computeIfAbsent(one.call.group(), key -> new ArrayList<>())
                .add(one));
        String counted = "not correctly rounded";
        StringBuilder text = new StringBuilder(Formats.head(
                List.of("reference, decimal sample", "cases", "outputs", counted, "loss, ulp", "rows, eps", "R")));
        byGroup.forEach((group, cases) -> text.append(line(group, cases)));
        return text.append(line("all", judged)).toString();
    }

    private static Judged judge(Case call) {
        Evaluation reference = call.reference();
        return new Judged(call, Judge.outputs(call, Exact.of(call, reference), reference));
    }

    private static String line(String title, List<Judged> cases) {
        List<Output> outputs =
                cases.stream().flatMap(one -> one.outputs.stream()).toList();
        long good = cases.stream()
                .filter(one -> one.outputs.stream().allMatch(o -> o.reaches(Grade.R)))
                .count();
        return Formats.row(List.of(
                title,
                Integer.toString(cases.size()),
                Integer.toString(outputs.size()),
                Long.toString(
                        outputs.stream().filter(output -> output.error() > 0).count()),
                Formats.number(greatest(outputs, kind -> kind == Kind.LOSS)),
                Formats.number(greatest(outputs, kind -> kind != Kind.LOSS)),
                Long.toString(good)));
    }

    private static double greatest(List<Output> outputs, Predicate<Kind> which) {
        return outputs.stream()
                .filter(o -> which.test(o.kind()))
                .mapToDouble(Output::error)
                .max()
                .orElse(0);
    }
}
