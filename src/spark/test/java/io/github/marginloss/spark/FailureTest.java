package io.github.marginloss.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whatever fails, in a task too, is said in one line that names what can be put right. */
@ExtendWith(TestSpark.class)
class FailureTest {

    private static final String SMALL = "--classes 20 --dimension 4 --batch 8 --steps 1 --checkpoint ";
    private static final String CURE =
            ": --checkpoint with a folder that this program and all executors can write to expected";

    @TempDir
    private Path folder;

    @Test
    void aFolderThatCannotBeWrittenToIsRefusedBeforeTheFirstStep(JavaSparkContext spark) throws IOException {
        String file = Files.createFile(folder.resolve("file")) + "/of";
        String message = TestRuns.failure(spark, SMALL + file);
        assertTrue(message.startsWith("cannot write " + file + "/.probe: "), message);
        assertTrue(message.contains("is not a directory"), message);
        assertTrue(message.endsWith(CURE), message);
    }

    @Test
    void aTaskThatCannotWriteItsShardSaysSo(JavaSparkContext spark) throws IOException {
        String checkpoint = "step-000000000001-classes-0000000020";
        Files.createFile(folder.resolve(checkpoint));
        String message = TestRuns.failure(spark, SMALL + folder);
        assertTrue(message.startsWith("cannot write " + folder + "/" + checkpoint + "/shard-0000"), message);
        assertTrue(message.contains("is not a directory"), message);
        assertTrue(message.endsWith(CURE), message);
    }

    /** What went wrong is said, not that there was no draft to delete. */
    @Test
    void aFileThatCannotBeWrittenLeavesNoDraft(JavaSparkContext spark) throws IOException {
        Folder into = Folder.of(spark, folder.toString());
        UserException e = assertThrows(
                UserException.class,
                () -> into.write("shard", out -> {
                    out.write(1);
                    throw new IOException("No space left on device");
                }));
        assertEquals("cannot write " + folder + "/shard: IOException: No space left on device" + CURE, e.getMessage());
        assertEquals(List.of(), into.names());
    }

    @Test
    void aFolderWhoseNameIsNoneIsRefused(JavaSparkContext spark) {
        String message = TestRuns.failure(spark, SMALL + "nowhere:/head");
        assertEquals(
                "cannot list nowhere:/head: UnsupportedFileSystemException:"
                        + " fs.AbstractFileSystem.nowhere.impl=null: No AbstractFileSystem configured for scheme: nowhere"
                        + CURE,
                message);
    }

    @Test
    void aCheckpointThatBreaksWhileItIsInUseIsNamed(JavaSparkContext spark) throws IOException {
        try (Training training = TestTrainings.start(spark, folder, ClassRows.Storage.FLOAT)) {
            TestTrainings.steps(spark, training, 1);
            Path checkpoint = folder.resolve(training.checkpoint().folder());
            Files.delete(checkpoint.resolve("shard-000003"));
            Exception e = assertThrows(Exception.class, () -> TestTrainings.steps(spark, training, 1));
            String message = Failure.message(e);
            assertTrue(
                    message.startsWith("checkpoint " + checkpoint + "/shard-000003 is broken: it is missing; delete "),
                    message);
        }
    }

    @Test
    void aShardThatNoArrayHoldsIsRefused(JavaSparkContext spark) {
        String many = "--classes 2000000000 --dimension 64 --checkpoint " + folder;
        assertEquals(
                "--shards is 4, but a shard must fit into an array: at least 60 expected for 2000000000 classes of dimension 64",
                TestRuns.failure(spark, many));
        Shape small = Shape.of(ClassRows.Storage.FLOAT, 64, 10, 1, 0);
        assertEquals(
                "40000000 new classes are too many for a shard of 64 features: at most 33554431 at a time expected",
                assertThrows(
                                UserException.class,
                                () -> Enrolment.rows(spark.parallelize(List.<Sample>of()), small, 40_000_000))
                        .getMessage());
    }

    @Test
    void anythingElseIsSaidByItsRootCause(JavaSparkContext spark) {
        Exception e = assertThrows(
                Exception.class,
                () -> spark.parallelize(List.of(1, 0)).map(k -> 1 / k).collect());
        assertEquals("it failed: ArithmeticException: / by zero; --trace shows where", Failure.message(e));
        assertEquals(
                "it failed: OutOfMemoryError: Java heap space; --float halves what shards take, and MAVEN_OPTS=-Xmx8g,"
                        + " or spark-submit with --driver-memory 8g and --executor-memory 8g, gives more",
                Failure.message(new IllegalStateException(new OutOfMemoryError("Java heap space"))));
        assertEquals("it failed: StackOverflowError; --trace shows where", Failure.message(new StackOverflowError()));
    }
}
