package io.github.marginloss.study.soak;

import io.github.marginloss.CombinedMargin;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Loss;
import io.github.marginloss.MarginLoss;
import io.github.marginloss.Sum;
import io.github.marginloss.study.cases.Case;
import io.github.marginloss.study.cases.Wild;
import io.github.marginloss.study.measure.Judge;
import io.github.marginloss.study.measure.Output;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Calls in which all arguments are extreme. None may throw, and no output may be NaN. A call with an infinite output is
 * compared with the reference, and so are some others. Some calls get a bad argument; they must throw the right
 * exception and leave the outputs unchanged.
 */
public final class Soak {

    private static final int COMPARED = 32;
    private static final int SPOILT = 64;
    /**
     * Doubles do not determine the cosine of an angle multiplied by more than this, or its slope if it is divided by
     * more.
     */
    private static final double LARGEST_MULTIPLE = 1e6;

    private Soak() {}

    /** Runs a number of calls, and reports the results. */
    public static String run(long calls) {
        return run(calls, LongStream.range(0, calls));
    }

    /** Runs only calls whose losses smooth or ignore labels, or have margins that depend on the sample. */
    public static String adaptive(long calls) {
        return run(calls, LongStream.range(0, calls).map(k -> 4 * k + 3));
    }

    private static String run(long calls, LongStream numbers) {
        return numbers.parallel().collect(Counts::new, Soak::call, Counts::add).report(calls);
    }

    private static void call(Counts counts, long number) {
        Case call = Wild.make(number);
        if (number % SPOILT == SPOILT - 1) {
            counts.spoilt++;
            Spoilt.check(call).ifPresent(fault -> counts.fail(call, fault));
            return;
        }
        Evaluation actual;
        try {
            actual = call.fast();
            double forward = call.loss().forward(call.features(), call.parameters(), call.labels());
            if (Double.doubleToLongBits(forward) != Double.doubleToLongBits(actual.loss())) {
                counts.fail(call, "forward gives " + forward + ", backward " + actual.loss());
            }
            if (call.loss() instanceof MarginLoss margin) {
                logits(counts, call, margin.logits(call.features(), call.parameters()).data);
            }
        } catch (RuntimeException e) {
            counts.fail(call, e.toString());
            return;
        }
        Entries entries = new Entries(actual);
        entries.count(call, counts);
        if (number % COMPARED == 0 || entries.anyInfinite()) {
            compare(counts, call, actual);
        }
    }

    private static void logits(Counts counts, Case call, double... logits) {
        for (double z : logits) {
            if (Double.isNaN(z)) {
                counts.fail(call, "a logit is NaN");
            }
        }
    }

    /**
     * Whether the study's bounds apply to a call. They assume hard labels and one margin for all samples, and doubles
     * do not determine the cosine of an angle with a huge multiplier.
     */
    static boolean isJudged(Case call) {
        Loss loss = call.loss() instanceof Sum sum ? sum.first() : call.loss();
        boolean told = !(loss instanceof CombinedMargin combined)
                || combined.m1() < LARGEST_MULTIPLE && combined.m1() > 1 / LARGEST_MULTIPLE;
        return told && call.number() % 4 != 3;
    }

    private static void compare(Counts counts, Case call, Evaluation actual) {
        Evaluation reference = call.reference();
        if (new Entries(reference).anyNaN()) {
            counts.fail(call, "the reference gives NaN");
        }
        if (!isJudged(call)) {
            return;
        }
        counts.compared++;
        List<Output> outputs = Judge.outputs(call, reference, actual);
        for (Output output : outputs) {
            if (Double.isInfinite(output.error()) && output.ofTerms() == 0) {
                counts.cancelling++;
            } else if (Double.isInfinite(output.error()) && Double.isFinite(output.ofTerms())) {
                counts.vanishing++;
            } else if (Double.isInfinite(output.tolerance())) {
                counts.unasked++;
            } else if (output.reaches(Output.Grade.P)) {
                counts.share = Math.max(counts.share, output.share());
            } else {
                counts.fail(call, output.toString());
            }
        }
    }
}
