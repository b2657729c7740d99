package io.github.marginloss.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Batch;
import io.github.marginloss.Compare;
import io.github.marginloss.CosFace;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Softmax;
import io.github.marginloss.shard.ClassSample.Correction;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The classes that a sample holds, the classes that they stand for, and the rows that a step touches. */
class ClassSampleTest {

    private static final int[] LABELS = {3, 17, 3, 40, 99, -1};

    @Test
    void allPositivesAndAsManyNegativesAsTheRateHasPlacesFor() {
        Random random = new Random(1);
        for (double rate : new double[] {0.01, 0.1, 0.29, 0.5, 1}) {
            ClassSample sample = ClassSample.draw(LABELS, 0, 100, rate, random);
            List<Integer> classes = Arrays.stream(sample.classes()).boxed().toList();
            assertTrue(classes.containsAll(List.of(3, 17, 40, 99)));
            assertEquals(classes.stream().sorted().distinct().toList(), classes, "ascending");
            assertEquals(Math.max(4, (int) (rate * 100)), sample.size());
        }
        // global numbers: the shard from 16 to 41 has two of the targets
        ClassSample shard = ClassSample.draw(LABELS, 16, 25, 0.2, random);
        assertEquals(5, shard.size());
        assertTrue(Arrays.stream(shard.classes()).allMatch(label -> label >= 16 && label < 41));
        assertTrue(Arrays.binarySearch(shard.classes(), 17) >= 0 && Arrays.binarySearch(shard.classes(), 40) >= 0);
    }

    /**
     * Every other class is as likely as any: 20 000 draws of 6 of 16 negatives, each within five standard deviations.
     */
    @Test
    void negativesAreUniform() {
        Random random = new Random(2);
        int[] times = new int[20];
        for (int k = 0; k < 20_000; k++) {
            for (int label : ClassSample.draw(new int[] {0, 7, 8, 19}, 0, 20, 0.5, random)
                    .classes()) {
                times[label]++;
            }
        }
        for (int label = 0; label < 20; label++) {
            boolean positive = label == 0 || label == 7 || label == 8 || label == 19;
            double expected = positive ? 20_000 : 20_000 * 6 / 16.0;
            assertEquals(expected, times[label], positive ? 0 : 5 * Math.sqrt(expected * 10 / 16), "class " + label);
        }
    }

    @Test
    void smallShards() {
        Random random = new Random(3);
        assertEquals(0, ClassSample.draw(LABELS, 5, 0, 0.1, random).size());
        // 0.1 of five classes is less than one, but a shard always has a class
        assertEquals(1, ClassSample.draw(LABELS, 50, 5, 0.1, random).size());
        // as many positives as classes, and one positive although the rate allows no class
        assertArrayEquals(
                new int[] {3}, ClassSample.draw(LABELS, 3, 1, 0.1, random).classes());
        assertArrayEquals(
                new int[] {3}, ClassSample.draw(LABELS, 2, 5, 0.1, random).classes());
        // there must be a negative that stands for the others
        ClassSample corrected = ClassSample.draw(LABELS, 2, 5, 0.1, Correction.LOG_RATE, random);
        assertEquals(2, corrected.size());
        assertEquals(4, corrected.multiplicity());
    }

    private static Evaluation sampled(HeadLoss loss, Batch batch, ClassSample... samples) {
        int n = batch.parameters().weights().numRows;
        ShardedStep step = ShardedStep.of(loss, batch.features(), batch.labels(), n);
        ClassSample[] sent = Arrays.stream(samples).map(Sharded::sent).toArray(ClassSample[]::new);
        List<ShardTargets> targets = Arrays.stream(samples)
                .map(sample -> step.targets(sample, rows(batch, sample)))
                .toList();
        ShardTargets all = ShardTargets.merge(targets);
        ShardedResult result = step.finish(ShardStatistics.merge(Arrays.stream(sent)
                .map(sample -> step.scan(all, sample, rows(batch, sample)))
                .toList()));
        Gradients whole = Gradients.like(batch.features(), batch.parameters()).withFeatures(result.featureGradient());
        for (ClassSample sample : sent) {
            Parameters rows = rows(batch, sample);
            Gradients out =
                    new Gradients(null, new DMatrixRMaj(), rows.bias() == null ? null : new DMatrixRMaj(), null);
            step.gradients(result.factors(), sample, rows, out);
            scatter(sample, out.weights(), whole.weights());
            if (rows.bias() != null) {
                scatter(sample, out.bias(), whole.bias());
            }
        }
        return new Evaluation(result.loss(), result.sampleLosses(), whole);
    }

    private static Parameters rows(Batch batch, ClassSample sample) {
        DMatrixRMaj bias = batch.parameters().bias();
        return Parameters.ofWeights(
                sample.gather(part(batch.parameters().weights(), sample)),
                bias == null ? null : sample.gather(part(bias, sample)));
    }

    private static DMatrixRMaj part(DMatrixRMaj matrix, ClassSample sample) {
        DMatrixRMaj part = new DMatrixRMaj(sample.count(), matrix.numCols);
        System.arraycopy(matrix.data, sample.firstClass() * matrix.numCols, part.data, 0, part.getNumElements());
        return part;
    }

    private static void scatter(ClassSample sample, DMatrixRMaj rows, DMatrixRMaj whole) {
        DMatrixRMaj part = part(whole, sample);
        sample.scatter(rows, part);
        System.arraycopy(part.data, 0, whole.data, sample.firstClass() * whole.numCols, part.getNumElements());
    }

    @Test
    void aRateOfOneIsTheWholeStep() {
        for (HeadLoss loss : List.of(new Softmax(), new ArcFace(16, 0.4))) {
            Batch batch = Batch.random(loss.uses(), 5, 6, 30, 4);
            Random random = new Random(5);
            Evaluation whole = loss.backward(batch.features(), batch.parameters(), batch.labels());
            for (Correction correction : Correction.values()) {
                ClassSample all = ClassSample.draw(batch.labels(), 0, 30, 1, correction, random);
                Compare.bits(loss.toString(), whole, sampled(loss, batch, all));
            }
        }
    }

    /** Without a correction, the loss is that of the classes that take part, as if there were no others. */
    @Test
    void asPublishedTheLossIsThatOfTheSample() {
        for (HeadLoss loss : List.of(new Softmax(), new ArcFace(16, 0.4))) {
            Batch batch = Batch.random(loss.uses(), 5, 6, 30, 6);
            Random random = new Random(7);
            ClassSample[] samples = {
                ClassSample.draw(batch.labels(), 0, 13, 0.4, random),
                ClassSample.draw(batch.labels(), 13, 17, 0.5, random)
            };
            int[] classes = Arrays.stream(samples)
                    .flatMapToInt(sample -> Arrays.stream(sample.classes()))
                    .toArray();
            Parameters few = Parameters.ofWeights(
                    pick(batch.parameters().weights(), classes),
                    batch.parameters().bias() == null
                            ? null
                            : pick(batch.parameters().bias(), classes));
            int[] labels = Arrays.stream(batch.labels())
                    .map(label -> Arrays.binarySearch(classes, label))
                    .toArray();
            Evaluation expected = loss.backward(batch.features(), few, labels);
            Evaluation actual = sampled(loss, batch, samples);
            Compare.close("l", 1e-13, expected.sampleLosses(), actual.sampleLosses());
            Compare.close(
                    "dX",
                    1e-13,
                    expected.gradients().features(),
                    actual.gradients().features());
            Compare.close(
                    "dW",
                    1e-13,
                    expected.gradients().weights(),
                    pick(actual.gradients().weights(), classes));
        }
    }

    private static DMatrixRMaj pick(DMatrixRMaj matrix, int... rows) {
        DMatrixRMaj picked = new DMatrixRMaj(rows.length, matrix.numCols);
        for (int k = 0; k < rows.length; k++) {
            System.arraycopy(matrix.data, rows[k] * matrix.numCols, picked.data, k * matrix.numCols, matrix.numCols);
        }
        return picked;
    }

    /**
     * With the correction, the mean of Σ exp z over the other classes is the full sum: 1000 draws, within five standard
     * deviations.
     */
    @Test
    void correctedTheSumIsUnbiased() {
        HeadLoss loss = new CosFace(2, 0.2);
        Batch batch = Batch.random(loss.uses(), 3, 6, 60, 8);
        double[] full = others(loss.backward(batch.features(), batch.parameters(), batch.labels()));
        double[] plain = new double[3];
        double[] corrected = new double[3];
        Random random = new Random(9);
        int draws = 1000;
        for (int k = 0; k < draws; k++) {
            for (Correction correction : Correction.values()) {
                double[] mean = correction == Correction.NONE ? plain : corrected;
                ClassSample sample = ClassSample.draw(batch.labels(), 0, 60, 0.3, correction, random);
                double[] sum = others(sampled(loss, batch, sample));
                Arrays.setAll(mean, i -> mean[i] + sum[i] / draws);
            }
        }
        for (int i = 0; i < 3; i++) {
            assertEquals(1, corrected[i] / full[i], 0.03);
            assertTrue(plain[i] < 0.5 * full[i], "as published it is too small");
        }
    }

    /** exp(l) − 1 is Σ exp(z_j − z_y) over the other classes. */
    private static double[] others(Evaluation evaluation) {
        return Arrays.stream(evaluation.sampleLosses()).map(Math::expm1).toArray();
    }

    /** Rows that do not take part keep every bit, even with momentum and weight decay. */
    @Test
    void noOtherRowMoves() {
        HeadLoss loss = new ArcFace();
        Batch batch = Batch.random(loss.uses(), 5, 6, 40, 10);
        DMatrixRMaj weights = batch.parameters().weights();
        DMatrixRMaj momentum =
                Batch.random(loss.uses(), 5, 6, 40, 11).parameters().weights();
        DMatrixRMaj weightsBefore = weights.copy();
        DMatrixRMaj momentumBefore = momentum.copy();
        ClassSample sample = ClassSample.draw(batch.labels(), 0, 40, 0.2, new Random(12));
        Parameters rows = Parameters.ofWeights(sample.gather(weights));
        DMatrixRMaj velocity = sample.gather(momentum);
        ShardedStep step = ShardedStep.of(loss, batch.features(), batch.labels(), 40);
        ShardedResult result = step.finish(step.scan(step.targets(sample, rows), sample, rows));
        Gradients out = Gradients.ofWeights(new DMatrixRMaj());
        step.gradients(result.factors(), sample, rows, out);
        for (int k = 0; k < velocity.getNumElements(); k++) {
            velocity.data[k] = 0.9 * velocity.data[k] + out.weights().data[k] + 0.01 * rows.weights().data[k];
            rows.weights().data[k] -= 0.1 * velocity.data[k];
        }
        sample.scatter(rows.weights(), weights);
        sample.scatter(velocity, momentum);
        IntStream.range(0, 40).forEach(label -> {
            boolean takesPart = Arrays.binarySearch(sample.classes(), label) >= 0;
            for (int k = 6 * label; k < 6 * (label + 1); k++) {
                assertEquals(takesPart, weights.data[k] != weightsBefore.data[k]);
                assertEquals(takesPart, momentum.data[k] != momentumBefore.data[k]);
            }
        });
    }
}
