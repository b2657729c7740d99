package io.github.marginloss.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as its user meets it: its picture, its jar, and what it says when an option is wrong. */
class MainTest {

    @TempDir
    private Path folder;

    @Test
    void aPictureIsDrawn() throws IOException {
        List<TrainingPicture.Step> steps =
                List.of(new TrainingPicture.Step(1, 9, 2), new TrainingPicture.Step(2, 8, 0.2));
        new TrainingPicture(steps).write(folder);
        assertTrue(Files.size(folder.resolve("spark-training.png")) > 0);
        assertTrue(Files.size(folder.resolve("spark-training.svg")) > 0);
    }

    @Test
    void theJarHasTheProgramAndWhatItNeeds() throws IOException {
        Path jar = folder.resolve("of/spark.jar");
        Main.run(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), "--jar", jar.toString());
        try (JarFile file = new JarFile(jar.toFile())) {
            assertNotNull(file.getEntry("io/github/marginloss/spark/Main.class"));
            assertNotNull(file.getEntry("io/github/marginloss/demo/CommandLine.class"));
            assertNotNull(file.getEntry("io/github/marginloss/demo/DemoException.class"));
            assertNotNull(file.getEntry("io/github/marginloss/shard/ShardedStep.class"));
            assertNotNull(file.getEntry("org/ejml/data/DMatrixRMaj.class"));
            assertNotNull(file.getEntry("org/jfree/chart/JFreeChart.class"));
            assertNull(file.getEntry("io/github/marginloss/spark/MainTest.class"));
            assertNull(file.getEntry("io/github/marginloss/spark/TestSpark.class"));
            assertNull(file.getEntry("io/github/marginloss/BitsTest.class"));
            assertFalse(file.stream().anyMatch(entry -> entry.getName().startsWith("org/apache/spark/")));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--classes 0 | --classes is '0': a whole number from 1 to 2147483647 expected",
                "--dimension 2147483647 | --dimension is '2147483647': a whole number from 1 to 2147483639 expected",
                "--overhead --dimension 1000000 | --dimension is '1000000': a whole number from 1 to 536870 expected",
                "--rate 0 | --rate is '0': a number above 0 and at most 1.0 expected",
                "--momentum 2 | --momentum is '2': a number from 0.0 to 1.0 expected",
                "--loss triplet | --loss is 'triplet': one of cosface, arcface, normalizedsoftmax expected",
                "--steps | --steps needs a value; --help lists the values",
                "--speed 3 | unknown option '--speed'; --help lists the options",
                "--resume | --resume needs --checkpoint DIR, the folder to go on from",
                "--test a.csv | --test needs --data: synthetic identities have samples of their own to test with",
                "--data a.csv --noise 2 | --noise has no effect beside --data: leave it out",
                "--overhead --resume --checkpoint a | --resume has no effect beside --overhead: leave it out",
                "--loss normalizedsoftmax --margin 0.2 | --margin has no effect on normalizedsoftmax, which has none: leave it out"
            })
    void aWrongOptionIsRefused(String arguments, String message) {
        UserException e = assertThrows(UserException.class, () -> Options.parse(arguments.split(" ")));
        assertEquals(message, e.getMessage());
    }
}
