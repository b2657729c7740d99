package io.github.marginloss.tool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.golden.GoldenCase;
import io.github.marginloss.golden.GoldenFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tool's answer to every golden case is the file's, to the bit, and it finds nothing wrong with the file's answers.
 */
class GoldenCasesTest {

    private static final List<Path> FILES = Stream.of("golden.txt", "golden-hard.txt", "golden-adaptive.txt")
            .map(name -> Path.of("docs", "golden", name))
            .toList();

    private static final Map<String, String> OUTPUTS =
            Map.of("loss", "L", "losses", "li", "dX", "dX", "dW", "dW", "db", "db", "dC", "dC");

    @TempDir
    private Path folder;

    /** Each case is a separate file, which is quick to read. */
    @Test
    void everyCaseIsAnsweredToTheBit() throws IOException {
        int count = 0;
        for (Path file : FILES) {
            for (String text : Files.readString(file).split("(?m)^(?=case )")) {
                if (text.startsWith("case ")) {
                    assertAnswer(text);
                    count++;
                }
            }
        }
        assertEquals(186 + 122 + 93, count);
    }

    private void assertAnswer(String text) throws IOException {
        Path output = folder.resolve("answer.npz");
        Tool tool = Tool.run(write(text), "--output", output);
        assertEquals(0, tool.status(), tool.err());
        assertEquals("", tool.err());
        GoldenCase golden =
                GoldenFile.read(new BufferedReader(new StringReader(text))).get(0);
        Map<String, double[]> answers = Tool.read(output);
        OUTPUTS.forEach((name, key) -> {
            assertEquals(golden.has("out." + key), answers.containsKey(name), golden + ": " + name);
            if (golden.has("out." + key)) {
                double[] expected = golden.matrix("out." + key).data;
                assertArrayEquals(plain(expected), plain(answers.get(name)), golden + ": " + name);
            }
        });
        assertEquals(golden.has("sampleWeights"), tool.out().contains("reduction=weighted"), tool.out());
        assertEquals(golden.has("smoothing"), tool.out().contains("LabelSmoothing["), tool.out());
        assertEquals(golden.has("ignore"), tool.out().contains("], ignoring "), tool.out());
    }

    /** The sign of a zero does not matter. */
    private static double[] plain(double... numbers) {
        return Arrays.stream(numbers).map(number -> number + 0.0).toArray();
    }

    /** The file's own answers hold grade R, and a case is found among others. */
    @Test
    void someCasesAreGraded() {
        Map<Path, List<String>> ids = new LinkedHashMap<>();
        ids.put(FILES.get(0), List.of("P000", "P040", "P100", "P153", "P185"));
        ids.put(FILES.get(1), List.of("H000", "H040", "H080", "H121"));
        ids.put(FILES.get(2), List.of("A001", "A041", "A048", "A055", "A031", "A047", "A073", "A090", "A092"));
        ids.forEach((file, names) -> names.forEach(id -> {
            Tool tool = Tool.run(file, "--case", id, "--grade=R");
            assertEquals(0, tool.status(), id + tool.out() + tool.err());
        }));
    }

    /** The tool accepts nothing silently that might change the meaning of a case, and uses no default. */
    @Test
    void whatIsNotOneCaseIsRefused() {
        String start = "case A\nloss arcface\nvariant pure\ns 4|0x1p2\nm 0.5|0x1p-1\n";
        String end = "y 0\nX 1|0x1p0\nW 1|0x1p0\nend\n";
        assertEquals(0, Tool.run(write(start + "shape 1 1 1\n" + end)).status());
        for (String line : "classWeights 2|0x1p1,margin 3|0x1p1,centerReduction sum,m1 1|0x1p0".split(",")) {
            assertRefused(line.split(" ")[0], start + line + "\n" + end);
        }
        assertRefused("has 2 lines 'm': one expected", start + "m 0.5|0x1p-1\n" + end);
        assertRefused("has 2 lines 'y': one expected", start + "y 0\n" + end);
        assertRefused("has no line 'variant': one expected", (start + end).replace("variant pure\n", ""));
        assertRefused("has no line 'm': one expected", (start + end).replaceFirst("m .*\n", ""));
        assertRefused(
                "contains '0.5|0x1p-2', whose halves are different numbers", (start + end).replace("0x1p-1", "0x1p-2"));
        assertRefused("X in case A", (start + end).replace("X 1|0x1p0", "X 1|0x1p1"));
        assertRefused("has shape 1 2 1, but its arrays have shape 1 1 1", start + "shape 1 2 1\n" + end);
        String elastic = "case A\nloss elasticface\ns 4|0x1p2\n";
        assertRefused("has no line 'sampleMargins': one expected, as the loss is elasticface", elastic + end);
        assertRefused("begins with 'sine': angular or cosine expected", elastic + "sampleMargins sine 0|0x0p0\n" + end);
        assertRefused("margins[0] is 5.0", elastic + "sampleMargins angular 5|0x5p0\n" + end);
        String magface =
                "case A\nloss magface\ns 4|0x1p2\nlambda 1|0x1p0\neasy false\nrange 1|0x1p0 2|0x1p1 0|0x0p0 1|0x1p0\n";
        assertEquals(0, Tool.run(write(magface + end)).status());
        assertRefused("has no line 'easy': one expected", (magface + end).replace("easy false\n", ""));
        assertRefused("ignore is 'x'", magface + "ignore x\n" + end);
        Tool smoothed = Tool.run("smoothing=0.1", write(magface + end));
        assertTrue(
                smoothed.err()
                        .startsWith(
                                "smoothing= applies only to a loss on the command line, but the loss in case A in "),
                smoothed.err());
        assertEquals(2, smoothed.status());
    }

    private void assertRefused(String part, String text) {
        Tool tool = Tool.run(write(text));
        assertTrue(tool.err().contains(part), tool.err());
        assertEquals(1, tool.err().lines().count(), tool.err());
        assertEquals(2, tool.status(), text);
    }

    private Path write(String text) {
        return Tool.write(folder.resolve("case.txt"), text.getBytes(StandardCharsets.US_ASCII));
    }
}
