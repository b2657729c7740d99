package io.github.marginloss.spark;

import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** The user's own samples, from files. */
final class OwnIdentities implements Identities {

    private final JavaRDD<Sample> samples;
    private final Inspection inspection;
    private final SampleBatches training;
    private final Optional<SampleBatches> tests;

    /**
     * Goes through the files once.
     *
     * @throws UserException if they cannot be read, or do not fit each other
     */
    OwnIdentities(JavaSparkContext spark, String data, Optional<String> test, int size, long seed) {
        SampleFiles<?> files = SampleFiles.of(spark, data);
        samples = files.samples();
        inspection = files.inspect();
        if (inspection.classes() > inspection.count()) {
            throw new UserException("--data " + data + " has class " + (inspection.classes() - 1) + ", but only "
                    + inspection.count() + " samples: classes 0, 1, 2 … without gaps expected");
        }
        training = new SampleBatches(samples, inspection, size, seed);
        tests = test.map(path -> tests(SampleFiles.of(spark, path), size, seed));
    }

    private SampleBatches tests(SampleFiles<?> files, int size, long seed) {
        Inspection found = files.inspect();
        if (found.dimension() != inspection.dimension()) {
            throw new UserException("--test " + files.path() + " has " + found.dimension() + " features a sample: "
                    + inspection.dimension() + " expected, as --data has");
        }
        if (found.classes() > inspection.classes()) {
            throw new UserException("--test " + files.path() + " has class " + (found.classes() - 1) + ": classes 0 to "
                    + (inspection.classes() - 1) + " expected, as --data has");
        }
        return new SampleBatches(files.samples(), found, size, seed);
    }

    @Override
    public int classes() {
        return inspection.classes();
    }

    @Override
    public int dimension() {
        return inspection.dimension();
    }

    /** {@return the number of samples} */
    long count() {
        return inspection.count();
    }

    @Override
    public Batch batch(long step) {
        return training.batch(step);
    }

    @Override
    public JavaRDD<Sample> samples(int from) {
        return samples.filter(sample -> sample.label() >= from);
    }

    @Override
    public long tests() {
        return tests.map(SampleBatches::parts).orElse(0L);
    }

    @Override
    public Batch test(long number) {
        return tests.orElseThrow().part(0, number);
    }
}
