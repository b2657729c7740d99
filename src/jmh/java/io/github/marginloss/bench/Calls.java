package io.github.marginloss.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The time of each call from the first on, with vectors and without. */
public final class Calls {

    /** The names in the tables. */
    public static final String VECTORS = "vectors";

    public static final String PLAIN = "plain loops";

    /** The calls that are reported, counted from 1. The time of each is the median of the calls around it. */
    private static final int[] CALLS = {1, 2, 5, 10, 20, 50, 100, 200, 400};

    private Calls() {}

    /** Times plain calls from the first on, in one process with the module and in another without it. */
    static List<Timing> all() throws IOException, InterruptedException {
        List<Timing> timings = new ArrayList<>();
        for (Shape shape : List.of(Shape.ALL.get(0), Shape.ALL.get(2))) {
            for (String name : List.of(PLAIN, VECTORS)) {
                timings.addAll(child(shape, name));
            }
        }
        timings.forEach(System.out::println);
        return timings;
    }

    private static List<Timing> child(Shape shape, String name) throws IOException, InterruptedException {
        String out = Child.output(name.equals(VECTORS), "calls-of", shape.key());
        String[] words = out.strip().split(" ");
        int threads = Runtime.getRuntime().availableProcessors();
        List<Timing> timings = new ArrayList<>();
        for (int k = 0; k < words.length; k++) {
            double time = Double.parseDouble(words[k]);
            timings.add(new Timing(shape, name, threads, CALLS[k], time, time, 0, 0, 0));
        }
        return timings;
    }

    /** Runs in a child process: makes calls, and prints their times. */
    static void of(Shape shape) {
        int most = shape.n() > 10_000 ? 50 : CALLS[CALLS.length - 1];
        Contender contender = Ours.plain(new Problem(shape));
        double[] times = new double[most + 2];
        for (int k = 0; k < times.length; k++) {
            times[k] = contender.turn(0)[0];
        }
        StringBuilder line = new StringBuilder();
        for (int call : CALLS) {
            if (call <= most) {
                // the median of three, so that a disturbed call does not count
                double time = call == 1
                        ? times[0]
                        : Race.median(new double[] {times[call - 2], times[call - 1], times[call]});
                line.append(time).append(' ');
            }
        }
        System.out.println(line);
    }
}
