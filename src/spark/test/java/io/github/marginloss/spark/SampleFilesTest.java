package io.github.marginloss.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The user's samples, from CSV and Parquet. */
@ExtendWith(TestSpark.class)
class SampleFilesTest {

    private static final int SAMPLES = 103;

    @TempDir
    private Path folder;

    /** Numbers that floats have exactly. */
    private static List<String> lines() {
        Random random = new Random(1);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            lines.add(number(random) + "," + number(random) + "," + number(random) + "," + i % 7);
        }
        return lines;
    }

    private static double number(Random random) {
        return (random.nextInt(2001) - 1000) / 1024.0;
    }

    private String csv(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines).toString();
    }

    private String parquet(JavaSparkContext spark, String csv, int files) {
        String path = folder.resolve("samples" + files).toString();
        SparkSession.builder()
                .sparkContext(spark.sc())
                .getOrCreate()
                .read()
                .csv(csv)
                .selectExpr(
                        "array(cast(_c0 as float), cast(_c1 as float), cast(_c2 as float)) as features",
                        "cast(_c3 as int) as label")
                .repartition(files)
                .write()
                .parquet(path);
        return path;
    }

    private static OwnIdentities own(JavaSparkContext spark, String data, Optional<String> test) {
        return new OwnIdentities(spark, data, test, 10, 0);
    }

    @Test
    void batchesAreTheSameFromCsvAndFromParquetOfAnyFiles(JavaSparkContext spark) throws IOException {
        String csv = csv("samples.csv", lines());
        List<String> headed = new ArrayList<>(lines());
        headed.add(0, "a,b,c,label");
        OwnIdentities first = own(spark, csv, Optional.empty());
        assertEquals(7, first.classes());
        assertEquals(3, first.dimension());
        for (String other : List.of(csv("headed.csv", headed), parquet(spark, csv, 1), parquet(spark, csv, 5))) {
            OwnIdentities second = own(spark, other, Optional.empty());
            // an epoch has ten whole batches
            for (long step : new long[] {0, 7, 9, 10, 25}) {
                assertArrayEquals(first.batch(step).labels(), second.batch(step).labels(), other);
                assertArrayEquals(
                        first.batch(step).features().data, second.batch(step).features().data, other);
            }
        }
    }

    @Test
    void anEpochHasEachSampleOnceInAnOrderOfItsOwn(JavaSparkContext spark) throws IOException {
        String csv = csv("samples.csv", lines());
        OwnIdentities own = own(spark, csv, Optional.of(csv));
        List<String> tested = new ArrayList<>();
        for (long k = 0; k < own.tests(); k++) {
            Batch batch = own.test(k);
            for (int i = 0; i < batch.size(); i++) {
                tested.add(batch.features().get(i, 0) + ","
                        + batch.features().get(i, 1) + ","
                        + batch.features().get(i, 2) + "," + batch.labels()[i]);
            }
        }
        assertEquals(
                lines().stream().sorted().toList(), tested.stream().sorted().toList());
        assertNotEquals(lines(), tested);
        assertNotEquals(
                own.batch(0).features().get(0, 0), own.batch(10).features().get(0, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,x | the line '1,2,x' is not numbers with commas between, the last of them a class: For input string: \"x\"",
                "1,2,0.5 | the line '1,2,0.5' has label 0.5: a whole number from 0 to 2147483646 expected",
                "1,2,-1 | the line '1,2,-1' has label -1: a whole number from 0 to 2147483646 expected",
                "1,2,2147483647 | has label 2147483647: a whole number from 0 to 2147483646 expected",
                "1,NaN,0 | the line '1,NaN,0' has a feature that is empty or not finite",
                "1,2,3,0 | has samples of 2 and of 3 features: the same number in all of them, and at least one, expected"
            })
    void aBrokenLineIsRefused(String line, String message, JavaSparkContext spark) throws IOException {
        String path = csv("broken.csv", List.of("1,2,0", line));
        String said = assertThrows(UserException.class, () -> own(spark, path, Optional.empty()))
                .getMessage();
        assertTrue(said.startsWith(path) && said.contains(message), said);
    }

    /** Spark's cast would have made them 1 and 0. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cast(id as double) / 2 | has label 0.5: a whole number from 0 to 2147483646 expected",
                "cast(id as decimal(9,1)) + 0.5 | has label 0.5: a whole number from 0 to 2147483646 expected",
                "id + 4294967296 | has label 4294967296: a whole number from 0 to 2147483646 expected",
                "id - 1 | has label -1: a whole number from 0 to 2147483646 expected",
                "cast(null as int) | has no label"
            })
    void aParquetLabelThatIsNoClassIsRefused(String label, String message, JavaSparkContext spark) {
        String path = labelled(spark, label);
        String said = assertThrows(UserException.class, () -> own(spark, path, Optional.empty()))
                .getMessage();
        assertTrue(said.matches("\\Q" + path + "\\E: row [01] \\(from 0 on\\) of part-.*\\.parquet .*"), said);
        assertTrue(said.endsWith(message), said);
    }

    @Test
    void aParquetLabelMayBeAnyWholeNumber(JavaSparkContext spark) {
        for (String type : List.of("double", "decimal(9,1)", "bigint", "tinyint")) {
            String path = labelled(spark, "cast(id as " + type + ")");
            assertEquals(2, own(spark, path, Optional.empty()).classes(), type);
        }
    }

    @Test
    void aParquetLabelThatIsANameIsRefused(JavaSparkContext spark) {
        String path = labelled(spark, "cast(id as string)");
        String said = assertThrows(UserException.class, () -> own(spark, path, Optional.empty()))
                .getMessage();
        assertTrue(said.endsWith("; label is a string: number the identities first"), said);
    }

    /** Two samples in one file. */
    private String labelled(JavaSparkContext spark, String label) {
        String path = folder.resolve("labelled" + label.hashCode()).toString();
        SparkSession.builder()
                .sparkContext(spark.sc())
                .getOrCreate()
                .range(0, 2, 1, 1)
                .selectExpr("array(1.0f, 2.0f) as features", label + " as label")
                .write()
                .parquet(path);
        return path;
    }

    /** Of the partitions of a long epoch, those far from a batch have nothing of it. */
    @Test
    void anEpochMayHaveMoreThanTwoToThe31Samples() {
        long far = 1L << 32;
        assertEquals(10, SampleBatches.inside(far + 5, 0, 10));
        assertEquals(5, SampleBatches.inside(far + 5, far, far + 10));
        assertEquals(0, SampleBatches.inside(5, far, far + 10));
    }

    @Test
    void filesThatAreNotThereOrNotOfSamplesAreRefused(JavaSparkContext spark) throws IOException {
        String none = folder.resolve("none.csv").toString();
        String message = assertThrows(UserException.class, () -> own(spark, none, Optional.empty()))
                .getMessage();
        assertEquals("cannot read " + none + ": IOException: Input path does not exist: file:" + none, message);
        String empty = csv("empty.csv", List.of());
        assertEquals(
                empty + " has no samples",
                assertThrows(UserException.class, () -> own(spark, empty, Optional.empty()))
                        .getMessage());
        String text = csv("text", List.of("no Parquet"));
        message = assertThrows(UserException.class, () -> own(spark, text, Optional.empty()))
                .getMessage();
        assertTrue(message.startsWith(text + ": Parquet with a column features"), message);
        String other = folder.resolve("other").toString();
        SparkSession.builder()
                .sparkContext(spark.sc())
                .getOrCreate()
                .range(3)
                .write()
                .parquet(other);
        message = assertThrows(UserException.class, () -> own(spark, other, Optional.empty()))
                .getMessage();
        assertTrue(message.contains("a column features, an array of numbers, and a column label"), message);
    }
}
