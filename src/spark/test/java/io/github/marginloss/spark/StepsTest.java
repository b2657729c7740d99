package io.github.marginloss.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.Parameters;
import io.github.marginloss.check.Comparison;
import io.github.marginloss.check.Grade;
import io.github.marginloss.shard.ShardedResult;
import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Steps over shards are the steps of a single process, and have the same bits whatever happens to tasks. */
@ExtendWith(TestSpark.class)
class StepsTest {

    private static final int STEPS = 10;

    @TempDir
    private Path folder;

    /** Without momentum and decay, what is kept as momentum after a step is ∂L/∂W. */
    @Test
    void eachOfTenStepsHoldsGradeP(JavaSparkContext spark) {
        Settings settings = TestTrainings.settings(1, new Sgd(2, 0, 0));
        Shape shape = TestTrainings.shape(ClassRows.Storage.DOUBLE, 20);
        try (Training training = Training.start(spark, settings, null, shape)) {
            for (int k = 0; k < STEPS; k++) {
                Batch batch =
                        TestTrainings.identities(spark, TestTrainings.CLASSES).batch(k);
                Parameters before = Parameters.ofWeights(TestTrainings.matrix(training, true));
                ShardedResult result = training.step(batch);
                Gradients gradients =
                        new Gradients(result.featureGradient(), TestTrainings.matrix(training, false), null, null);
                Evaluation step = new Evaluation(result.loss(), result.sampleLosses(), gradients);
                Comparison comparison =
                        Comparison.of(TestTrainings.LOSS, batch.features(), before, batch.labels(), step);
                assertTrue(comparison.reaches(Grade.P), comparison::toString);
            }
        }
    }

    @Test
    void tenStepsEndWhereASingleProcessDoes(JavaSparkContext spark) {
        Sgd sgd = new Sgd(2, 0.9, 1e-3);
        Settings settings = TestTrainings.settings(1, sgd);
        try (Training training =
                Training.start(spark, settings, null, TestTrainings.shape(ClassRows.Storage.DOUBLE, 20))) {
            DMatrixRMaj w = TestTrainings.matrix(training, true);
            DMatrixRMaj v = new DMatrixRMaj(w.numRows, w.numCols);
            for (int k = 0; k < STEPS; k++) {
                Batch batch =
                        TestTrainings.identities(spark, TestTrainings.CLASSES).batch(k);
                Evaluation single =
                        TestTrainings.LOSS.backward(batch.features(), Parameters.ofWeights(w), batch.labels());
                CommonOps_DDRM.scale(sgd.momentum(), v);
                CommonOps_DDRM.addEquals(v, single.gradients().weights());
                CommonOps_DDRM.addEquals(v, sgd.decay(), w);
                CommonOps_DDRM.addEquals(w, -sgd.rate(), v);
                assertEquals(single.loss(), training.step(batch).loss(), 1e-13 * single.loss());
            }
            assertArrayEquals(w.data, TestTrainings.matrix(training, true).data, 1e-13);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSecondRunHasTheSameBits(ClassRows.Storage storage, JavaSparkContext spark) {
        try (Training one = TestTrainings.start(spark, folder, storage);
                Training two = TestTrainings.start(spark, folder, storage)) {
            assertEquals(TestTrainings.steps(spark, one, STEPS), TestTrainings.steps(spark, two, STEPS));
            assertEquals(TestTrainings.numbers(one), TestTrainings.numbers(two));
        }
    }

    /** Spark computes again what is lost: from the last checkpoint on, with the same samples of classes. */
    @Test
    void lostPartitionsChangeNoBit(JavaSparkContext spark) {
        try (Training whole = TestTrainings.start(spark, folder.resolve("whole"), ClassRows.Storage.FLOAT);
                Training lossy = TestTrainings.start(spark, folder.resolve("lossy"), ClassRows.Storage.FLOAT)) {
            for (int k = 0; k < STEPS; k++) {
                assertEquals(TestTrainings.steps(spark, whole, 1), TestTrainings.steps(spark, lossy, 1));
                lossy.shards().unpersist(true);
                if (k == STEPS / 2) {
                    lossy.checkpoint();
                }
            }
            assertEquals(TestTrainings.numbers(whole), TestTrainings.numbers(lossy));
        }
    }

    @Test
    void aTaskThatFailsAtItsFirstTryChangesNoBit(JavaSparkContext spark) {
        TestTasks tasks = new TestTasks(spark);
        Shape shape = TestTrainings.shape(ClassRows.Storage.DOUBLE, 10);
        try (Training sound = Training.start(spark, TestTrainings.settings(TestMargin.loss(false)), null, shape);
                Training faulty = Training.start(spark, TestTrainings.settings(TestMargin.loss(true)), null, shape)) {
            assertEquals(TestTrainings.steps(spark, sound, STEPS), TestTrainings.steps(spark, faulty, STEPS));
            assertEquals(TestTrainings.numbers(sound), TestTrainings.numbers(faulty));
        }
        assertTrue(tasks.stop().failed() >= STEPS, "too few tasks have failed");
    }
}
