package io.github.marginloss.bench;

import com.google.gson.Gson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Measures first calls and memory, with every contender in its own process, so that none benefits from another's
 * warm-up.
 */
final class Cold {

    private static final Shape HEAVY = new Shape(256, 512, 20000);
    private static final Shape MANY = new Shape(128, 256, 100000);
    private static final double SECONDS = 3;
    private static final int MIN_CALLS = 2;
    private static final int PAUSE = 500;

    private Cold() {}

    /**
     * Measures all contenders, one process after the other. For this library, also measures how its allocations grow.
     */
    static List<Start> all() throws IOException, InterruptedException {
        List<Start> starts = new ArrayList<>();
        for (Shape shape : List.of(HEAVY, new Shape(MANY.m(), MANY.d(), MANY.n() / 2), MANY)) {
            boolean alone = shape != HEAVY && shape != MANY;
            for (String name : Contenders.doubles().keySet()) {
                if (name.equals(Ours.NAME)) {
                    starts.addAll(onOneAndTwo(shape, name));
                } else if (!alone) {
                    starts.add(child(shape, 1, name));
                }
            }
            for (String name : alone ? Set.<String>of() : Contenders.floats().keySet()) {
                if (name.equals(OursOnFloats.NAME)) {
                    starts.addAll(onOneAndTwo(shape, name));
                    starts.addAll(onOneAndTwo(shape, name + Ours.VECTORS));
                } else {
                    starts.add(child(shape, 1, name));
                }
            }
        }
        return starts;
    }

    private static List<Start> onOneAndTwo(Shape shape, String name) throws IOException, InterruptedException {
        return List.of(child(shape, 1, name), child(shape, 2, name));
    }

    private static Start child(Shape shape, int threads, String name) throws IOException, InterruptedException {
        String out = Child.output(name.endsWith(Ours.VECTORS), "once", shape.key(), Integer.toString(threads), name);
        Start start = new Gson().fromJson(out, Start.class);
        System.out.println(start);
        return start;
    }

    /** Runs in a child process: measures, and prints the result. */
    static void once(Shape shape, int threads, String name) throws InterruptedException {
        Contender contender = Contenders.of(name, new Problem(shape), threads);
        System.gc();
        // a thread frees the native memory of collected objects, such as the copies that are handed to DJL
        Thread.sleep(PAUSE);
        long before = Usage.mark();
        double first = contender.turn(0)[0];
        long peakOfFirst = Usage.peak() - before;
        List<Double> times = new ArrayList<>();
        long allocated = 0;
        for (double total = 0;
                total < SECONDS * 1000 || times.size() < MIN_CALLS;
                total += times.get(times.size() - 1)) {
            long start = Usage.allocated();
            times.add(contender.turn(0)[0]);
            allocated = Usage.allocated() - start;
        }
        // the first half still warms up
        double[] warm = times.subList(times.size() / 2, times.size()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        long peak = Usage.peak() - before;
        Start result = new Start(shape, name, threads, first, Race.median(warm), peakOfFirst, peak, allocated);
        System.out.println(new Gson().toJson(result));
        contender.close();
    }
}
