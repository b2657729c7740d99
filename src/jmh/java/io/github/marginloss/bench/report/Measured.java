package io.github.marginloss.bench.report;

import com.google.gson.Gson;
import io.github.marginloss.bench.Run;
import io.github.marginloss.bench.Shape;
import io.github.marginloss.bench.Start;
import io.github.marginloss.bench.Timing;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * All files of one virtual machine in a folder.
 *
 * @param jdk the version, 17 or 25
 * @param races the step of ArcFace against others, one for each label
 * @param floats the step on floats against others, one for each label
 * @param losses the losses against each other
 * @param colds first calls and memory
 * @param vectors the times of both kernels, measured in turn
 * @param calls the time of each call from the first on
 * @param jmh the results of JMH
 */
record Measured(
        int jdk,
        List<Run> races,
        List<Run> floats,
        List<Run> losses,
        List<Run> colds,
        List<Run> vectors,
        List<Run> calls,
        List<Score> jmh) {

    /** The label of runs in which the C library keeps freed memory. */
    static final String TUNED = "tuned";

    /**
     * A result as JMH writes it.
     *
     * @param benchmark class and method
     * @param params the parameters, or null
     * @param primaryMetric the score
     */
    record Score(String benchmark, Map<String, String> params, Metric primaryMetric) {

        record Metric(double score) {}

        double value() {
            return primaryMetric.score();
        }
    }

    /** Reads the files of each virtual machine that has any. */
    static List<Measured> read(Path folder) throws IOException {
        List<Measured> all = new ArrayList<>();
        for (int jdk : new int[] {17, 21, 25}) {
            List<Score> scores = new ArrayList<>();
            for (Path file : files(folder, "jmh", jdk)) {
                scores.addAll(Arrays.asList(read(file, Score[].class)));
            }
            Measured measured = new Measured(
                    jdk,
                    runs(folder, "race", jdk),
                    runs(folder, "floats", jdk),
                    runs(folder, "losses", jdk),
                    runs(folder, "cold", jdk),
                    runs(folder, "vectors", jdk),
                    runs(folder, "calls", jdk),
                    scores);
            if (!measured.empty()) {
                all.add(measured);
            }
        }
        return all;
    }

    private boolean empty() {
        return races.isEmpty()
                && floats.isEmpty()
                && losses.isEmpty()
                && colds.isEmpty()
                && vectors.isEmpty()
                && calls.isEmpty()
                && jmh.isEmpty();
    }

    private static List<Run> runs(Path folder, String kind, int jdk) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (Path file : files(folder, kind, jdk)) {
            runs.add(read(file, Run.class));
        }
        runs.sort(Comparator.comparing(Run::label));
        return runs;
    }

    private static List<Path> files(Path folder, String kind, int jdk) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches(kind + "-" + jdk + "(-.*)?\\.json"))
                    .sorted()
                    .toList();
        }
    }

    private static <T> T read(Path file, Class<T> type) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return new Gson().fromJson(reader, type);
        }
    }

    /** The timing of a contender in a run, or null. */
    static Timing timing(Run run, Shape shape, String contender, int threads) {
        return run.timings().stream()
                .filter(t -> t.shape().equals(shape) && t.contender().equals(contender) && t.threads() == threads)
                .findFirst()
                .orElse(null);
    }

    /** A contender's time as a multiple of another's in the same run; empty if not measured. */
    static OptionalDouble ratio(Run run, Shape shape, String contender, String other, int threads) {
        Timing one = timing(run, shape, contender, threads);
        Timing two = timing(run, shape, other, threads);
        return one == null || two == null ? OptionalDouble.empty() : OptionalDouble.of(one.median() / two.median());
    }

    /** The median of a timing; NaN if there is none. */
    static double median(Run run, Shape shape, String contender, int threads) {
        Timing timing = timing(run, shape, contender, threads);
        return timing == null ? Double.NaN : timing.median();
    }

    /** The contenders of a run, in its order. */
    static List<String> contenders(Run run) {
        return run.timings().stream().map(Timing::contender).distinct().toList();
    }

    /** A contender's name, with the label of the run. */
    static String title(Run run, String contender) {
        return run.label().isEmpty() ? contender : contender + " (" + run.label() + ")";
    }

    /** All starts. */
    List<Start> starts() {
        return colds.stream().flatMap(run -> run.starts().stream()).toList();
    }
}
