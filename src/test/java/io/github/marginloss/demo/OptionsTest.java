package io.github.marginloss.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    private static final String LOSSES = "softmax, center, sphereface, cosface, arcface, smoothing, classmargins, "
            + "elasticface, elasticface+, adaface, magface expected, or several of them separated by commas";

    @Test
    void defaults() {
        Path out = Path.of("target/demo");
        assertEquals(
                new Options(
                        List.of(), 120, 2, 0, out, Optional.empty(), Optional.empty(), Unseen.NONE, 6, false, false),
                Options.parse());
        assertEquals(32, Options.parse("--open-set").dimension());
        assertEquals(16, Options.parse("--open-set", "digits").dimension());
        assertEquals(3, Options.parse("--open-set", "--dimension", "3").dimension());
        assertEquals(Unseen.FEW, Options.parse("--open-set").unseen());
        assertEquals(Unseen.MANY, Options.parse("--open-set", "Many").unseen());
        assertEquals(
                Unseen.DIGITS, Options.parse("--open-set", "--data", "d.csv").unseen());
    }

    @Test
    void everyOptionIsRead() {
        String line = "--loss ArcFace,elasticface+,arcface --epochs 7 --dimension 3 --seed -5 --out o --data d.csv"
                + " --class digit --open-set digits --seeds 3 --float --help";
        assertEquals(
                new Options(
                        List.of("arcface", "elasticface+"),
                        7,
                        3,
                        -5,
                        Path.of("o"),
                        Optional.of(Path.of("d.csv")),
                        Optional.of("digit"),
                        Unseen.DIGITS,
                        3,
                        true,
                        true),
                Options.parse(line.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--fast             | unknown option '--fast'; --help lists the options",
                "--float32          | unknown option '--float32'; --help lists the options",
                "--float yes        | unknown option 'yes'; --help lists the options",
                "arcface            | unknown option 'arcface'; --help lists the options",
                "--seed             | --seed needs a value; --help lists the values",
                "--out --open-set   | --out needs a value; --help lists the values",
                "--epochs 0         | --epochs is '0': a whole number from 1 to 100000 expected",
                "--epochs many      | --epochs is 'many': a whole number from 1 to 100000 expected",
                "--dimension 4      | --dimension is '4': one of 2, 3, 8, 16, 32 expected",
                "--class 3          | --class needs --data FILE, whose column it names",
                "--open-set faces   | --open-set is 'faces': one of few, many, digits expected",
                "--open-set --seeds 1 | --seeds is '1': a whole number from 2 to 1000 expected",
                "--seeds 3          | --seeds needs --open-set: for a single training run, use --seed",
                "--open-set --loss softmax | --loss has no effect on --open-set few, which has its own samples, losses and"
                        + " budgets: leave it out, or use --open-set digits",
                "--loss triplet   | --loss has 'triplet': " + LOSSES,
                "--loss adaface,  | --loss has '': " + LOSSES,
                "--loss magface,arc,softmax | --loss has 'arc': " + LOSSES
            })
    void badOptionsAreNamed(String line, String message) {
        DemoException e = assertThrows(DemoException.class, () -> Options.parse(line.split(" ")));
        assertEquals(message, e.getMessage());
    }

    @Test
    void eachLossHasItsRecipe() {
        for (Recipe recipe : Recipe.all(2)) {
            assertEquals(List.of(recipe.key()), keys("--loss", recipe.key()));
            assertTrue(Usage.TEXT.contains(recipe.key()), recipe.key());
        }
        assertEquals(List.of("softmax", "center", "sphereface", "cosface", "arcface"), keys());
        assertEquals(List.of("magface", "softmax"), keys("--loss", "magface,softmax,MagFace"));
    }

    private static List<String> keys(String... line) {
        return Recipe.of(Options.parse(line)).stream().map(Recipe::key).toList();
    }

    @Test
    void aFileIsNoFolder(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        DemoException e = assertThrows(DemoException.class, () -> Demo.run(nowhere, "--out", file.toString()));
        assertEquals("--out is '" + file + "': a folder that can be created and written to expected", e.getMessage());
    }

    @Test
    void helpIsAllThatHelpDoes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Demo.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), "--help", "--data", "absent.csv");
        assertEquals(Usage.TEXT, bytes.toString(StandardCharsets.UTF_8));
        assertTrue(Usage.TEXT.contains("--open-set"));
        assertTrue(Usage.TEXT.contains("--float"));
    }
}
