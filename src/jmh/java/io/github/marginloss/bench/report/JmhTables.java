package io.github.marginloss.bench.report;

import io.github.marginloss.bench.Shape;
import io.github.marginloss.bench.report.Measured.Score;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables of JMH's results. */
final class JmhTables {

    /** The benchmarks with their descriptions, in the order of the table. */
    private static final List<Map.Entry<String, String>> KERNELS = List.of(
            Map.entry("KernelBenchmark.library", "the library's loop, GF/s"),
            Map.entry("KernelBenchmark.threeRows", "the same, three rows of the result at a time, GF/s"),
            Map.entry("KernelBenchmark.fourRows", "the same, four rows of the result at a time, GF/s"),
            Map.entry("KernelBenchmark.ejml", "EJML's product, GF/s"),
            Map.entry("PeakBenchmark.vectors", "chains of fma over an array, GF/s"),
            Map.entry("PeakBenchmark.scalars", "eight chains of fma in eight variables, GF/s"),
            Map.entry("ExpBenchmark.twoLoops", "exponential in two loops, ns"),
            Map.entry("ExpBenchmark.mathExp", "Math.exp, ns"));

    private JmhTables() {}

    private static String score(Measured measured, String benchmark, Map<String, String> params) {
        return measured.jmh().stream()
                .filter(s -> s.benchmark().endsWith("." + benchmark))
                .filter(s -> params.isEmpty() || params.equals(s.params()))
                .map(s -> Markdown.number(s.value()))
                .findFirst()
                .orElse("–");
    }

    /** One column per virtual machine. */
    static String kernels(List<Measured> all) {
        List<String> heads = new ArrayList<>(List.of("loop"));
        all.forEach(measured -> heads.add("JDK " + measured.jdk()));
        Markdown table = new Markdown(1, heads);
        for (Map.Entry<String, String> kernel : KERNELS) {
            List<String> row = new ArrayList<>(List.of(kernel.getValue()));
            all.forEach(measured -> row.add(score(measured, kernel.getKey(), Map.of())));
            table.row(row);
        }
        return table.toString();
    }

    /** The loss alone, and with gradients. */
    static String losses(Measured measured) {
        List<String> heads = new ArrayList<>(List.of("JDK " + measured.jdk()));
        Shape.ALL.forEach(shape -> heads.add(shape.toString()));
        Markdown table = new Markdown(1, heads);
        for (String loss : values(measured, "loss")) {
            List<String> row = new ArrayList<>(List.of(loss));
            for (Shape shape : Shape.ALL) {
                Map<String, String> params = Map.of("loss", loss, "shape", shape.key());
                row.add(score(measured, "LossBenchmark.forward", params) + " / "
                        + score(measured, "LossBenchmark.step", params));
            }
            table.row(row);
        }
        return table.toString();
    }

    /** The time of the step for growing n. */
    static String growth(Measured measured) {
        List<String> classes = values(measured, "classes");
        List<String> heads = new ArrayList<>(List.of("JDK " + measured.jdk()));
        heads.addAll(classes);
        Markdown table = new Markdown(1, heads);
        for (String contender : values(measured, "contender")) {
            for (String threads : values(measured, "threads")) {
                List<String> row = new ArrayList<>(List.of(contender + ", " + threads));
                for (String n : classes) {
                    row.add(score(
                            measured,
                            "GrowthBenchmark.step",
                            Map.of("classes", n, "threads", threads, "contender", contender)));
                }
                table.row(row);
            }
        }
        return table.toString();
    }

    /** The values of a parameter, in the order of the file. */
    static List<String> values(Measured measured, String parameter) {
        Set<String> values = new LinkedHashSet<>();
        for (Score score : measured.jmh()) {
            if (score.params() != null && score.params().containsKey(parameter)) {
                values.add(score.params().get(parameter));
            }
        }
        return List.copyOf(values);
    }
}
