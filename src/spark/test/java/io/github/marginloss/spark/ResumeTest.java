package io.github.marginloss.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** --resume goes on as the run began, says what is changed, and overwrites no checkpoint. */
@ExtendWith(TestSpark.class)
class ResumeTest {

    /** Nothing is as it would be by default. */
    private static final String SETTINGS =
            "--batch 16 --rate 0.5 --learning-rate 3 --momentum 0.8 --decay 0.001 --seed 9"
                    + " --float --loss arcface --s 8 --margin 0.4";

    private static final String SYNTHETIC = SETTINGS + " --classes 100 --dimension 8 --noise 0.5";

    @TempDir
    private Path folder;

    private Path after(int steps, int classes) {
        return folder.resolve(String.format(Locale.ROOT, "step-%012d-classes-%010d", steps, classes));
    }

    private void assertSameBits(JavaSparkContext spark, String settings, String data, int classes) throws IOException {
        TestRuns.run(spark, settings + data + " --steps 6 --checkpoint " + folder.resolve("whole"));
        String parts = " --steps 3 --checkpoint " + folder;
        TestRuns.run(spark, settings + data + parts);
        TestRuns.run(spark, "--resume" + data + parts);
        Path whole = folder.resolve("whole").resolve(after(6, classes).getFileName());
        assertEquals(TestRuns.files(whole), TestRuns.files(after(6, classes)));
    }

    @Test
    void whatIsNotGivenIsAsItWasToTheLastBit(JavaSparkContext spark) throws IOException {
        assertSameBits(spark, SYNTHETIC, "", 100);
    }

    @Test
    void samplesFromFilesAreGoneThroughAsTheyWouldHaveBeen(JavaSparkContext spark) throws IOException {
        Random random = new Random(1);
        List<String> lines = random.ints(70, 0, 10)
                .mapToObj(label -> random.nextGaussian() + "," + random.nextGaussian() + "," + label)
                .toList();
        Files.write(folder.resolve("samples.csv"), lines);
        assertSameBits(spark, SETTINGS, " --data " + folder.resolve("samples.csv"), 10);
        assertEquals(
                "--data is missing: the checkpoint has been trained with samples of your own",
                TestRuns.failure(spark, "--resume --checkpoint " + folder));
    }

    @Test
    void aSettingThatIsGivenIsTakenSaidAndRemembered(JavaSparkContext spark) {
        String steps = " --steps 2 --checkpoint " + folder;
        TestRuns.run(spark, SYNTHETIC + steps);
        List<String> changed = TestRuns.run(spark, "--resume --learning-rate 1 --loss cosface" + steps);
        assertTrue(changed.contains("--learning-rate is 1.0 from here on; it was 3.0"), changed::toString);
        // the margin of another loss means something else
        assertTrue(changed.contains("--margin is 0.2 from here on; it was 0.4"), changed::toString);
        List<String> then = TestRuns.run(spark, "--resume" + steps);
        assertTrue(
                then.contains("with --loss cosface --s 8.0 --margin 0.2 --batch 16 --rate 0.5 --learning-rate 1.0"
                        + " --momentum 0.8 --decay 0.001 --noise 0.5"),
                then::toString);
        assertTrue(then.stream().noneMatch(line -> line.contains("from here on")), then::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seed 1 | --seed is 1, but the checkpoint has 9: leave it out, or begin in another folder",
                "--shards 3 | --shards is 3, but the checkpoint has 4: leave it out, or begin in another folder",
                "--dimension 9 | --dimension is 9, but the checkpoint has 8: leave it out, or begin in another folder",
                "--data a.csv | --data is given, but the checkpoint has been trained with synthetic identities: leave it out",
                "--classes 90 | there are 90 classes, but the checkpoint has 100: at least these expected"
            })
    void whatCannotChangeIsRefused(String option, String message, JavaSparkContext spark) {
        String checkpoint = " --steps 1 --checkpoint " + folder;
        TestRuns.run(spark, SYNTHETIC + checkpoint);
        assertEquals(message, TestRuns.failure(spark, "--resume " + option + checkpoint));
    }

    @Test
    void doublesDoNotBecomeFloats(JavaSparkContext spark) {
        String checkpoint = " --steps 1 --checkpoint " + folder;
        TestRuns.run(spark, "--classes 100 --dimension 8 --batch 16" + checkpoint);
        assertEquals(
                "--float is given, but the checkpoint has doubles: leave it out, or begin in another folder",
                TestRuns.failure(spark, "--resume --float" + checkpoint));
        assertEquals(
                "--checkpoint " + folder
                        + " has a checkpoint after 1 steps: --resume to go on from it, or another folder expected",
                TestRuns.failure(spark, "--classes 100" + checkpoint));
    }

    @Test
    void addedIdentitiesOverwriteNoCheckpoint(JavaSparkContext spark) throws IOException {
        String checkpoint = " --checkpoint " + folder;
        TestRuns.run(spark, SYNTHETIC + " --steps 3" + checkpoint);
        Object before = TestRuns.files(after(3, 100));
        List<String> added = TestRuns.run(spark, "--resume --classes 110 --steps 0" + checkpoint);
        assertTrue(
                added.get(0).startsWith("goes on after 3 steps: 100 classes in 4 shards, 8 features"), added::toString);
        assertTrue(added.contains("classes 100 to 109 added, without training"), added::toString);
        assertEquals(before, TestRuns.files(after(3, 100)));
        assertNotEquals(before, TestRuns.files(after(3, 110)));
        // the head with them is the newer one
        List<String> then = TestRuns.run(spark, "--resume --steps 1" + checkpoint);
        assertTrue(then.get(0).startsWith("goes on after 3 steps: 110 classes in 5 shards"), then::toString);
    }

    @Test
    void noStepsWriteNothing(JavaSparkContext spark) throws IOException {
        String checkpoint = " --checkpoint " + folder;
        TestRuns.run(spark, SYNTHETIC + " --steps 2" + checkpoint);
        Object written = Files.getLastModifiedTime(after(2, 100).resolve("shard-000000"));
        List<String> none = TestRuns.run(spark, "--resume --steps 0" + checkpoint);
        assertTrue(none.contains("checkpoint " + after(2, 100)), none::toString);
        assertEquals(written, Files.getLastModifiedTime(after(2, 100).resolve("shard-000000")));
    }

    @Test
    void aSettingThatNoCheckpointWouldRememberIsRefused(JavaSparkContext spark) {
        String checkpoint = " --checkpoint " + folder;
        TestRuns.run(spark, SYNTHETIC + " --steps 1" + checkpoint);
        String none = "--resume --steps 0 --momentum ";
        assertEquals(
                "--momentum is 0.5, but --steps is 0 and no class is added, so no checkpoint would remember it:"
                        + " leave it out, or make at least one step",
                TestRuns.failure(spark, none + 0.5 + checkpoint));
        TestRuns.run(spark, none + 0.8 + checkpoint); // as it is
        TestRuns.run(spark, none + "0.5 --classes 101" + checkpoint);
        List<String> then = TestRuns.run(spark, "--resume --steps 1" + checkpoint);
        assertTrue(then.get(1).contains("--momentum 0.5"), then::toString);
    }

    @Test
    void aSettingIsJudgedBesideThoseOfTheCheckpoint(JavaSparkContext spark) {
        String steps = " --steps 1 --checkpoint " + folder;
        TestRuns.run(spark, SYNTHETIC + steps);
        List<String> wide = TestRuns.run(spark, "--resume --margin 2.5" + steps);
        assertTrue(wide.contains("--margin is 2.5 from here on; it was 0.4"), wide::toString);
        assertEquals(
                "--margin is '4': a number from 0.0 to 3.141592653589793 expected",
                TestRuns.failure(spark, "--resume --margin 4" + steps));
    }

    @Test
    void aSettingThatHadNoValueIsSaidWithoutOne(JavaSparkContext spark) {
        String steps = " --steps 1 --checkpoint " + folder;
        TestRuns.run(spark, "--classes 100 --dimension 8 --batch 16 --loss normalizedsoftmax" + steps);
        List<String> changed = TestRuns.run(spark, "--resume --loss arcface" + steps);
        assertTrue(changed.contains("--loss is arcface from here on; it was normalizedsoftmax"), changed::toString);
        assertTrue(changed.contains("--margin is 0.3 from here on"), changed::toString);
    }

    @Test
    void addedIdentitiesAreTrainedWithTheOthers(JavaSparkContext spark) {
        String steps = " --steps 3 --checkpoint " + folder;
        TestRuns.run(spark, SYNTHETIC + steps);
        List<String> second = TestRuns.run(spark, "--resume --classes 110" + steps);
        assertTrue(second.contains("classes 100 to 109 added, without training"), second::toString);
        assertTrue(
                second.stream().anyMatch(line -> line.matches("loss \\S+ at step 4, \\S+ at step 6; .*")),
                second::toString);
        assertTrue(second.contains("checkpoint " + after(6, 110)), second::toString);
        List<String> third = TestRuns.run(spark, "--resume" + steps);
        assertTrue(third.get(0).startsWith("goes on after 6 steps: 110 classes in 5 shards"), third::toString);
    }

    @Test
    void aSlashAtTheEndOfAFolderSaysNothing(JavaSparkContext spark) {
        List<String> lines = TestRuns.run(spark, SYNTHETIC + " --steps 1 --checkpoint " + folder + "/");
        assertTrue(lines.contains("checkpoint " + after(1, 100)), lines::toString);
    }
}
