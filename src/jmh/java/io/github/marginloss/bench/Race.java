package io.github.marginloss.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Times contenders in one process, in turn, so that all run under the same conditions. */
final class Race {

    private static final int MIN_CALLS = 3;
    /**
     * The smallest duration of a turn, so that the after-effects of other turns, such as spinning threads, are a small
     * part of it.
     */
    private static final double TURN = 50;

    /**
     * The time for which short steps run uncounted before a turn: the system needs it to put an idle processor back to
     * use.
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
     * Runs each contender for about a number of seconds, with at least three calls, after a warm-up.
     *
     * @param shape the shape of the step
     * @param contenders the contenders
     * @param warmUp seconds per contender before measuring
     * @param seconds seconds per contender
     * @param listener receives each result
     * @return the results, in the order of the contenders
     */
    static List<Timing> run(
            Shape shape, List<Contender> contenders, double warmUp, double seconds, Consumer<Timing> listener) {
        rounds(contenders, warmUp, 1);
        List<Timing> timings = new ArrayList<>();
        for (Lane lane : rounds(contenders, seconds, MIN_CALLS)) {
            timings.add(lane.timing(shape));
            listener.accept(timings.get(timings.size() - 1));
        }
        return timings;
    }

    /**
     * Runs the rounds. A contender that has used up its time skips the remaining rounds, so that a slow one does not
     * take the others' time.
     */
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
