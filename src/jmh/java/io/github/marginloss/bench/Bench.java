package io.github.marginloss.bench;

import io.github.marginloss.bench.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures how fast the losses are. The results are stored in files, from which the tables and pictures of a page are
 * made.
 */
public final class Bench {

    private static final String USAGE = """
            Measures how fast the losses are (docs/performance.md).

              mvn -q -Pjmh test-compile exec:exec -Dbench="WHAT FOLDER …"          with DJL: -Pjmh,peers

              race FOLDER [LABEL [NAME …]]   ArcFace's step and that of other programs, in turn; with
                                             NAMEs, only those whose names begin with one of them
              floats FOLDER [LABEL [NAME …]] the same on floats, with vectors and without, against DJL's float32
              losses FOLDER                  every loss and ArcFace, in turn, on one thread
              shards FOLDER                  a step over shards of one process, and an evaluation, in turn
              cold FOLDER                    first calls and memory, each contender in its own process
              vectors FOLDER                 ArcFace's step on plain loops and on vectors, in turn
              calls FOLDER                   the time of each call from the first on, with vectors and without
              jmh FOLDER [REGEX]             kernels and curves under JMH; with REGEX, the benchmarks that match
              report FOLDER [--keep]         docs/performance.md with tables of these files, and its pictures, into
                                             target/performance/report; with --keep in place, under version control
            """;

    private static final double WARM_UP = 2;
    private static final double SECONDS = 3;
    /** The seconds for each of twelve contenders. */
    private static final double SHORT = 1.2;

    private Bench() {}

    /** Runs the command. A user's mistake ends it with a message and exit code 2. */
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
            case "shards" -> shards(folder);
            case "cold" -> Run.of("", List.of(), Cold.all()).write(Run.file(folder, "cold", ""));
            case "floats" -> floats(folder, rest);
            case "vectors" -> vectors(folder);
            case "calls" -> Run.of("", Calls.all(), List.of()).write(Run.file(folder, "calls", ""));
            case "calls-of" -> {
                Calls.of(Shape.parse(given.get(1)));
                return;
            }
            case "serve" -> {
                OwnProcess.serve(Shape.parse(given.get(1)), Integer.parseInt(rest.get(0)), rest.get(1));
                return;
            }
            case "jmh" -> jmh(folder, rest);
            case "report" -> report(folder, rest);
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
        List<Timing> timings =
                race(WARM_UP, SECONDS, shape -> agreed(shape, Contenders.race(new Problem(shape), names(rest))));
        Run.of(label(rest), timings, List.of()).write(Run.file(folder, "race", label(rest)));
    }

    private static void floats(Path folder, List<String> rest) throws IOException {
        List<Timing> timings =
                race(SHORT, SHORT, shape -> agreed(shape, Contenders.floatRace(new Problem(shape), names(rest))));
        Run.of(label(rest), timings, List.of()).write(Run.file(folder, "floats", label(rest)));
    }

    private static void vectors(Path folder) throws IOException {
        List<Timing> timings = race(WARM_UP, SECONDS, shape -> agreed(shape, Contenders.kernels(shape)));
        Run.of("", timings, List.of()).write(Run.file(folder, "vectors", ""));
    }

    private static void losses(Path folder) throws IOException {
        List<Timing> timings = race(WARM_UP, SECONDS, shape -> Contenders.losses(new Problem(shape)));
        Run.of("", timings, List.of()).write(Run.file(folder, "losses", ""));
    }

    private static void report(Path folder, List<String> rest) throws IOException {
        if (rest.equals(List.of("--keep"))) {
            Report.keep(folder);
        } else if (rest.isEmpty()) {
            Report.draft(folder);
        } else {
            System.err.println("bench: report takes only --keep, but was given " + rest);
            System.exit(2);
        }
    }

    private static void shards(Path folder) throws IOException {
        Shape shape = Shape.ALL.get(Shape.ALL.size() - 1); // most classes
        List<Contender> contenders = agreed(shape, Contenders.shards(new Problem(shape)));
        List<Timing> timings = Race.run(shape, contenders, WARM_UP, SECONDS, System.out::println);
        contenders.forEach(Contender::close);
        Run.of("", timings, List.of()).write(Run.file(folder, "shards", ""));
    }

    private static String label(List<String> rest) {
        return rest.isEmpty() ? "" : rest.get(0);
    }

    private static List<String> names(List<String> rest) {
        return rest.isEmpty() ? rest : rest.subList(1, rest.size());
    }

    private static List<Contender> agreed(Shape shape, List<Contender> contenders) {
        Agreement.check(shape, contenders);
        return contenders;
    }

    private static List<Timing> race(double warmUp, double seconds, Function<Shape, List<Contender>> contenders) {
        List<Timing> timings = new ArrayList<>();
        for (Shape shape : Shape.ALL) {
            List<Contender> lanes = contenders.apply(shape);
            timings.addAll(Race.run(shape, lanes, warmUp, seconds, System.out::println));
            lanes.forEach(Contender::close);
        }
        return timings;
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
