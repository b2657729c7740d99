package io.github.marginloss.spark;

import java.io.Serializable;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Identities that are drawn when they are needed: identity j has a direction c<sub>j</sub> ~ N(0, I/d), and a feature of it
 * is c<sub>j</sub> + noise·N(0, I/d). However many there are, none of them is stored.
 */
final class SyntheticIdentities implements Identities {

    /** The samples that make the class weight of a new identity. */
    private static final int ENROLLED = 4;
    /** Batches that retrieval is measured with. */
    private static final int TESTS = 4;

    private final JavaSparkContext spark;
    private final int classes;
    private final int size;
    private final Source source;

    SyntheticIdentities(JavaSparkContext spark, int classes, int size, int dimension, double noise, long seed) {
        this.spark = spark;
        this.classes = classes;
        this.size = size;
        source = new Source(dimension, noise, seed);
    }

    /** What samples are drawn from. */
    private record Source(int dimension, double noise, long seed) implements Serializable {

        Sample sample(int label, Random random) {
            Random identity = Seeds.random(seed, Seeds.IDENTITY, label);
            double[] sample = new double[dimension];
            for (int k = 0; k < dimension; k++) {
                sample[k] = (identity.nextGaussian() + noise * random.nextGaussian()) / Math.sqrt(dimension);
            }
            return new Sample(label, sample);
        }
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public int dimension() {
        return source.dimension;
    }

    @Override
    public Batch batch(long step) {
        return batch(Seeds.random(source.seed, Seeds.BATCH, step));
    }

    private Batch batch(Random random) {
        return Sample.batch(
                IntStream.range(0, size)
                        .mapToObj(i -> source.sample(random.nextInt(classes), random))
                        .toList(),
                source.dimension);
    }

    @Override
    public JavaRDD<Sample> samples(int from) {
        Source drawn = source;
        int partitions = Math.min(classes - from, spark.defaultParallelism());
        return spark.parallelize(IntStream.range(from, classes).boxed().toList(), partitions)
                .flatMap(label -> {
                    Random random = Seeds.random(drawn.seed, Seeds.ENROLMENT, label);
                    return IntStream.range(0, ENROLLED)
                            .mapToObj(i -> drawn.sample(label, random))
                            .iterator();
                });
    }

    @Override
    public long tests() {
        return TESTS;
    }

    @Override
    public Batch test(long number) {
        return batch(Seeds.random(source.seed, Seeds.TEST, number));
    }
}
