package io.github.marginloss.shard;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.Batch;
import io.github.marginloss.Compare;
import io.github.marginloss.Evaluation;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Losses;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.check.Comparison;
import io.github.marginloss.check.Grade;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.PreciseMargin;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A step over shards gives the results of an evaluation. */
class ShardedStepTest {

    static Stream<Losses.Entry> heads() {
        return Losses.all().stream().filter(entry -> entry.loss() instanceof HeadLoss);
    }

    /** Whether the margin is one that the reference cannot read. */
    private static boolean isUsers(Losses.Entry entry) {
        return entry.loss() instanceof MarginSoftmax loss
                && loss.margin() instanceof Margin margin
                && !(margin instanceof PreciseMargin);
    }

    private static Evaluation sharded(Losses.Entry entry, Batch batch, long seed, int... cuts) {
        return Sharded.evaluate((HeadLoss) entry.loss(), batch, seed, cuts);
    }

    @ParameterizedTest
    @MethodSource("heads")
    void aSingleShardHasTheBitsOfAnEvaluation(Losses.Entry entry) {
        for (int[] shape : new int[][] {{7, 5, 9}, {3, 4, 1}, {1, 1, 2}, {33, 16, 700}, {600, 3, 60}}) {
            Batch batch = entry.batch(shape[0], shape[1], shape[2], 7);
            Evaluation whole = batch.backward(entry.loss());
            Compare.bits(Arrays.toString(shape), whole, sharded(entry, batch, 1, 0, shape[2]));
        }
    }

    /** The ranges of the evaluation itself: several, and with a last tile that is not full. */
    @ParameterizedTest
    @MethodSource("heads")
    void theRangesOfAnEvaluationHaveItsBits(Losses.Entry entry) {
        for (int[] shape : new int[][] {{9, 5, 401}, {33, 16, 1900}, {520, 3, 130}}) {
            Batch batch = entry.batch(shape[0], shape[1], shape[2], 8);
            int[] ranges = ShardedStep.ranges(shape[0], shape[1], shape[2]);
            assertTrue(ranges.length > 3, "several ranges");
            Evaluation whole = batch.backward(entry.loss());
            Compare.bits(Arrays.toString(shape), whole, sharded(entry, batch, 2, ranges));
        }
    }

    /** Empty shards, shards of one class and shards without a target among them. */
    @ParameterizedTest
    @MethodSource("heads")
    void anyShardsAreTheWholeToRounding(Losses.Entry entry) {
        Random random = new Random(9);
        for (int shards = 1; shards <= 9; shards++) {
            int classes = 1 + random.nextInt(24);
            Batch batch = entry.batch(1 + random.nextInt(6), 1 + random.nextInt(7), classes, shards);
            int[] inner = random.ints(shards - 1, 0, classes + 1).sorted().toArray();
            int[] cuts = IntStream.concat(
                            IntStream.concat(IntStream.of(0), Arrays.stream(inner)), IntStream.of(classes))
                    .toArray();
            Evaluation evaluation = sharded(entry, batch, shards, cuts);
            Compare.close(
                    Arrays.toString(cuts),
                    entry.tolerance(batch.features().numCols),
                    batch.backward(entry.loss()),
                    evaluation);
            if (!isUsers(entry)) {
                Comparison comparison =
                        Comparison.of(entry.loss(), batch.features(), batch.parameters(), batch.labels(), evaluation);
                assertTrue(comparison.reaches(Grade.P), () -> Arrays.toString(cuts) + "\n" + comparison);
            }
            // whichever shard is first
            Compare.bits(Arrays.toString(cuts), evaluation, sharded(entry, batch, ~shards, cuts));
        }
    }
}
