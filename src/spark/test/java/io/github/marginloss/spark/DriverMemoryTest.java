package io.github.marginloss.spark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The driver receives O(m·d) bytes in a step, in a checkpoint and for retrieval, however many classes there are. */
@ExtendWith(TestSpark.class)
class DriverMemoryTest {

    @TempDir
    private Path folder;

    /** Spark's own notes of how tasks went are part of what arrives here. */
    @Test
    void theClassWeightsDoNotComeToTheDriver(JavaSparkContext spark) {
        int classes = 500_000;
        long received = received(spark, classes);
        long weights = (long) classes * TestTrainings.DIMENSION * Double.BYTES;
        assertTrue(received < weights / 100, received + " bytes, and the class weights are " + weights);
    }

    private long received(JavaSparkContext spark, int classes) {
        Shape shape = Shape.of(ClassRows.Storage.DOUBLE, TestTrainings.DIMENSION, classes, 10, 7);
        Checkpoints checkpoints =
                new Checkpoints(spark, folder.resolve("of" + classes).toString());
        TestTasks tasks = new TestTasks(spark);
        try (Training training = Training.start(spark, TestTrainings.settings(), checkpoints, shape)) {
            TestTrainings.steps(spark, training, 2);
            training.checkpoint();
            training.found(TestTrainings.identities(spark, classes).test(0));
        }
        return tasks.stop().bytes();
    }
}
