package io.github.marginloss.spark;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** --overhead measures, whether its checkpoints can be deleted or not. */
@ExtendWith(TestSpark.class)
class OverheadTest {

    private static final String SMALL = "--overhead --batch 4 --dimension 2 --checkpoint ";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private void measure(JavaSparkContext spark, String uri) {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new Overhead(spark, Options.parse((SMALL + uri).split(" ")), out).measure(2);
    }

    @Test
    void whatFailsFirstIsSaid(JavaSparkContext spark) {
        String message =
                Failure.message(assertThrows(Exception.class, () -> measure(spark, "nowhere:/head --every 1")));
        assertTrue(
                message.startsWith("cannot write nowhere:/head/overhead-2/step-000000000001-classes-0000000002/"),
                message);
    }

    @Test
    void checkpointsThatCannotBeDeletedAreAWarning(JavaSparkContext spark) {
        String uri = FaultyFiles.uri(spark, folder);
        measure(spark, uri + " --every 100");
        String warning = bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("warning: "))
                .findFirst()
                .orElseThrow();
        assertTrue(warning.startsWith("warning: cannot delete " + uri + "/overhead-2: Down: no connection: "), warning);
    }
}
