package io.github.marginloss.bench.report;

import io.github.marginloss.bench.Calls;
import io.github.marginloss.bench.Ours;
import io.github.marginloss.bench.Run;
import io.github.marginloss.bench.Shape;
import io.github.marginloss.bench.Timing;
import java.util.ArrayList;
import java.util.List;

/** Tables of the speed-up by vectors once they are compiled, and of the time until then. */
final class VectorTables {

    private VectorTables() {}

    /** Times of both kernels, and their ratio, on one thread and on two. */
    static String ratios(Measured measured) {
        Markdown table = new Markdown(
                1,
                List.of(
                        "JDK " + measured.jdk(),
                        "plain loops, ms",
                        "vectors, ms",
                        "times as fast",
                        "GF/s, one thread"));
        for (Run run : measured.vectors()) {
            for (Shape shape : Shape.ALL) {
                double[] plain = both(run, shape, Ours.NAME);
                double[] vectors = both(run, shape, Ours.NAME + Ours.VECTORS);
                double operations = 6.0 * shape.m() * shape.d() * shape.n();
                table.row(List.of(
                        shape.toString(),
                        Markdown.strokes(plain),
                        Markdown.strokes(vectors),
                        Markdown.strokes(plain[0] / vectors[0], plain[1] / vectors[1]),
                        Markdown.number(operations / vectors[0] / 1e6)));
            }
        }
        return table.toString();
    }

    private static double[] both(Run run, Shape shape, String name) {
        return new double[] {
            Measured.timing(run, shape, name, 1).median(),
            Measured.timing(run, shape, name, 2).median()
        };
    }

    /** The time of a plain call by its number, starting with the first of the process. */
    static String calls(Measured measured) {
        StringBuilder tables = new StringBuilder();
        for (Run run : measured.calls()) {
            for (Shape shape : Shape.ALL) {
                tables.append(calls(measured, run, shape));
            }
        }
        return tables.toString();
    }

    private static String calls(Measured measured, Run run, Shape shape) {
        List<String> head = new ArrayList<>(List.of(shape + ", JDK " + measured.jdk() + ", ms of call"));
        List<List<String>> rows = new ArrayList<>();
        for (String name : List.of(Calls.PLAIN, Calls.VECTORS)) {
            List<Timing> timings = run.timings().stream()
                    .filter(t -> t.shape().equals(shape) && t.contender().equals(name))
                    .toList();
            List<String> row = new ArrayList<>(List.of(name));
            timings.forEach(t -> row.add(Markdown.number(t.median())));
            if (rows.isEmpty()) {
                timings.forEach(t -> head.add(Integer.toString(t.calls())));
            }
            rows.add(row);
        }
        if (head.size() == 1) {
            return "";
        }
        Markdown table = new Markdown(1, head);
        rows.forEach(table::row);
        return table + "\n";
    }
}
