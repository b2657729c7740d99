package io.github.marginloss.bench;

import io.github.marginloss.bench.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** How fast the losses are: what is measured goes into files, and these become the tables and pictures of a page. */
public final class Bench {

    private static final String USAGE = """
            How fast the losses are (docs/performance.md).

              mvn -q -Pjmh test-compile exec:exec -Dbench="WHAT FOLDER …"          with DJL: -Pjmh,peers

              race FOLDER [LABEL [NAME …]]   the step of ArcFace against others, call by call in turn; of others only
                                             those whose names begin so
              losses FOLDER                  every loss against ArcFace, in turn, on one thread
              cold FOLDER                    first calls and memory, in processes of their own
              vectors FOLDER                 both kernels in turn; needs -Dbench.flags="--add-modules jdk.incubator.vector"
              calls FOLDER                   the time of each call from the first on, with vectors and without
              jmh FOLDER [REGEX]             kernels and curves under JMH; of the benchmarks those that match
              report FOLDER                  writes the tables of docs/performance.md and draws its pictures
            """;

    private static final double WARM_UP = 2;
    private static final double SECONDS = 3;

    private Bench() {}

    /** Runs what is asked for; a fault of the user's ends it with a message and exit code 2. */
    public static void main(String[] arguments) throws IOException, InterruptedException, RunnerException {
        List<String> given = Arrays.asList(arguments);
        if (given.size() < 2) {
            System.out.print(USAGE);
            return;
        }
        long start = System.nanoTime();
        Path folder = Path.of(given.get(1));
        List<String> rest = given.subList(2, given.size());
        switch (given.get(0)) {
            case "race" -> race(folder, rest);
            case "losses" -> losses(folder);
            case "cold" -> Run.of("", List.of(), Cold.all()).write(Run.file(folder, "cold", ""));
            case "vectors" ->
                Run.of("", Vectors.race(WARM_UP, SECONDS), List.of()).write(Run.file(folder, "vectors", ""));
            case "calls" -> Run.of("", Vectors.calls(), List.of()).write(Run.file(folder, "calls", ""));
            case "calls-of" -> {
                Vectors.callsOf(Shape.parse(given.get(1)));
                return;
            }
            case "jmh" -> jmh(folder, rest);
            case "report" -> Report.write(folder);
            case "once" -> {
                Cold.once(Shape.parse(given.get(1)), Integer.parseInt(rest.get(0)), rest.get(1));
                return;
            }
            default -> {
                System.err.println("bench: unknown: " + given.get(0));
                System.exit(2);
            }
        }
        System.err.printf("%.0f s%n", (System.nanoTime() - start) / 1e9);
    }

    private static void race(Path folder, List<String> rest) throws IOException {
        String label = rest.isEmpty() ? "" : rest.get(0);
        List<String> names = rest.isEmpty() ? rest : rest.subList(1, rest.size());
        List<Timing> timings = new ArrayList<>();
        for (Shape shape : Shape.ALL) {
            Problem problem = new Problem(shape);
            List<Contender> contenders = Contenders.race(problem, names);
            Agreement.check(problem, contenders);
            timings.addAll(Race.run(shape, contenders, WARM_UP, SECONDS, System.out::println));
            contenders.forEach(Contender::close);
        }
        Run.of(label, timings, List.of()).write(Run.file(folder, "race", label));
    }

    private static void losses(Path folder) throws IOException {
        List<Timing> timings = new ArrayList<>();
        for (Shape shape : Shape.ALL) {
            List<Contender> contenders = Contenders.losses(new Problem(shape));
            timings.addAll(Race.run(shape, contenders, WARM_UP, SECONDS, System.out::println));
            contenders.forEach(Contender::close);
        }
        Run.of("", timings, List.of()).write(Run.file(folder, "losses", ""));
    }

    private static void jmh(Path folder, List<String> rest) throws IOException, RunnerException {
        Path file = Run.file(folder, "jmh", "");
        new Runner(new OptionsBuilder()
                        .include(rest.isEmpty() ? "io.github.marginloss" : rest.get(0))
                        .resultFormat(ResultFormatType.JSON)
                        .result(file.toString())
                        .build())
                .run();
        Json.shorten(file);
    }
}
