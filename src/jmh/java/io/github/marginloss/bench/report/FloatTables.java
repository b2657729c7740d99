package io.github.marginloss.bench.report;

import io.github.marginloss.bench.Ours;
import io.github.marginloss.bench.OursOnFloats;
import io.github.marginloss.bench.Run;
import io.github.marginloss.bench.Shape;
import io.github.marginloss.bench.Start;
import java.util.ArrayList;
import java.util.List;

/** Tables that compare the step on floats with DJL's float32 and with doubles. */
final class FloatTables {

    /** This library on plain loops and on vectors. */
    static final List<String> FLOATS = List.of(OursOnFloats.NAME, OursOnFloats.NAME + Ours.VECTORS);

    /** The two forms of DJL. */
    static final List<String> DJL = List.of("DJL float32, autograd", "DJL float32, by hand");

    private static final List<String> LABELS = List.of("", Measured.TUNED);

    private static final Shape MANY = Shape.ALL.get(Shape.ALL.size() - 1);

    private FloatTables() {}

    /**
     * The first table: the times, and DJL's times as multiples of those with vectors, untuned and tuned.
     */
    static String answer(Measured measured) {
        List<String> heads = new ArrayList<>(List.of("JDK " + measured.jdk(), "plain loops, ms", "vectors, ms"));
        for (String label : LABELS) {
            DJL.forEach(form -> heads.add(label.isEmpty() ? form : form + " (" + label + ")"));
        }
        Markdown table = new Markdown(1, heads);
        for (Run run : runs(measured, "")) {
            for (Shape shape : Shape.ALL) {
                List<String> row = new ArrayList<>(List.of(shape.toString()));
                FLOATS.forEach(name -> row.add(both(threads -> Measured.median(run, shape, name, threads))));
                for (String label : LABELS) {
                    DJL.forEach(form ->
                            row.add(both(threads -> ratio(measured, label, shape, form, FLOATS.get(1), threads))));
                }
                table.row(row);
            }
        }
        return table.toString();
    }

    /** The runs with this label; may be empty. */
    static List<Run> runs(Measured measured, String label) {
        return measured.floats().stream()
                .filter(run -> run.label().equals(label))
                .toList();
    }

    /** The time of a contender as a multiple of another's, in the run with this label; NaN if not measured. */
    static double ratio(Measured measured, String label, Shape shape, String contender, String other, int threads) {
        return runs(measured, label).stream()
                .flatMapToDouble(run -> Measured.ratio(run, shape, contender, other, threads).stream())
                .findFirst()
                .orElse(Double.NaN);
    }

    /** A value for one thread and for two. */
    private interface ByThreads {
        double of(int threads);
    }

    private static String both(ByThreads value) {
        return Markdown.strokes(value.of(1), value.of(2));
    }

    /** Median times of all contenders of each run. */
    static String times(Measured measured) {
        return RaceTables.races(
                measured,
                measured.floats(),
                (run, name) -> shape -> both(threads -> Measured.median(run, shape, name, threads)));
    }

    /** The time of the step on floats as a multiple of its time on doubles. */
    static String doubles(Measured measured) {
        Markdown table = new Markdown(1, RaceTables.heads("JDK " + measured.jdk()));
        for (String kernels : runs(measured, "").isEmpty() ? List.<String>of() : List.of("", Ours.VECTORS)) {
            List<String> row = new ArrayList<>(List.of(kernels.isEmpty() ? "plain loops" : "vectors"));
            Shape.ALL.forEach(shape -> row.add(both(
                    threads -> ratio(measured, "", shape, OursOnFloats.NAME + kernels, Ours.NAME + kernels, threads))));
            table.row(row);
        }
        return table.toString();
    }

    /** The memory of the step with the most classes. */
    static String memory(Measured measured) {
        Markdown table = new Markdown(
                1,
                List.of(
                        "JDK " + measured.jdk() + ", " + MANY,
                        "threads",
                        "X, W and gradients, MB",
                        "extra, first call, MB",
                        "extra, all calls, MB"));
        boolean any = measured.starts().stream().anyMatch(start -> FLOATS.contains(start.contender()));
        for (Start start : any ? measured.starts() : List.<Start>of()) {
            boolean floats = FLOATS.contains(start.contender()) || DJL.contains(start.contender());
            if (start.shape().equals(MANY) && (floats || start.contender().equals(Ours.NAME))) {
                double numbers = 2.0 * MANY.d() * (MANY.m() + MANY.n());
                table.row(List.of(
                        start.contender(),
                        Integer.toString(start.threads()),
                        RaceTables.megabytes(numbers * (floats ? Float.BYTES : Double.BYTES)),
                        RaceTables.megabytes(start.peakOfFirst()),
                        RaceTables.megabytes(start.peak())));
            }
        }
        return table.toString();
    }
}
