package io.github.marginloss.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** No checkpoint that may be whole is called broken: whoever follows a message must not delete one. */
@ExtendWith(TestSpark.class)
class UnreadableCheckpointTest {

    @TempDir
    private Path folder;

    private Path checkpoint(JavaSparkContext spark) {
        try (Training training = TestTrainings.start(spark, folder, ClassRows.Storage.FLOAT)) {
            TestTrainings.steps(spark, training, 1);
            return folder.resolve(training.checkpoint().folder());
        }
    }

    private static String refusal(JavaSparkContext spark, String uri) {
        Checkpoints checkpoints = new Checkpoints(spark, uri);
        return Failure.message(assertThrows(
                Exception.class,
                () -> Training.resume(
                        spark,
                        TestTrainings.settings(),
                        checkpoints,
                        checkpoints.newest().orElseThrow())));
    }

    @Test
    void aFileThatCannotBeOpenedIsNotBroken(JavaSparkContext spark) throws IOException {
        Path shard = checkpoint(spark).resolve("shard-000003");
        Files.delete(shard);
        Files.createDirectory(shard); // is there, but cannot be read
        assertUnread(shard, refusal(spark, folder.toString()));
        Path head = shard.resolveSibling("head");
        Files.delete(head);
        Files.createDirectory(head);
        assertUnread(head, refusal(spark, folder.toString()));
    }

    private static void assertUnread(Path file, String message) {
        assertTrue(message.startsWith("cannot read checkpoint " + file + ": FileNotFoundException: "), message);
        assertTrue(!message.contains("delete"), message);
    }

    @Test
    void aNetworkThatIsDownDoesNotBreakAHead(JavaSparkContext spark) {
        Path checkpoint = checkpoint(spark);
        String uri = FaultyFiles.uri(spark, folder);
        assertEquals(
                "cannot read checkpoint " + uri + "/" + checkpoint.getFileName() + "/head: Down: no connection",
                refusal(spark, uri));
    }

    /** Causes that cannot be serialized do not keep the message from the driver. */
    @Test
    void aNetworkThatIsDownDoesNotBreakAShard(JavaSparkContext spark) {
        checkpoint(spark);
        Checkpoint newest = new Checkpoints(spark, folder.toString()).newest().orElseThrow();
        String uri = FaultyFiles.uri(spark, folder);
        Checkpoints down = new Checkpoints(spark, uri);
        String expected = "cannot read checkpoint " + uri + "/" + newest.file(0) + ": Down: no connection";
        assertEquals(expected, Failure.message(assertThrows(Exception.class, () -> down.verify(newest))));
        String message = Failure.message(
                assertThrows(Exception.class, () -> down.read(newest).count()));
        assertTrue(message.startsWith("cannot read checkpoint " + uri), message);
        assertTrue(message.endsWith(": Down: no connection"), message);
    }

    @Test
    void aHeadOfAnotherFormatIsNotBroken(JavaSparkContext spark) throws IOException {
        Path head = checkpoint(spark).resolve("head");
        String text = Files.readString(head).replace("marginloss-head-2", "marginloss-head-3");
        Files.writeString(head, text);
        Files.delete(head.resolveSibling(".head.crc"));
        assertEquals(
                "checkpoint " + head + " was written by another version of this program, in format marginloss-head-3:"
                        + " begin in another folder",
                refusal(spark, folder.toString()));
    }
}
