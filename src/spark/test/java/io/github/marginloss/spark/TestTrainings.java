package io.github.marginloss.spark;

import io.github.marginloss.CosFace;
import io.github.marginloss.HeadLoss;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.ejml.data.DMatrixRMaj;

/** Small trainings, and what they come to. */
final class TestTrainings {

    static final HeadLoss LOSS = new CosFace(16, 0.2);
    static final int CLASSES = 200;
    static final int DIMENSION = 12;
    static final int BATCH = 24;

    private TestTrainings() {}

    /** One that samples classes and keeps momentum. */
    static Settings settings(HeadLoss loss) {
        return new Settings(loss, BATCH, 0.3, new Sgd(2, 0.9, 1e-3), true, 0.3);
    }

    static Settings settings(double rate, Sgd sgd) {
        return new Settings(LOSS, BATCH, rate, sgd, true, 0.3);
    }

    static Settings settings() {
        return settings(LOSS);
    }

    static Shape shape(ClassRows.Storage storage, int shards) {
        return Shape.of(storage, DIMENSION, CLASSES, shards, 7);
    }

    static SyntheticIdentities identities(JavaSparkContext spark, int classes) {
        return new SyntheticIdentities(spark, classes, BATCH, DIMENSION, 0.3, 3);
    }

    static Training start(JavaSparkContext spark, Path folder, ClassRows.Storage storage) {
        return Training.start(spark, settings(), new Checkpoints(spark, folder.toString()), shape(storage, 10));
    }

    /** Makes steps, and returns their losses. */
    static List<Double> steps(JavaSparkContext spark, Training training, int count) {
        List<Double> losses = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            Batch batch = identities(spark, training.shape().classes()).batch(training.steps());
            losses.add(training.step(batch).loss());
        }
        return losses;
    }

    /** All numbers of the shards, in their order: what tests may bring to the driver, and the program does not. */
    static List<Double> numbers(Training training) {
        List<Double> numbers = new ArrayList<>();
        for (ShardState shard : training.shards().collect()) {
            for (ClassRows rows : List.of(shard.weights(), shard.velocity())) {
                for (int k = 0; k < rows.count() * rows.dimension(); k++) {
                    numbers.add(rows.get(k));
                }
            }
        }
        return numbers;
    }

    /** All class weights, or all of their momentum. */
    static DMatrixRMaj matrix(Training training, boolean weights) {
        double[] data = training.shards().collect().stream()
                .map(shard -> weights ? shard.weights() : shard.velocity())
                .flatMapToDouble(rows ->
                        IntStream.range(0, rows.count() * rows.dimension()).mapToDouble(rows::get))
                .toArray();
        return DMatrixRMaj.wrap(training.shape().classes(), training.shape().dimension(), data);
    }
}
