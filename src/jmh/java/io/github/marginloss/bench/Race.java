package io.github.marginloss.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Contenders in one process, call by call in turn, so that all meet the same machine. */
final class Race {

    private static final int LEAST_CALLS = 3;
    /** A turn is at least so long: what others leave behind, as threads that still spin, is a small part of it. */
    private static final double TURN = 50;

    /**
     * Before it, short steps run as long uncounted: where a processor was idle, the system is that slow to use it
     * again.
     */
    private static final double LEAD = 50;

    /** The calls of one contender. */
    private static final class Lane {
        final Contender contender;
        final List<Double> times = new ArrayList<>();
        double total;
        double cpu;
        double kernel;
        long faults;

        Lane(Contender contender) {
            this.contender = contender;
        }

        void turn() {
            if (!times.isEmpty() && times.get(times.size() - 1) < TURN) {
                contender.turn(LEAD);
            }
            long process = contender.process();
            double cpuBefore = Usage.cpuMilliseconds(process);
            double kernelBefore = Usage.kernelMilliseconds(process);
            long faultsBefore = Usage.pageFaults(process);
            for (double time : contender.turn(TURN)) {
                times.add(time);
                total += time;
            }
            cpu += Usage.cpuMilliseconds(process) - cpuBefore;
            kernel += Usage.kernelMilliseconds(process) - kernelBefore;
            faults += Usage.pageFaults(process) - faultsBefore;
        }

        Timing timing(Shape shape) {
            int calls = times.size();
            double[] sorted =
                    times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return new Timing(
                    shape,
                    contender.name(),
                    contender.threads(),
                    calls,
                    median(sorted),
                    sorted[0],
                    cpu / calls,
                    kernel / calls,
                    (double) faults / calls);
        }
    }

    private Race() {}

    /**
     * Runs for about so many seconds a contender, at least three calls each, after the same to warm up.
     *
     * @param shape what they compute
     * @param contenders who
     * @param warmUp seconds
     * @param seconds seconds
     * @param listener is told each result
     * @return the results, in the order of the contenders
     */
    static List<Timing> run(
            Shape shape, List<Contender> contenders, double warmUp, double seconds, Consumer<Timing> listener) {
        rounds(contenders, warmUp, 1);
        List<Timing> timings = new ArrayList<>();
        for (Lane lane : rounds(contenders, seconds, LEAST_CALLS)) {
            timings.add(lane.timing(shape));
            listener.accept(timings.get(timings.size() - 1));
        }
        return timings;
    }

    /** A contender that has had its time sits out, so that a slow one does not take that of the others. */
    private static List<Lane> rounds(List<Contender> contenders, double seconds, int calls) {
        List<Lane> lanes = contenders.stream().map(Lane::new).toList();
        for (boolean called = true; called; ) {
            called = false;
            for (Lane lane : lanes) {
                if (lane.total < seconds * 1000 || lane.times.size() < calls) {
                    lane.turn();
                    called = true;
                }
            }
        }
        return lanes;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
