package io.github.marginloss.demo.classes;

import io.github.marginloss.Engine;
import io.github.marginloss.demo.DemoException;
import io.github.marginloss.demo.classes.Laps.Round;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Trains a head over very many classes, or measures the cost. */
public final class ManyClasses {

    private static final List<String> OWN = List.of("--classes", "--grow", "--travel");

    private ManyClasses() {}

    /** {@return whether a command line is for this program} */
    public static boolean isMeant(String... arguments) {
        return Arrays.stream(arguments).anyMatch(OWN::contains);
    }

    /**
     * Runs the program.
     *
     * @throws DemoException if an option is wrong, or the heap too small
     */
    public static void run(PrintStream out, String... arguments) {
        Settings settings = Command.parse(arguments);
        switch (settings.mode()) {
            case HELP -> out.print(Command.USAGE);
            case GROW -> Growth.run(settings, out);
            case TRAVEL -> out.print(Travel.table(settings));
            case TRAIN -> train(settings, out);
        }
    }

    private static void train(Settings settings, PrintStream out) {
        Heap.require(settings, Runtime.getRuntime().maxMemory());
        out.println(settings.classes() + " classes, shards: " + settings.shards() + ", d = " + settings.dimension()
                + ", " + settings.batch() + " samples per step, " + settings.loss() + ", W and its momentum "
                + Heap.megabytes(Heap.parameters(settings)) + " MB, heap up to "
                + Heap.megabytes((double) Runtime.getRuntime().maxMemory()) + " MB");
        ShardedHead head = new ShardedHead(settings);
        List<Laps> laps = new ArrayList<>();
        for (int number = 1; number <= settings.steps(); number++) {
            ShardedHead.Result result = head.step(number);
            laps.add(result.laps());
            out.println(line(number, result));
        }
        out.println(summary(laps));
    }

    /** The first half warms up. */
    private static String summary(List<Laps> laps) {
        Laps median = median(laps.subList(laps.size() / 2, laps.size()));
        String rounds = Stream.of(Round.values())
                .map(round -> text("%s %.3f", round, median.seconds(round)))
                .collect(Collectors.joining(", "));
        return text("median of the second half: %.3f s (%s), %s", median.seconds(), rounds, Engine.kernels());
    }

    private static String line(int number, ShardedHead.Result result) {
        double seconds = result.laps().seconds();
        return text(
                "step %4d  loss %8.4f  %8.3f s  %9.0f classes/s  heap %5d MB",
                number, result.loss(), seconds, result.takingPart() / seconds, Heap.megabytes((double) Heap.used()));
    }

    /** {@return the step of median length; of two, the shorter one} */
    static Laps median(List<Laps> steps) {
        List<Laps> sorted =
                steps.stream().sorted(Comparator.comparingDouble(Laps::seconds)).toList();
        return sorted.get((sorted.size() - 1) / 2);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
