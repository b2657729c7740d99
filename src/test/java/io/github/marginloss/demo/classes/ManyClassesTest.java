package io.github.marginloss.demo.classes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.demo.DemoException;
import io.github.marginloss.demo.classes.Settings.Mode;
import io.github.marginloss.shard.ClassSample.Correction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManyClassesTest {

    private static final long MEGABYTE = 1 << 20;

    private static String run(String line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ManyClasses.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), line.split(" "));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Settings settings(String line) {
        return Command.parse(line.split(" "));
    }

    @Test
    void defaults() {
        Sgd optimiser = new Sgd(0.2f, 0.9f, 5e-4f);
        Path out = Path.of("target/demo");
        assertEquals(
                new Settings(250_000, 64, 128, 4, 50, 1, Correction.NONE, new ArcFace(), optimiser, 0, Mode.TRAIN, out),
                settings("--classes 250000"));
        assertEquals(100, settings("--classes 10000000").shards());
        assertEquals(2, settings("--classes 2").shards());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--classes 0            | --classes is '0': a whole number from 1 to 2147483647 expected",
                "--classes 5 --shards 6 | --shards is '6': a whole number from 1 to 5 expected",
                "--grow --rate 0        | --rate is '0': a number above 0 and at most 1.0 expected",
                "--grow --rate NaN      | --rate is 'NaN': a number above 0 and at most 1.0 expected",
                "--grow --loss center   | --loss is 'center': one of arcface, cosface, softmax expected",
                "--grow --correction no | --correction is 'no': one of none, log_rate expected",
                "--travel --epochs 3    | unknown option '--epochs'; --help lists the options"
            })
    void badOptionsAreNamed(String line, String message) {
        DemoException e = assertThrows(DemoException.class, () -> settings(line));
        assertEquals(message, e.getMessage());
    }

    /** The refusal comes before anything so large is allocated. */
    @Test
    void aHeapThatIsTooSmallIsRefused() {
        DemoException e = assertThrows(DemoException.class, () -> run("--classes 2000000000 --shards 30000"));
        assertTrue(e.getMessage().startsWith("2000000000 classes of 64 numbers need a heap of "), e::getMessage);
        Settings settings = settings("--classes 10000000");
        Heap.require(settings, 8192 * MEGABYTE);
        String message = assertThrows(DemoException.class, () -> Heap.require(settings, 512 * MEGABYTE))
                .getMessage();
        assertTrue(
                message.matches("10000000 classes of 64 numbers need a heap of (\\d+) MB \\(4883 MB for W and its"
                        + " momentum\\), and this one is limited to 512 MB: MAVEN_OPTS=-Xmx\\1m before the command, or"
                        + " fewer classes, expected"),
                message);
    }

    @Test
    void aShardThatIsNoArrayIsRefused() {
        Settings settings = settings("--classes 300000000 --shards 2");
        DemoException e = assertThrows(DemoException.class, () -> Heap.require(settings, Long.MAX_VALUE));
        assertEquals(
                "--shards is 2: at least 9 expected, because all rows of a shard must fit into one array",
                e.getMessage());
    }

    @Test
    void eachStepHasALine() {
        List<String> lines =
                run("--classes 40 --dimension 8 --steps 3 --rate 0.5").lines().toList();
        assertEquals(5, lines.size(), lines::toString);
        for (String line : lines.subList(1, 4)) {
            assertTrue(line.matches("step +\\d  loss +[0-9.]+ +[0-9.]+ s +\\d+ classes/s  heap +\\d+ MB"), line);
        }
        assertTrue(lines.get(4).contains("optimiser"));
    }

    @Test
    void helpIsAllThatHelpDoes() {
        assertEquals(Command.USAGE, run("--classes 2000000000 --help"));
        assertFalse(ManyClasses.isMeant("--help", "--seed", "1"));
        assertTrue(ManyClasses.isMeant("--seed", "1", "--grow"));
    }

    @Test
    void growthIsATableAndAPicture(@TempDir Path folder) throws IOException {
        Settings settings = settings("--grow --classes 200 --dimension 4 --batch 8 --out " + folder);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Growth.run(settings, 0, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        List<String> lines = Files.readAllLines(folder.resolve("shards-growth.csv"));
        assertEquals(12, lines.size(), lines::toString);
        assertTrue(lines.get(2).startsWith("2,1.0,2,5,"), lines::toString);
        assertTrue(lines.get(11).startsWith("200,0.1,4,5,"), lines::toString);
        String printed = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(printed.contains("| " + lines.get(11).replace(",", " | ") + " |"), printed);
        assertTrue(Files.size(folder.resolve("shards-growth.png")) > 10_000);
        assertTrue(Files.readString(folder.resolve("shards-growth.svg")).contains("proportional to n"));
    }

    /** Statistics are m·d doubles, and little else. */
    @Test
    void whatTravelsIsCounted() {
        List<String> lines = run("--travel --classes 30 --shards 3 --dimension 8 --batch 16")
                .lines()
                .toList();
        String[] last = lines.get(lines.size() - 1).split(" *\\| *");
        assertEquals("128", last[1]);
        assertEquals("64", last[2]);
        double statistics = Double.parseDouble(last[6]) / (128 * 64 * 8);
        assertTrue(statistics > 1 && statistics < 2, () -> String.join(" ", lines));
    }
}
