package io.github.marginloss.bench.report;

import io.github.marginloss.bench.Ours;
import io.github.marginloss.bench.Run;
import io.github.marginloss.bench.Shape;
import io.github.marginloss.bench.Start;
import io.github.marginloss.bench.Timing;
import io.github.marginloss.bench.report.Found.Bound;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Finds the worst of the measured values.
 *
 * @param measured the results of one virtual machine
 */
record Search(Measured measured) {

    private static final int[] THREADS = {1, 2};

    private static String threads(int count) {
        return count == 1 ? "1 thread" : count + " threads";
    }

    int jdk() {
        return measured.jdk();
    }

    /** A contender's time as a multiple of this library's. */
    Found ratio(String contender, String label, Bound bound, BiPredicate<Shape, Integer> where) {
        Found found = new Found(bound);
        for (Run run : measured.races()) {
            for (Shape shape : Shape.ALL) {
                for (int threads : THREADS) {
                    if (run.label().equals(label) && where.test(shape, threads)) {
                        Measured.ratio(run, shape, contender, Ours.NAME, threads)
                                .ifPresent(r -> found.add(r, shape + " on " + threads(threads)));
                    }
                }
            }
        }
        return found;
    }

    /** A contender's time as a multiple of another's, in the runs on floats. */
    Found floats(String contender, String other, String label, Bound bound, Predicate<Shape> where) {
        Found found = new Found(bound);
        for (Shape shape : Shape.ALL) {
            for (int threads : THREADS) {
                double ratio = FloatTables.ratio(measured, label, shape, contender, other, threads);
                if (where.test(shape) && !Double.isNaN(ratio)) {
                    found.add(ratio, shape + " on " + threads(threads));
                }
            }
        }
        return found;
    }

    /** This library's time on one thread as a multiple of its time on two. */
    Found scaling(Bound bound, Predicate<Shape> where) {
        Found found = new Found(bound);
        for (Run run : measured.races()) {
            for (Shape shape : Shape.ALL) {
                Timing one = Measured.timing(run, shape, Ours.NAME, 1);
                Timing two = Measured.timing(run, shape, Ours.NAME, 2);
                if (run.label().isEmpty() && one != null && two != null && where.test(shape)) {
                    found.add(one.median() / two.median(), shape.toString());
                }
            }
        }
        return found;
    }

    /** The worst of a value from the first seconds of a process. */
    Found starts(List<String> contenders, ToDoubleFunction<Start> value, Bound bound, Predicate<Shape> where) {
        Found found = new Found(bound);
        for (Start start : measured.starts()) {
            if (contenders.contains(start.contender()) && where.test(start.shape())) {
                found.add(value.applyAsDouble(start), start.shape() + " on " + threads(start.threads()));
            }
        }
        return found;
    }

    /** The growth of a warm step's allocation with the size of W, in allocated doubles per entry of W. */
    Found allocationGrowth() {
        Found found = new Found(Bound.upper(1.0 / 8));
        for (Start less : measured.starts()) {
            for (Start more : measured.starts()) {
                Shape a = less.shape();
                Shape b = more.shape();
                boolean pair = less.contender().equals(Ours.NAME)
                        && more.contender().equals(Ours.NAME)
                        && less.threads() == more.threads()
                        && a.m() == b.m()
                        && a.d() == b.d()
                        && a.n() < b.n();
                if (pair) {
                    double bytes = more.allocated() - less.allocated();
                    double numbers = (double) (b.n() - a.n()) * b.d();
                    found.add(bytes / Double.BYTES / numbers, a + " to " + b + " on " + threads(less.threads()));
                }
            }
        }
        return found;
    }

    /** The time of a loss as a multiple of ArcFace's. */
    Found loss(String loss, Bound bound) {
        Found found = new Found(bound);
        for (Run run : measured.losses()) {
            for (Shape shape : Shape.ALL) {
                Measured.ratio(run, shape, loss, "ArcFace", 1).ifPresent(r -> found.add(r, shape.toString()));
            }
        }
        return found;
    }
}
