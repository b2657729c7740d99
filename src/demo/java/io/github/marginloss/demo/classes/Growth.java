package io.github.marginloss.demo.classes;

import io.github.marginloss.Engine;
import io.github.marginloss.demo.DemoException;
import io.github.marginloss.demo.Table;
import io.github.marginloss.demo.classes.Laps.Round;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Measures the time and the memory of a step for growing numbers of classes, if all of them or a share take part. */
final class Growth {

    private static final String NAME = "shards-growth";
    private static final int[] HUNDREDTHS = {1, 3, 10, 30, 100};
    private static final double SAMPLED = 0.1;
    private static final int WARM = 2;
    private static final int SMALLEST = 5;
    /** The time for which short steps warm up, and the time for which they are measured. */
    private static final double SECONDS = 5;

    private Growth() {}

    /**
     * The results for one number of classes.
     *
     * @param settings the settings of the training run
     * @param steps the number of measured steps
     * @param laps the times of the step of median length
     * @param heap the bytes in use after a garbage collection
     */
    record Point(Settings settings, int steps, Laps laps, double heap) {}

    /** Measures, prints the table as it grows, and writes it with its picture. */
    static void run(Settings most, PrintStream out) {
        run(most, SECONDS, out);
    }

    static void run(Settings most, double seconds, PrintStream out) {
        List<Settings> all = settings(most);
        all.forEach(settings -> Heap.require(settings, Runtime.getRuntime().maxMemory()));
        List<Point> points = new ArrayList<>();
        for (Settings settings : all) {
            points.add(measure(settings, seconds));
            out.println(settings.classes() + " classes, rate " + settings.rate() + ": "
                    + Table.number(points.get(points.size() - 1).laps().seconds(), 3) + " s per step");
        }
        Table table = table(points);
        out.print("\n" + machine() + "\n\n" + table.markdown());
        try {
            Files.createDirectories(most.out());
            Files.writeString(most.out().resolve(NAME + ".csv"), "# " + machine() + "\n" + table.csv());
            new ShardsPicture(NAME, points).write(most.out());
        } catch (IOException e) {
            throw new DemoException("cannot write to " + most.out() + ": " + e.getMessage());
        }
        out.println("\n" + most.out().resolve(NAME) + ".csv, .png, .svg");
    }

    private static List<Settings> settings(Settings most) {
        List<Settings> all = new ArrayList<>();
        DoubleStream.of(most.rate() == 1 ? new double[] {1, SAMPLED} : new double[] {most.rate()})
                .forEach(rate -> {
                    for (int share : HUNDREDTHS) {
                        int classes = (int) Math.max(1, (long) most.classes() * share / 100);
                        all.add(most.with(classes, rate));
                    }
                });
        return all;
    }

    private static Point measure(Settings settings, double seconds) {
        ShardedHead head = new ShardedHead(settings);
        int warm = steps(head, 0, WARM, seconds).size();
        List<Laps> laps = steps(head, warm, SMALLEST, seconds);
        try {
            System.gc();
            return new Point(settings, laps.size(), ManyClasses.median(laps), Heap.used());
        } finally {
            // the heap in use must include the head
            Reference.reachabilityFence(head);
        }
    }

    private static List<Laps> steps(ShardedHead head, int before, int smallest, double seconds) {
        List<Laps> laps = new ArrayList<>();
        for (double sum = 0;
                laps.size() < smallest || sum < seconds;
                sum += laps.get(laps.size() - 1).seconds()) {
            laps.add(head.step(before + laps.size() + 1).laps());
        }
        return laps;
    }

    private static Table table(List<Point> points) {
        Stream<String> rounds = Stream.of(Round.values()).map(round -> round + " s");
        Table table = new Table(Stream.of(
                        Stream.of("classes", "rate", "shards", "steps"),
                        rounds,
                        Stream.of("step s", "W and momentum MB", "heap MB"))
                .flatMap(heads -> heads)
                .toArray(String[]::new));
        for (Point point : points) {
            Settings settings = point.settings();
            List<String> cells = new ArrayList<>(List.of(
                    Integer.toString(settings.classes()),
                    Double.toString(settings.rate()),
                    Integer.toString(settings.shards()),
                    Integer.toString(point.steps())));
            for (Round round : Round.values()) {
                cells.add(Table.number(point.laps().seconds(round), 4));
            }
            cells.add(Table.number(point.laps().seconds(), 3));
            cells.add(Long.toString(Heap.megabytes(Heap.parameters(settings))));
            cells.add(Long.toString(Heap.megabytes(point.heap())));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static String machine() {
        Runtime runtime = Runtime.getRuntime();
        return "JDK " + Runtime.version() + ", " + runtime.availableProcessors() + " processors, " + Engine.kernels()
                + ", heap up to " + Heap.megabytes((double) runtime.maxMemory()) + " MB";
    }
}
