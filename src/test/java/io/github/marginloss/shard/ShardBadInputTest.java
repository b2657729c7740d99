package io.github.marginloss.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.marginloss.ArcFace;
import io.github.marginloss.CosFace;
import io.github.marginloss.Gradients;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.Parameters;
import io.github.marginloss.Softmax;
import java.io.ByteArrayInputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.MatrixDimensionException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Arguments that do not fit together are refused with a clear message, before anything is computed or written. */
class ShardBadInputTest {

    private static final int D = 3;
    private static final int CLASSES = 10;

    private final HeadLoss loss = new ArcFace();
    private final DMatrixRMaj features = random(4, D);
    private final int[] labels = {0, 4, 9, 4};
    private final ShardedStep step = ShardedStep.of(loss, features, labels, CLASSES);
    private final Parameters first = rows(4);
    private final Parameters second = rows(6);
    private final ShardTargets all = step.targets(0, first).merge(step.targets(4, second));
    private final ShardStatistics whole = step.scan(all, 0, first).merge(step.scan(all, 4, second));

    private static DMatrixRMaj random(int rows, int columns) {
        return RandomMatrices_DDRM.rectangle(rows, columns, -1, 1, new Random(rows));
    }

    private static Parameters rows(int count) {
        return Parameters.ofWeights(random(count, D));
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    private static void misshaped(String message, Executable call) {
        assertEquals(message, assertThrows(MatrixDimensionException.class, call).getMessage());
    }

    @Test
    void aShardTooMany() {
        refused(
                "targets of classes [4, 10) overlap or come before those of classes [0, 10): the shard that begins at"
                        + " class 10 expected",
                () -> all.merge(step.targets(4, second)));
        refused(
                "statistics of classes [4, 10) overlap or come before those of classes [0, 10): the shard that begins at"
                        + " class 10 expected",
                () -> ShardStatistics.merge(List.of(whole, step.scan(all, 4, second))));
        refused("rows of classes [8, 14): classes in [0, 10) expected, as in the step", () -> step.targets(8, second));
        refused(
                "rows of classes [-1, 3): classes in [0, 10) expected, as in the step",
                () -> step.scan(all, -1, first));
    }

    @Test
    void aShardMissing() {
        refused(
                "targets of classes [6, 10) leave a gap after those of classes [0, 4): the shard that begins at class 4"
                        + " expected",
                () -> ShardTargets.merge(List.of(step.targets(6, rows(4)), step.targets(0, first))));
        refused(
                "targets cover only classes [4, 10): all 10 classes expected; merge in the shard that ends at class 4",
                () -> step.scan(step.targets(4, second), 0, first));
        refused(
                "statistics cover only classes [0, 4): all 10 classes expected; merge in the shard that begins at class"
                        + " 4",
                () -> step.finish(step.scan(all, 0, first)));
        refused("statistics: at least one shard expected", () -> ShardStatistics.merge(List.of()));
        refused("targets: at least one shard expected", () -> ShardTargets.merge(List.of()));
    }

    @Test
    void overlappingShards() {
        refused(
                "targets of classes [3, 7) overlap or come before those of classes [0, 4): the shard that begins at"
                        + " class 4 expected",
                () -> step.targets(0, first).merge(step.targets(3, rows(4))));
    }

    /** Another batch, other labels, another loss, the same without ∂L/∂X, or the next step of the same batch. */
    @Test
    void valuesOfAnotherStep() {
        for (ShardedStep other : List.of(
                ShardedStep.of(loss, random(5, D), new int[5], CLASSES),
                ShardedStep.of(loss, features, new int[] {0, 4, 8, 4}, CLASSES),
                ShardedStep.of(new CosFace(), features, labels, CLASSES),
                step.withoutFeatureGradient(),
                ShardedStep.of(loss, features, labels, CLASSES))) {
            refused(
                    "targets belong to another step: those of this batch and loss expected",
                    () -> other.scan(all, 0, first));
            refused(
                    "statistics belong to another step: those of this batch and loss expected",
                    () -> other.finish(whole));
            refused(
                    "factors belong to another step: those of this batch and loss expected",
                    () -> other.gradients(step.finish(whole).factors(), 0, first, out(first)));
            refused(
                    "targets of classes [4, 10) belong to another step: those of the same batch and loss expected",
                    () -> step.targets(0, first).merge(other.targets(4, second)));
        }
    }

    private static Gradients out(Parameters rows) {
        return Gradients.ofWeights(rows.weights().createLike());
    }

    @Test
    void aShardThatWasNotScanned() {
        refused(
                "classes [0, 6) were not one shard in the round before, whose shards begin and end at [0, 4, 10]: the same"
                        + " shards in all rounds expected",
                () -> step.gradients(step.finish(whole).factors(), 0, second, out(second)));
        refused(
                "classes [0, 6) were not one shard in the round before, whose shards begin and end at [0, 4, 10]: the same"
                        + " shards in all rounds expected",
                () -> step.scan(all, 0, second));
    }

    @Test
    void rowsThatDoNotFit() {
        misshaped(
                "weights is 4×2, but features is 4×3: 3 columns expected, one class per row",
                () -> step.targets(0, Parameters.ofWeights(random(4, 2))));
        refused(
                "ArcFace takes no bias: rows without one expected",
                () -> step.targets(0, Parameters.ofWeights(random(4, D), random(4, 1))));
        refused(
                "rows has centers, which a softmax loss does not take: rows.withCenters(null) expected",
                () -> step.targets(0, first.withCenters(random(4, D))));
        refused(
                "rows has no weights: Parameters.ofWeights(…) expected",
                () -> step.targets(0, Parameters.ofCenters(random(4, D))));
        first.weights().set(0, 1, Double.NaN);
        refused("weights[0, 1] is NaN: finite numbers expected", () -> step.targets(0, first));
        refused("weights[0, 1] is NaN: finite numbers expected", () -> step.scan(all, 0, first));
    }

    @Test
    void biasesInSomeShards() {
        ShardedStep linear = ShardedStep.of(new Softmax(), features, labels, CLASSES);
        Parameters biased = Parameters.ofWeights(second.weights(), random(6, 1));
        refused(
                "targets of classes [0, 4) have no biases, but those of classes [4, 10) do: biases in all shards or in"
                        + " none expected",
                () -> linear.targets(0, first).merge(linear.targets(4, biased)));
        ShardTargets plain = linear.targets(0, first).merge(linear.targets(4, second));
        refused(
                "rows of classes [4, 10) have biases, unlike the rows from which the targets were computed: the same rows"
                        + " expected",
                () -> linear.scan(plain, 4, biased));
        misshaped(
                "bias is 4×1, but weights is 6×3: 6×1 expected, one class per row",
                () -> linear.targets(4, Parameters.ofWeights(second.weights(), random(4, 1))));
    }

    @Test
    void outputs() {
        ShardFactors factors = step.finish(whole).factors();
        refused(
                "out has features: weights and bias alone expected, because finish gives ∂L/∂X",
                () -> step.gradients(factors, 0, first, out(first).withFeatures(random(4, D))));
        refused(
                "out.bias is wanted, but rows has no bias",
                () -> step.gradients(factors, 0, first, Gradients.ofWeights(random(4, D), random(4, 1))));
        refused(
                "out.weights is weights, or shares its array: a separate output expected",
                () -> step.gradients(factors, 0, first, Gradients.ofWeights(first.weights())));
    }

    @Test
    void stepsThatDoNotFit() {
        refused("classes is 0: an integer ≥ 1 expected", () -> ShardedStep.of(loss, features, labels, 0));
        refused(
                "labels[2] is 9: 0 ≤ label < n = 9 expected, or a reduction that ignores it: reduction.ignoring(9)",
                () -> ShardedStep.of(loss, features, labels, 9));
        misshaped(
                "labels has length 3, but features is 4×3: length 4 expected, one entry per sample",
                () -> ShardedStep.of(loss, features, new int[3], CLASSES));
        features.set(2, 1, Double.POSITIVE_INFINITY);
        refused(
                "features[2, 1] is Infinity: finite numbers expected",
                () -> ShardedStep.of(loss, features, labels, CLASSES));
    }

    @Test
    void samplesThatDoNotFit() {
        Random random = new Random(1);
        refused("rate is 0.0: 0 < rate ≤ 1 expected", () -> ClassSample.draw(labels, 0, 4, 0, random));
        refused("rate is NaN: 0 < rate ≤ 1 expected", () -> ClassSample.draw(labels, 0, 4, Double.NaN, random));
        refused("firstClass is -1: 0 ≤ firstClass expected", () -> ClassSample.draw(labels, -1, 4, 0.5, random));
        ClassSample others = ClassSample.draw(new int[] {1}, 0, 4, 0.25, random);
        refused(
                "labels[0] is 0, which the sample of classes [0, 4) lacks: a sample drawn for the labels of this batch"
                        + " expected",
                () -> step.targets(others, rows(1)));
        ClassSample sample = ClassSample.draw(labels, 0, 4, 0.5, random);
        misshaped("weights has 4 rows: 2 expected, as sample.gather returns them", () -> step.targets(sample, first));
        misshaped("rows has 3 rows: 4 expected, one per class", () -> sample.gather(random(3, D)));
        misshaped("into has 3 rows: 4 expected, one per class", () -> sample.scatter(random(2, D), random(3, D)));
        HeadLoss smoothed = new LabelSmoothing(new CosFace(), 0.1);
        refused(
                "LabelSmoothing spreads its labels over all classes: hard labels expected, or no sample of the classes",
                () -> ShardedStep.of(smoothed, features, labels, CLASSES).targets(sample, rows(2)));
    }

    /** Numbers that have become NaN in transit. */
    @Test
    void brokenValues() throws Exception {
        double cosine = loss.targetCosines(features, Parameters.ofWeights(random(CLASSES, D)), labels)[0];
        ShardTargets own = step.targets(0, Parameters.ofWeights(random(CLASSES, D)));
        broken("step", step, features.get(0, 0));
        broken("targets", own, cosine);
        broken("statistics", whole, 64); // s is a bound of the logits
        broken("factors", step.finish(whole).factors(), 64);
    }

    private static void broken(String name, Object value, double number) throws Exception {
        byte[] bytes = Sharded.bytes(value);
        byte[] wanted = ByteBuffer.allocate(8).putDouble(number).array();
        int place = IntStream.range(0, bytes.length - 8)
                .filter(k -> Arrays.equals(Arrays.copyOfRange(bytes, k, k + 8), wanted))
                .reduce((one, other) -> other)
                .orElseThrow();
        ByteBuffer.wrap(bytes).putDouble(place, Double.NaN);
        ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes));
        assertEquals(
                "damaged " + name + ": a value written by this version of the library expected",
                assertThrows(InvalidObjectException.class, in::readObject).getMessage());
    }
}
