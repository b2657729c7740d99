package io.github.marginloss.demo.classes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.FloatGradients;
import io.github.marginloss.FloatParameters;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training shard by shard gives the results of training with whole matrices. */
class ShardedHeadTest {

    private static final int STEPS = 5;

    private static Settings settings(String options) {
        return Command.parse(("--classes 300 --dimension 16 --batch 32 --seed 3 " + options).split(" "));
    }

    private static double[] losses(ShardedHead head, int steps) {
        return IntStream.rangeClosed(1, steps)
                .mapToDouble(number -> head.step(number).loss())
                .toArray();
    }

    /** All rows of the shards, one below the other: W if column is 0, the momentum if it is 1. */
    private static float[] rows(ShardedHead head, int matrix) {
        float[] rows = new float[300 * 16];
        for (ClassShard shard : head.shards()) {
            FMatrixRMaj own = matrix == 0 ? shard.weights() : shard.momentum();
            System.arraycopy(own.data, 0, rows, shard.first() * 16, own.getNumElements());
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--loss arcface",
                "--loss cosface",
                "--loss softmax",
                "--loss arcface --rate 0.2",
                "--loss arcface --rate 0.2 --correction log_rate"
            })
    void theLossGoesDown(String options) {
        double[] losses = losses(new ShardedHead(settings(options)), 60);
        double end = Arrays.stream(losses).skip(50).average().orElseThrow();
        assertTrue(end < 0.5 * losses[0], () -> "from " + losses[0] + " to " + end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--shards 3", "--shards 3 --rate 0.2"})
    void theSameSeedGivesTheSameBits(String options) {
        ShardedHead first = new ShardedHead(settings(options));
        ShardedHead again = new ShardedHead(settings(options));
        assertArrayEquals(losses(first, STEPS), losses(again, STEPS));
        assertArrayEquals(rows(first, 0), rows(again, 0));
        ShardedHead other = new ShardedHead(settings(options.replace("--shards", "--seed 4 --shards")));
        assertFalse(Arrays.equals(losses(other, STEPS), losses(new ShardedHead(settings(options)), STEPS)));
    }

    /** The same steps with evaluate, over whole matrices. */
    private static double[] evaluated(Settings settings, FMatrixRMaj weights) {
        Identities identities = new Identities(300, 16, new Chance(settings.seed()));
        FMatrixRMaj momentum = new FMatrixRMaj(300, 16);
        FMatrixRMaj gradient = new FMatrixRMaj(300, 16);
        return IntStream.rangeClosed(1, STEPS)
                .mapToDouble(number -> {
                    Identities.Batch batch = identities.batch(number, settings.batch());
                    double loss = settings.loss()
                            .evaluate(
                                    batch.features(),
                                    FloatParameters.ofWeights(weights),
                                    batch.labels(),
                                    null,
                                    FloatGradients.ofWeights(gradient));
                    settings.optimiser().step(weights, momentum, gradient);
                    return loss;
                })
                .toArray();
    }

    @Test
    void oneShardHasTheBitsOfAnEvaluation() {
        Settings settings = settings("--shards 1");
        ShardedHead head = new ShardedHead(settings);
        FMatrixRMaj weights = head.shards().get(0).weights().copy();
        assertArrayEquals(evaluated(settings, weights), losses(head, STEPS));
        assertArrayEquals(weights.data, rows(head, 0));
    }

    @Test
    void sevenShardsAreTheWholeToRounding() {
        Settings settings = settings("--shards 7");
        ShardedHead head = new ShardedHead(settings);
        FMatrixRMaj weights = FMatrixRMaj.wrap(300, 16, rows(head, 0));
        double[] evaluated = evaluated(settings, weights);
        assertArrayEquals(evaluated, losses(head, STEPS), 1e-5);
        assertArrayEquals(weights.data, rows(head, 0), 1e-5f);
    }

    @Test
    void rowsAndBatchesDoNotDependOnTheShards() {
        float[] rows = rows(new ShardedHead(settings("--shards 1")), 0);
        assertArrayEquals(rows, rows(new ShardedHead(settings("--shards 300")), 0));
    }

    /** Momentum and decay move only sampled rows. */
    @Test
    void rowsThatTakeNoPartStay() {
        ShardedHead head = new ShardedHead(settings("--shards 3 --rate 0.2"));
        losses(head, STEPS);
        float[] weights = rows(head, 0);
        float[] momentum = rows(head, 1);
        long takingPart = head.step(STEPS + 1).takingPart();
        assertEquals(takingPart, moved(weights, rows(head, 0)));
        assertEquals(takingPart, moved(momentum, rows(head, 1)));
        assertTrue(takingPart < 150, () -> takingPart + " classes");
    }

    private static long moved(float[] before, float[] after) {
        return IntStream.range(0, 300)
                .filter(row -> !Arrays.equals(before, row * 16, row * 16 + 16, after, row * 16, row * 16 + 16))
                .count();
    }
}
