package io.github.marginloss.bench;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** First calls and memory: every contender in a process of its own, so that none finds what another has warmed up. */
final class Cold {

    private static final Shape HEAVY = new Shape(256, 512, 20000);
    private static final Shape MANY = new Shape(128, 256, 100000);
    private static final double SECONDS = 3;
    private static final int LEAST_CALLS = 2;
    private static final int PAUSE = 500;

    private Cold() {}

    /** All of them, child by child. How what is allocated grows is asked of this library alone. */
    static List<Start> all() throws IOException, InterruptedException {
        List<Start> starts = new ArrayList<>();
        for (Shape shape : List.of(HEAVY, new Shape(MANY.m(), MANY.d(), MANY.n() / 2), MANY)) {
            for (String name : Contenders.doubles().keySet()) {
                if (name.equals(Ours.NAME)) {
                    starts.add(child(shape, 1, name));
                    starts.add(child(shape, 2, name));
                } else if (shape == HEAVY || shape == MANY) {
                    starts.add(child(shape, 1, name));
                }
            }
        }
        return starts;
    }

    private static Start child(Shape shape, int threads, String name) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dai.djl.offline=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Bench.class.getName(),
                        "once",
                        shape.key(),
                        Integer.toString(threads),
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(name + " ended with " + process.exitValue());
        }
        Start start = new Gson().fromJson(out, Start.class);
        System.out.println(start);
        return start;
    }

    /** What a child does: measures, and prints it. */
    static void once(Shape shape, int threads, String name) throws InterruptedException {
        Contender contender = Contenders.of(name, new Problem(shape), threads);
        System.gc();
        // a thread of its own frees the native memory of what has been collected, as of the copies that DJL is handed
        Thread.sleep(PAUSE);
        long before = Usage.mark();
        double first = contender.turn(0)[0];
        long peakOfFirst = Usage.peak() - before;
        List<Double> times = new ArrayList<>();
        long allocated = 0;
        for (double total = 0;
                total < SECONDS * 1000 || times.size() < LEAST_CALLS;
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
