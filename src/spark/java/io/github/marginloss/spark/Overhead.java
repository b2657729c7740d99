package io.github.marginloss.spark;

import io.github.marginloss.shard.ShardTargets;
import io.github.marginloss.shard.ShardedResult;
import io.github.marginloss.shard.ShardedStep;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What Spark adds to a step: the time of a step whose shards have a class each, so that next to nothing is computed. Beside
 * it stands the time that a class takes in a step without Spark, on all cores of this machine. From both follows the n
 * from which on so many executors, each as fast as this machine, are faster than one of them without Spark.
 */
final class Overhead {

    /** Those of a step without Spark. */
    static final int CLASSES = 4000;

    private static final int[] SHARDS = {2, 8, 64};
    private static final int WARM_UP = 10;
    private static final int STEPS = 20;

    private final JavaSparkContext spark;
    private final Options options;
    private final PrintStream out;
    private final Settings settings;
    private final int dimension;
    private final long seed;

    Overhead(JavaSparkContext spark, Options options, PrintStream out) {
        this.spark = spark;
        this.options = options;
        this.out = out;
        settings = options.settings(Settings.DEFAULT).withAllClasses();
        dimension = options.dimension().orElse(Options.DIMENSION);
        seed = options.seed().orElse(0L);
    }

    /** A step, by its number. */
    private interface Work {
        void step(long number);
    }

    void measure() {
        measure(SHARDS);
    }

    /**
     * Prints a row for each number of executors.
     *
     * @param executors whose overhead is measured
     */
    void measure(int... executors) {
        print(
                "m = %d, d = %d, %s, %s; medians of %d steps",
                settings.batch(), dimension, options.storage(), spark.master(), STEPS);
        double alone = median(alone(identities(CLASSES)));
        print("without Spark: %.1f ms for %d classes", 1000 * alone, CLASSES);
        print("%9s  %12s  %s", "executors", "overhead, ms", "faster from n =");
        for (int shards : executors) {
            double overhead = overhead(shards);
            double classes = overhead / (alone / CLASSES * (1 - 1.0 / shards));
            print("%9d  %12.1f  %.2g", shards, 1000 * overhead, classes);
        }
    }

    private void print(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    private SyntheticIdentities identities(int classes) {
        return new SyntheticIdentities(spark, classes, settings.batch(), dimension, settings.noise(), seed);
    }

    private Shape shape(int classes, int shards) {
        return Shape.of(options.storage(), dimension, classes, shards, seed);
    }

    private double overhead(int shards) {
        SyntheticIdentities identities = identities(shards);
        try (CheckpointFolder folder = CheckpointFolder.of(options)) {
            Checkpoints checkpoints = new Checkpoints(spark, folder.uri() + "/overhead-" + shards);
            try (Training training = Training.start(spark, settings, checkpoints, shape(shards, shards))) {
                return median(number -> {
                    training.step(identities.batch(number));
                    // few, so that the median does not have their time; without them, lineage and tasks would grow
                    if (training.steps() % options.every() == 0) {
                        training.checkpoint();
                    }
                });
            } finally {
                delete(checkpoints);
            }
        }
    }

    /** Warns if it cannot: what has been measured, or why nothing has, matters more. */
    private void delete(Checkpoints checkpoints) {
        try {
            checkpoints.delete();
        } catch (UserException e) {
            print("warning: %s", e.getMessage());
        }
    }

    /** All classes are one shard, and stay in this process. */
    private Work alone(SyntheticIdentities identities) {
        ShardState[] state = {ShardState.random(0, 0, options.storage().rows(CLASSES, dimension), seed)};
        Sampling sampling = new Sampling(1, seed);
        return number -> {
            Batch batch = identities.batch(number);
            ShardedStep step = batch.step(settings.loss(), CLASSES, options.storage());
            TrainingStep work = new TrainingStep(number, step, batch.labels());
            ShardTargets targets = state[0].targets(work, sampling);
            ShardedResult result = step.finish(state[0].scan(work, sampling, targets));
            state[0] = state[0].next(work, sampling, result.factors(), settings.sgd());
        };
    }

    private static double median(Work work) {
        double[] seconds = new double[STEPS];
        for (int k = -WARM_UP; k < STEPS; k++) {
            long start = System.nanoTime();
            work.step(WARM_UP + k);
            if (k >= 0) {
                seconds[k] = (System.nanoTime() - start) / 1e9;
            }
        }
        Arrays.sort(seconds);
        return seconds[STEPS / 2];
    }
}
