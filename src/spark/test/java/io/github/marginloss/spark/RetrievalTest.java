package io.github.marginloss.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.marginloss.Parameters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A query finds its class over all shards, that of an identity which has been added too. */
@ExtendWith(TestSpark.class)
class RetrievalTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void theNearestIsThatOfAllLogits(ClassRows.Storage storage, JavaSparkContext spark) {
        int classes = 3000;
        Shape shape = Shape.of(storage, TestTrainings.DIMENSION, classes, 2, 7);
        try (Training training = Training.start(spark, TestTrainings.settings(), null, shape)) {
            Batch queries = TestTrainings.identities(spark, classes).test(0);
            DMatrixRMaj logits = TestTrainings.LOSS.logits(
                    queries.features(), Parameters.ofWeights(TestTrainings.matrix(training, true)));
            int[] expected = IntStream.range(0, queries.size())
                    .map(i -> IntStream.range(0, classes)
                            .reduce((a, b) -> logits.get(i, b) > logits.get(i, a) ? b : a)
                            .getAsInt())
                    .toArray();
            assertArrayEquals(expected, Retrieval.nearest(spark, training.shards(), TestTrainings.LOSS, queries));
        }
    }

    @Test
    void addedIdentitiesAreFoundWithoutTraining(JavaSparkContext spark) {
        int all = TestTrainings.CLASSES + 50;
        SyntheticIdentities identities = TestTrainings.identities(spark, all);
        try (Training training = TestTrainings.start(spark, folder, ClassRows.Storage.DOUBLE)) {
            TestTrainings.steps(spark, training, 2);
            List<Double> before = TestTrainings.numbers(training);
            training.append(Enrolment.rows(identities.samples(TestTrainings.CLASSES), training.shape(), 50), 50);
            assertEquals(before, TestTrainings.numbers(training).subList(0, before.size()));
            Batch added = identities.test(0).from(TestTrainings.CLASSES);
            assertEquals(added.size(), training.found(added));
            // and they are trained with the others from now on, and kept
            TestTrainings.steps(spark, training, 2);
            assertEquals(all, training.checkpoint().shape().classes());
            assertEquals(added.size(), training.found(added));
        }
    }

    /** Spark would keep what is cached until the garbage collector of the driver finds it. */
    @Test
    void nothingStaysCached(JavaSparkContext spark) {
        SyntheticIdentities identities = TestTrainings.identities(spark, TestTrainings.CLASSES + 3);
        List<JavaRDD<ShardState>> all = new ArrayList<>();
        try (Training training = TestTrainings.start(spark, folder, ClassRows.Storage.FLOAT)) {
            all.add(training.shards());
            TestTrainings.steps(spark, training, 1);
            all.add(training.shards());
            JavaRDD<ClassRows> rows = Enrolment.rows(identities.samples(TestTrainings.CLASSES), training.shape(), 3);
            assertFalse(rows.toDebugString().contains("Memory"), rows.toDebugString());
            training.append(rows, 3);
            all.add(training.shards());
            TestTrainings.steps(spark, training, 1);
            all.add(training.shards());
            training.checkpoint();
            all.add(training.shards());
        }
        all.forEach(shards -> assertEquals(StorageLevel.NONE(), shards.getStorageLevel()));
    }

    @Test
    void anIdentityWithoutSamplesIsNotAdded(JavaSparkContext spark) {
        Shape shape = TestTrainings.shape(ClassRows.Storage.DOUBLE, 4);
        List<Sample> samples = List.of(new Sample(TestTrainings.CLASSES + 1, new double[TestTrainings.DIMENSION]));
        UserException e = assertThrows(UserException.class, () -> Enrolment.rows(spark.parallelize(samples), shape, 3));
        assertEquals("of the new classes 200 to 202, 2 have no samples: at least one of each expected", e.getMessage());
    }

    @Test
    void samplesMayArriveInAnyOrder(JavaSparkContext spark) {
        Shape shape = TestTrainings.shape(ClassRows.Storage.DOUBLE, 4);
        Sample one = new Sample(
                TestTrainings.CLASSES,
                IntStream.range(1, 13).mapToDouble(Math::sqrt).toArray());
        Sample two = new Sample(
                TestTrainings.CLASSES,
                IntStream.range(1, 13).mapToDouble(Math::cbrt).toArray());
        Sample three = new Sample(
                TestTrainings.CLASSES,
                IntStream.range(1, 13).mapToDouble(Math::log).toArray());
        double[] direction = direction(spark, shape, one, two, three);
        assertArrayEquals(direction, direction(spark, shape, three, one, two));
        assertArrayEquals(direction, direction(spark, shape, two, three, one));
    }

    private static double[] direction(JavaSparkContext spark, Shape shape, Sample... samples) {
        ClassRows rows = Enrolment.rows(spark.parallelize(Arrays.asList(samples), 2), shape, 1)
                .first();
        return ((DoubleClassRows) rows).matrix().data;
    }
}
