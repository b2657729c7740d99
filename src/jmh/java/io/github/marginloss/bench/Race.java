package io.github.marginloss.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Contenders in one run, call by call in turn, so that all meet the same machine. */
final class Race {

    private static final int LEAST_CALLS = 3;
    private static final double AGREEMENT = 1e-9;

    private final Problem problem;
    private final List<Contender> contenders = new ArrayList<>();
    private final List<List<Double>> times = new ArrayList<>();
    private final List<List<Double>> work = new ArrayList<>();
    private final List<Double> firsts = new ArrayList<>();
    private final List<Long> allocations = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private double loss = Double.NaN;

    Race(Problem problem) {
        this.problem = problem;
    }

    /** Enters a contender, with its first call. */
    void add(Contender contender) {
        System.gc();
        long before = Memory.mark();
        double first = time(contender);
        long resident = Memory.peak() - before;
        contenders.add(contender);
        times.add(new ArrayList<>());
        work.add(new ArrayList<>());
        firsts.add(first);
        allocations.add(0L);
        remarks.add(String.format(Locale.ROOT, "| %.1f | %.0f |", first, resident / 1e6));
    }

    private double time(Contender contender) {
        long start = System.nanoTime();
        double result = contender.step();
        double milliseconds = (System.nanoTime() - start) / 1e6;
        if (Math.abs(result - loss) > AGREEMENT * Math.abs(loss)) {
            throw new IllegalStateException(contender.name() + " has " + result + ", not " + loss);
        }
        loss = result;
        return milliseconds;
    }

    /** Runs for about so many seconds a contender, at least three calls each, after warming up; prints a table. */
    void run(double warmUp, double seconds) {
        double[] used = firsts.stream().mapToDouble(Double::doubleValue).toArray();
        rounds(used, warmUp, 0);
        times.forEach(List::clear);
        work.forEach(List::clear);
        rounds(new double[used.length], seconds, LEAST_CALLS);
        System.out.println();
        System.out.println("| " + problem + " | median, ms | : first | mean CPU, ms | : first | calls | first call, ms | peak beyond, MB | allocated, MB |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        double reference = median(times.get(0));
        double referenceWork = mean(work.get(0));
        for (int c = 0; c < contenders.size(); c++) {
            double median = median(times.get(c));
            double cpu = mean(work.get(c));
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %.2f | %.2f | %d %s %.1f |%n",
                    contenders.get(c).name(),
                    median,
                    median / reference,
                    cpu,
                    cpu / referenceWork,
                    times.get(c).size(),
                    remarks.get(c),
                    allocations.get(c) / 1e6);
        }
    }

    /** A contender that has had its time sits out, so that a slow one does not take that of the others. */
    private void rounds(double[] used, double seconds, int calls) {
        for (boolean called = true; called; ) {
            called = false;
            for (int c = 0; c < used.length; c++) {
                if (used[c] < seconds * 1000 || times.get(c).size() < calls) {
                    long allocated = Memory.allocated();
                    double cpu = Memory.cpuMilliseconds();
                    double time = time(contenders.get(c));
                    work.get(c).add(Memory.cpuMilliseconds() - cpu);
                    allocations.set(c, Memory.allocated() - allocated);
                    times.get(c).add(time);
                    used[c] += time;
                    called = true;
                }
            }
        }
    }

    /** Some systems count processor time in steps of 10 ms, which a mean evens out. */
    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
