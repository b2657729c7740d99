package io.github.marginloss.bench.report;

import io.github.marginloss.bench.Contenders;
import io.github.marginloss.bench.Copy;
import io.github.marginloss.bench.Ours;
import io.github.marginloss.bench.Run;
import io.github.marginloss.bench.Shape;
import io.github.marginloss.bench.Start;
import io.github.marginloss.bench.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** The tables of contenders that were called in turn, and of first calls. */
final class RaceTables {

    private static final String CENTER = "Center";
    private static final String ARC_FACE = "ArcFace";

    private RaceTables() {}

    /** Median times, on one thread and on two. */
    static String times(Measured measured) {
        return races(
                measured,
                (run, name) -> shape ->
                        Markdown.strokes(Measured.median(run, shape, name, 1), Measured.median(run, shape, name, 2)));
    }

    /** The same as multiples of this library's. */
    static String ratios(Measured measured) {
        return races(
                measured,
                (run, name) -> shape -> Markdown.strokes(
                        Measured.ratio(run, shape, name, Ours.NAME, 1).orElse(Double.NaN),
                        Measured.ratio(run, shape, name, Ours.NAME, 2).orElse(Double.NaN)));
    }

    /** Processor time on one thread, the part of it that was spent in the kernel, and thousands of page faults. */
    static String processor(Measured measured) {
        return races(measured, (run, name) -> shape -> {
            Timing timing = Measured.timing(run, shape, name, 1);
            return timing == null ? "–" : Markdown.strokes(timing.cpu(), timing.kernel(), timing.faults() / 1000);
        });
    }

    /** Gives the cell of each shape. */
    interface Cell {
        String of(Shape shape);
    }

    private static String races(Measured measured, BiFunction<Run, String, Cell> cells) {
        return races(measured, measured.races(), cells);
    }

    /** One row per contender and run. */
    static String races(Measured measured, List<Run> runs, BiFunction<Run, String, Cell> cells) {
        Markdown table = new Markdown(1, heads("JDK " + measured.jdk()));
        for (Run run : runs) {
            for (String contender : Measured.contenders(run)) {
                List<String> row = new ArrayList<>(List.of(Measured.title(run, contender)));
                Shape.ALL.forEach(shape -> row.add(cells.apply(run, contender).of(shape)));
                table.row(row);
            }
        }
        return table.toString();
    }

    static List<String> heads(String first) {
        List<String> heads = new ArrayList<>(List.of(first));
        Shape.ALL.forEach(shape -> heads.add(shape.toString()));
        return heads;
    }

    /** For every loss, its time, also as a multiple of ArcFace's; where memory is the limit, also bytes per second. */
    static String losses(Measured measured) {
        Markdown table = new Markdown(1, heads("JDK " + measured.jdk()));
        for (Run run : measured.losses()) {
            for (String name : Measured.contenders(run)) {
                boolean memory = name.equals(CENTER) || name.equals(Contenders.COPY);
                List<String> row = new ArrayList<>(List.of(name));
                for (Shape shape : Shape.ALL) {
                    double time = Measured.median(run, shape, name, 1);
                    row.add(
                            memory
                                    ? Markdown.number(time) + ", " + Markdown.number(Copy.bytes(shape) / time / 1e6)
                                            + " GB/s"
                                    : Markdown.number(time) + ", "
                                            + Markdown.number(time / Measured.median(run, shape, ARC_FACE, 1)) + "×");
                }
                table.row(row);
            }
        }
        return table.toString();
    }

    /** First calls and memory. */
    static String starts(Measured measured) {
        Markdown table = new Markdown(
                2,
                List.of(
                        "JDK " + measured.jdk(),
                        "contender",
                        "threads",
                        "first call, ms",
                        "warm, ms",
                        "extra, first call, MB",
                        "extra, all calls, MB",
                        "allocated per warm step, MB"));
        for (Start start : measured.starts()) {
            table.row(List.of(
                    start.shape().toString(),
                    start.contender(),
                    Integer.toString(start.threads()),
                    Markdown.number(start.first()),
                    Markdown.number(start.warm()),
                    megabytes(start.peakOfFirst()),
                    megabytes(start.peak()),
                    megabytes(start.allocated())));
        }
        return table.toString();
    }

    static String megabytes(double bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }
}
