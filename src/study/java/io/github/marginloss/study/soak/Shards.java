package io.github.marginloss.study.soak;

import io.github.marginloss.Batch;
import io.github.marginloss.Evaluation;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.check.Comparison;
import io.github.marginloss.check.Grade;
import io.github.marginloss.shard.Sharded;
import io.github.marginloss.shard.ShardedStep;
import io.github.marginloss.study.cases.Case;
import io.github.marginloss.study.cases.Wild;
import io.github.marginloss.study.measure.Judge;
import io.github.marginloss.study.measure.Output;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Runs steps over shards, of ordinary batches and of wild calls in turn. A single shard, and the ranges of an
 * evaluation, must give the bits of the evaluation. Any other shards must be as close to the reference as an evaluation
 * must be.
 */
public final class Shards {

    private static final int MOST = 9;
    private static final int SHOWN = 20;

    private long wild;
    private long ranges;
    private long empty;
    private long judged;
    private final TreeMap<Long, String> faults = new TreeMap<>();

    private Shards() {}

    /** Runs a number of steps, and reports the results. */
    public static String run(long steps) {
        return LongStream.range(0, steps)
                .parallel()
                .collect(Shards::new, Shards::step, Shards::add)
                .report(steps);
    }

    private void step(long number) {
        SplittableRandom random = new SplittableRandom(number);
        try {
            Case call = number % 2 == 0 ? Wild.make(number / 2) : null;
            if (call != null && call.loss() instanceof HeadLoss loss) {
                wild++;
                Batch batch = new Batch(call.features(), call.parameters(), call.labels());
                Evaluation whole = call.fast();
                same(number, call + " in one shard", whole, Sharded.evaluate(loss, batch, number, 0, call.classes()));
                Evaluation sharded = Sharded.evaluate(loss, batch, number, cuts(random, call.classes()));
                if (Soak.isJudged(call) && Double.isFinite(sharded.loss())) {
                    judge(number, call, sharded);
                }
            } else {
                ordinary(number, random);
            }
        } catch (RuntimeException e) {
            faults.put(number, e.toString());
        }
    }

    private void ordinary(long number, SplittableRandom random) {
        int m = random.nextInt(8);
        int d = 1 + random.nextInt(8);
        int n = random.nextInt(8) == 0 ? 50 + random.nextInt(400) : 1 + random.nextInt(30);
        HeadLoss loss = Slopes.loss(random, m, n);
        DMatrixRMaj x = Slopes.gaussian(random, m, d);
        Parameters parameters = Parameters.ofWeights(Slopes.gaussian(random, n, d));
        int one = random.nextInt(n);
        boolean together = random.nextInt(4) == 0;
        int[] labels = random.ints(m, 0, n).map(label -> together ? one : label).toArray();
        if (m == 0) {
            loss = (HeadLoss) loss.withReduction(Reduction.SUM);
        }
        Batch batch = new Batch(x, parameters, labels);
        Evaluation whole = loss.backward(x, parameters, labels);
        same(number, loss + " in one shard", whole, Sharded.evaluate(loss, batch, number, 0, n));
        int[] own = ShardedStep.ranges(m, d, n);
        if (own.length > 2) {
            ranges++;
            same(number, loss + " in " + Arrays.toString(own), whole, Sharded.evaluate(loss, batch, number, own));
        }
        int[] cuts = random.nextInt(8) == 0 ? IntStream.rangeClosed(0, n).toArray() : cuts(random, n);
        Evaluation sharded = Sharded.evaluate(loss, batch, number, cuts);
        Comparison comparison = Comparison.of(loss, x, parameters, labels, sharded);
        judged++;
        if (!comparison.reaches(Grade.P)) {
            faults.put(number, loss + " in " + Arrays.toString(cuts) + ": " + comparison);
        }
    }

    private int[] cuts(SplittableRandom random, int classes) {
        int shards = 1 + random.nextInt(MOST);
        int[] inner = random.ints(shards - 1, 0, classes + 1).sorted().toArray();
        int[] cuts = IntStream.concat(IntStream.concat(IntStream.of(0), Arrays.stream(inner)), IntStream.of(classes))
                .toArray();
        for (int k = 0; k < shards; k++) {
            empty += cuts[k] == cuts[k + 1] ? 1 : 0;
        }
        return cuts;
    }

    private void judge(long number, Case call, Evaluation sharded) {
        judged++;
        for (Output output : Judge.outputs(call, call.reference(), sharded)) {
            boolean asked = Double.isFinite(output.error()) && Double.isFinite(output.tolerance());
            if (asked && !output.reaches(Output.Grade.P)) {
                faults.put(number, call + ": " + output);
            }
        }
    }

    private void same(long number, String what, Evaluation expected, Evaluation actual) {
        boolean same = Double.compare(expected.loss(), actual.loss()) == 0
                && Arrays.equals(expected.sampleLosses(), actual.sampleLosses())
                && Arrays.equals(
                        expected.gradients().features().data, actual.gradients().features().data)
                && Arrays.equals(
                        expected.gradients().weights().data, actual.gradients().weights().data)
                && (expected.gradients().bias() == null
                        || Arrays.equals(
                                expected.gradients().bias().data,
                                actual.gradients().bias().data));
        if (!same) {
            faults.put(number, what + " has different bits");
        }
    }

    private void add(Shards other) {
        wild += other.wild;
        ranges += other.ranges;
        empty += other.empty;
        judged += other.judged;
        faults.putAll(other.faults);
    }

    private String report(long steps) {
        StringBuilder text = new StringBuilder(steps + " steps, " + wild + " of them wild, " + ranges
                + " with several ranges, " + empty + " empty shards, " + judged + " compared with the reference: "
                + faults.size() + " faults");
        faults.entrySet().stream()
                .limit(SHOWN)
                .forEach(fault ->
                        text.append("\n").append(fault.getKey()).append(": ").append(fault.getValue()));
        return text.append("\n").toString();
    }
}
