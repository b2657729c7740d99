package io.github.marginloss.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Batch;
import io.github.marginloss.ClassMargins;
import io.github.marginloss.Compare;
import io.github.marginloss.CosFace;
import io.github.marginloss.ElasticFace;
import io.github.marginloss.Evaluation;
import io.github.marginloss.FloatEvaluation;
import io.github.marginloss.FloatGradients;
import io.github.marginloss.FloatParameters;
import io.github.marginloss.Gradients;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.MagFace;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.check.Comparison;
import io.github.marginloss.check.Grade;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.Scale;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

/**
 * A step over shards offers everything that an evaluation does: reductions, ignored labels, floats, extreme numbers,
 * threads.
 */
class ShardStepVariantsTest {

    private static final int[] CUTS = {0, 4, 4, 11, 20};

    private static Batch batch(HeadLoss loss, int m, int n) {
        return Batch.random(loss.uses(), m, 6, n, 5);
    }

    private static void agrees(HeadLoss loss, Batch batch) {
        Evaluation whole = loss.backward(batch.features(), batch.parameters(), batch.labels());
        Compare.close(loss.toString(), 1e-12, whole, Sharded.evaluate(loss, batch, 1, CUTS));
        Compare.bits(loss.toString(), whole, Sharded.evaluate(loss, batch, 1, 0, 20));
    }

    @Test
    void everyReduction() {
        Batch batch = batch(new Softmax(), 5, 20);
        double[] classWeights = new Random(3).doubles(20).toArray();
        for (Reduction reduction : List.of(
                Reduction.SUM, Reduction.weighted(1, 0, -2, 3, 0.5), Reduction.classWeighted(classWeights), labels ->
                        new double[] {1, 2, 3, 4, 5})) {
            agrees(new Softmax(reduction), batch);
            agrees(new LabelSmoothing(new Softmax(reduction), 0.2), batch);
        }
    }

    /** An ignored sample has loss 0 and gradient 0, and its label need not be a class. */
    @Test
    void ignoredLabels() {
        HeadLoss loss = new ArcFace(20, 0.3, Reduction.MEAN.ignoring(-1));
        Batch batch = batch(loss, 5, 20);
        batch.labels()[1] = -1;
        batch.labels()[4] = -1;
        agrees(loss, batch);
        batch.labels()[0] = -1;
        batch.labels()[2] = -1;
        batch.labels()[3] = -1;
        agrees(loss, batch);
    }

    /** A sample's margin depends on its place in the batch, wherever its class is. */
    @Test
    void marginsOfSamples() {
        HeadLoss loss = ElasticFace.angular(16, 0.1, 0.2, 0.3, 0.4, 0.5);
        agrees(loss, batch(loss, 5, 20));
    }

    @Test
    void aBatchOfNoSamples() {
        HeadLoss loss = new CosFace(20, 0.2, Reduction.SUM);
        agrees(loss, batch(loss, 0, 20));
    }

    /** Logits beyond the range of double, only in some shards. */
    @Test
    void numbersOfAnySize() {
        for (double size : new double[] {1e300, 1e-300, 1e160}) {
            for (HeadLoss loss : List.of(new Softmax(), new SphereFace(), new ArcFace(), new MagFace())) {
                Batch batch = batch(loss, 5, 20);
                for (int k = 0; k < 5 * 6; k++) {
                    batch.features().data[k] *= size;
                    batch.parameters().weights().data[30 + k] *= size;
                }
                Evaluation whole = loss.backward(batch.features(), batch.parameters(), batch.labels());
                Compare.bits(loss + " " + size, whole, Sharded.evaluate(loss, batch, 1, 0, 20));
                Evaluation sharded = Sharded.evaluate(loss, batch, 1, CUTS);
                Comparison comparison =
                        Comparison.of(loss, batch.features(), batch.parameters(), batch.labels(), sharded);
                assertTrue(comparison.reaches(Grade.P), () -> loss + " " + size + "\n" + comparison);
            }
        }
    }

    /** Results on floats are those on the same numbers as doubles, each rounded once. */
    @Test
    void floats() {
        HeadLoss loss = new Softmax();
        Batch batch = batch(loss, 5, 20);
        FMatrixRMaj x = round(batch.features());
        FloatParameters rows = FloatParameters.ofWeights(
                round(batch.parameters().weights()), round(batch.parameters().bias()));
        FloatEvaluation whole = loss.backward(x, rows, batch.labels());
        ShardedStep step = Sharded.sent(ShardedStep.of(loss, x, batch.labels(), 20));
        ShardedResult result = step.finish(step.scan(step.targets(0, rows), 0, rows));
        FloatGradients out = FloatGradients.ofWeights(new FMatrixRMaj(), new FMatrixRMaj());
        step.gradients(result.factors(), 0, rows, out);
        assertEquals(whole.loss(), result.loss());
        assertArrayEquals(whole.sampleLosses(), result.sampleLosses());
        assertArrayEquals(whole.gradients().features().data, result.floatFeatureGradient().data);
        assertArrayEquals(whole.gradients().weights().data, out.weights().data);
        assertArrayEquals(whole.gradients().bias().data, out.bias().data);
    }

    private static FMatrixRMaj round(DMatrixRMaj matrix) {
        FMatrixRMaj rounded = new FMatrixRMaj(matrix.numRows, matrix.numCols);
        for (int k = 0; k < matrix.getNumElements(); k++) {
            rounded.data[k] = (float) matrix.data[k];
        }
        return rounded;
    }

    @Test
    void fixedFeatures() {
        for (HeadLoss loss : List.of(new SphereFace(), new LabelSmoothing(new Softmax(), 0.1))) {
            Batch batch = batch(loss, 5, 20);
            Parameters rows = batch.parameters();
            ShardedStep step =
                    ShardedStep.of(loss, batch.features(), batch.labels(), 20).withoutFeatureGradient();
            ShardedResult result = step.finish(step.scan(step.targets(0, rows), 0, rows));
            Gradients out = Gradients.like(batch.features(), rows).withFeatures(null);
            step.gradients(result.factors(), 0, rows, out);
            Evaluation whole = loss.backward(batch.features(), rows, batch.labels());
            assertEquals(whole.loss(), result.loss());
            assertNull(result.featureGradient());
            assertNull(result.floatFeatureGradient());
            Compare.bits(loss.toString(), whole.gradients().weights(), out.weights());
        }
    }

    /** A shard with several ranges, where each tile depends on the tiles before it if logits have no bound. */
    @Test
    void threadsDoNotMatter() throws Exception {
        for (HeadLoss loss : List.of(new Softmax(), new SphereFace(), new ArcFace(1000, 0.1))) {
            Batch batch = Batch.random(loss.uses(), 40, 70, 1500, 3);
            int[] cuts = {0, 1300, 1500};
            Evaluation expected = Sharded.evaluate(loss, batch, 1, cuts);
            for (int threads : new int[] {1, 3}) {
                ForkJoinPool pool = new ForkJoinPool(threads);
                try {
                    Evaluation actual = pool.submit(() -> Sharded.evaluate(loss, batch, 2, cuts))
                            .get();
                    Compare.bits(loss + " on " + threads, expected, actual);
                } finally {
                    pool.shutdown();
                }
            }
        }
    }

    /** The step keeps copies of its arguments, and its results belong to the caller. */
    @Test
    void inputsMayChangeAfterwards() {
        HeadLoss loss = new CosFace();
        Batch batch = batch(loss, 5, 20);
        Parameters rows = batch.parameters();
        Evaluation whole = loss.backward(batch.features(), rows, batch.labels());
        ShardedStep step = ShardedStep.of(loss, batch.features(), batch.labels(), 20);
        batch.features().zero();
        batch.labels()[0] = 19;
        ShardedResult result = step.finish(step.scan(step.targets(0, rows), 0, rows));
        result.featureGradient().zero();
        result.sampleLosses()[0] = 0;
        assertArrayEquals(whole.sampleLosses(), result.sampleLosses());
        Compare.bits("dX", whole.gradients().features(), result.featureGradient());
    }

    private static Batch batch(double[][] x, double[][] w, int... labels) {
        return new Batch(new DMatrixRMaj(x), Parameters.ofWeights(new DMatrixRMaj(w)), labels);
    }

    private static void reachesP(HeadLoss loss, Batch batch, int... cuts) {
        Evaluation sharded = Sharded.evaluate(loss, batch, 1, cuts);
        Comparison comparison = Comparison.of(loss, batch.features(), batch.parameters(), batch.labels(), sharded);
        assertTrue(comparison.reaches(Grade.P), comparison::toString);
    }

    /** All logits of the first shard, or of the first range, are so small that in one unit with the others they are −∞. */
    @Test
    void aShardWithoutAnyLogit() {
        reachesP(
                new Softmax(),
                batch(new double[][] {{1e200}}, new double[][] {{-1e200}, {-1e-50}, {-2e-50}}, 2),
                0,
                1,
                3);
        double[][] many = new double[144][];
        Arrays.setAll(many, j -> new double[] {j < 48 ? -1e200 : -1e-50 * (1 + j)});
        reachesP(new Softmax(), batch(new double[][] {{1e200}}, many, 100), 0, 144);
    }

    /** Classes whose exponential is below 1e-308 of another shard's have gradients with all digits where ‖w‖ is small. */
    @Test
    void classesFarBelowThoseOfAnotherShard() {
        double[][] w = {{-1e-300, 1e-303}, {1, 0.5}, {0.9, -0.1}};
        reachesP(new CosFace(500, 0.1), batch(new double[][] {{0.9, 0.2}}, w, 2), 0, 1, 3);
        double[][] many = new double[201][];
        Arrays.setAll(many, j -> j == 0 ? w[0] : new double[] {1, 0.01 * j});
        reachesP(new CosFace(500, 0.1), batch(new double[][] {{0.9, 0.2}}, many, 2), 0, 201);
    }

    /** A class weight of 0 has no tangent, and does not stand in for those that are too short. */
    @Test
    void nearlyParallelClassesAndAZeroRow() {
        double e = 1e-13;
        double[][] w = {{.3, .5 + e, .7}, {.3, .5, .7 - 2 * e}, {.3 + e, .5, .7}, {.3, .5 + 2 * e, .7}, {0, 0, 0}};
        HeadLoss loss = new LabelSmoothing(new CosFace(1, .1), .1);
        reachesP(loss, batch(new double[][] {{.3, .5, .7}}, w, 0), 0, 5);
        reachesP(loss, batch(new double[][] {{.3, .5, .7}}, w, 0), 0, 2, 4, 5);
    }

    /** A user's margin may have values whose sum is beyond the range. */
    @Test
    void targetsOfAnySizeTravel() {
        HeadLoss loss = new MarginSoftmax(Scale.fixed(1), new Steep(), Reduction.MEAN);
        agrees(loss, batch(loss, 2, 20));
    }

    private record Steep() implements Margin {
        @Override
        public double value(double cos, double sin) {
            return 1.5e308;
        }

        @Override
        public double slope(double cos, double sin) {
            return 1.5e308;
        }
    }

    /** A step does not contain the parameters of a loss for all classes. */
    @Test
    void onlyTheBatchTravels() throws Exception {
        int n = 100_000;
        double[] margins = new Random(1).doubles(n, 0, 0.5).toArray();
        HeadLoss loss =
                new MarginSoftmax(Scale.fixed(16), ClassMargins.angular(margins), Reduction.classWeighted(margins));
        DMatrixRMaj x = Batch.random(loss.uses(), 4, 6, 1, 5).features();
        assertTrue(Sharded.bytes(ShardedStep.of(loss, x, new int[] {0, 9, 99_999, 5}, n)).length < 5000);
    }
}
