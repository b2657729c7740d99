package io.github.marginloss.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.marginloss.tool.batch.Inputs;
import io.github.marginloss.tool.message.Refusal;
import io.github.marginloss.tool.npz.ArraySource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a file or a command line gives one sentence and status 2, and nothing is written. */
class RefusalsTest {

    private static final double[] Y = Tool.Y;
    private static final String STRUCTURED =
            "{'descr': [('a', '<f4'), ('b', '<i4')], 'fortran_order': False, 'shape': (4,), }";

    @TempDir
    private Path folder;

    static Stream<Arguments> batches() {
        byte[] w = Npy.matrix(Tool.W);
        byte[] y = Npy.vector("<i8", Y);
        byte[] one = Npy.matrix(new double[][] {{1}});
        return Stream.of(
                refused(
                        "arcface",
                        without("X"),
                        "batch.npz contains no X: a matrix with one sample per row expected; it contains W y"),
                refused(
                        "arcface",
                        without("W"),
                        "contains no W: a matrix for arcface, with one class per row, expected"),
                refused("arcface", without("y"), "contains no y: one label per sample expected"),
                refused("center", without("W"), "contains no C: a matrix for center, with one class per row, expected"),
                refused("arcface", Map.of("C", w), "contains C, which arcface does not use"),
                refused(
                        "arcface",
                        Map.of("b", Npy.vector("<f8", 1, 2, 3, 4)),
                        "contains b, which arcface does not use"),
                refused(
                        "arcface",
                        Map.of("w", w),
                        "an array named w: the names X W y b C sampleWeights classWeights sampleMargins classMargins expected,"
                                + " perhaps W"),
                refused("arcface", Map.of("arr_0", w), "an array named arr_0: np.savez(\"batch.npz\", X=x, W=w, y=y)"),
                refused(
                        "arcface",
                        Map.of("X", Npy.vector("<f8", 1, 2, 3)),
                        "X in FILE has shape (3,): (m, d), one sample per row, expected"),
                refused(
                        "arcface",
                        Map.of("W", one),
                        "W in FILE has shape (1, 1): (n, 3) expected, because X has 3 columns"),
                refused(
                        "arcface",
                        Map.of("W", Npy.array(1, "<f8", false, "(3, 5)", new byte[120])),
                        "(n, 3) expected; if W is stored as d×n"),
                refused(
                        "arcface",
                        Map.of("y", Npy.vector("<i8", 0, 1)),
                        "y in FILE has shape (2,): (3,) expected, one label for each"),
                refused(
                        "arcface",
                        Map.of("y", Npy.array(1, "<i8", false, "(3, 1, 1)", new byte[24])),
                        "has shape (3, 1, 1)"),
                refused(
                        "arcface",
                        Map.of("y", Npy.vector("<i8", 0, 4, 1)),
                        "y[1] in FILE is 4: an integer from 0 to 3 expected"),
                refused("arcface", Map.of("y", Npy.vector("<i8", 0, -1, 1)), "y[1] in FILE is -1"),
                refused(
                        "arcface",
                        Map.of("y", Npy.vector("<i8", 0, 0x1p60, 1)),
                        "y[1] in FILE is 1152921504606846976: an integer from 0 to 3 expected"),
                refused("arcface", Map.of("y", Npy.vector("<f8", 0, 1e300, 1)), "y[1] in FILE is 1.0E300: an integer"),
                refused("arcface", Map.of("y", Npy.vector("<f4", 0, 1.5, 1)), "y[1] in FILE is 1.5: an integer"),
                refused("arcface", Map.of("y", Npy.vector("<f4", 0, 1, Double.NaN)), "y[2] in FILE is NaN: an integer"),
                refused(
                        "arcface",
                        Map.of("y", Npy.array(1, "|b1", false, "(3,)", new byte[3])),
                        "y in FILE holds truth values, dtype |b1"),
                refused(
                        "arcface",
                        Map.of("X", Npy.array(1, "|O", false, "(3, 3)", new byte[72])),
                        "X in FILE holds Python objects, dtype |O: float16, float32, float64 or integers expected"),
                refused(
                        "arcface",
                        Map.of("W", Npy.raw(1, STRUCTURED, new byte[32])),
                        "W in FILE holds a structured or a foreign type (bfloat16 is one), dtype [('a', '<f4'), "),
                refused(
                        "arcface",
                        Map.of("dW", Npy.raw(1, STRUCTURED, new byte[32])),
                        "dW in FILE holds a structured or a foreign type"),
                refused(
                        "arcface",
                        Map.of("X", Npy.matrix(new double[][] {{1, 2, 3}, {1, Double.NaN, 3}, {1, 2, 3}})),
                        "X[1, 1] in FILE is NaN: finite numbers expected"),
                refused(
                        "arcface",
                        Map.of("W", Npy.matrix(new double[][] {{1, 2, Double.NEGATIVE_INFINITY}})),
                        "W[0, 2] in FILE is -Infinity"),
                refused("softmax", Map.of("b", Npy.vector("<f8", 1, 2)), "b in FILE has shape (2,): (4,) expected"),
                refused("softmax + center", Map.of("C", one), "C in FILE has shape (1, 1): (4, 3) expected"),
                refused(
                        "softmax",
                        Map.of("sampleWeights", y, "classWeights", y),
                        "contains sampleWeights and classWeights"),
                refused(
                        "softmax",
                        Map.of("sampleWeights", Npy.vector("<f8", 1)),
                        "sampleWeights in FILE has shape (1,): (3,) expected"),
                refused(
                        "softmax",
                        Map.of("sampleWeights", Npy.vector("<f8", 1, Double.NaN, 1)),
                        "sampleWeights[1] in FILE is NaN"),
                refused(
                        "marginsoftmax scale=64 margin=angular",
                        Map.of(),
                        "FILE contains no classMargins: one margin per class expected for marginsoftmax; it contains W"),
                refused(
                        "elasticface s=64 angular=true",
                        Map.of(),
                        "FILE contains no sampleMargins: one margin per sample expected for elasticface"),
                refused(
                        "arcface",
                        Map.of("classMargins", Npy.vector("<f8", 1, 2, 3, 4)),
                        "FILE contains classMargins, which arcface does not use: a file without it expected"),
                refused(
                        "marginsoftmax scale=64 margin=angular",
                        Map.of("classMargins", Npy.vector("<f8", 1, 2, 3)),
                        "classMargins in FILE has shape (3,): (4,) expected, one margin for each of the n classes"),
                refused(
                        "elasticface s=64 angular=true",
                        Map.of("sampleMargins", Npy.vector("<f8", 1, 2)),
                        "sampleMargins in FILE has shape (2,): (3,) expected, one margin for each of the m rows of X"),
                refused(
                        "elasticface s=64 angular=true",
                        Map.of("sampleMargins", Npy.vector("<f8", 0.5, 28.6, 0)),
                        "sampleMargins[1] in FILE is 28.6: an angle in radians from -π to π expected"),
                refused(
                        "marginsoftmax scale=64 margin=cosine",
                        Map.of("classMargins", Npy.vector("<f8", 0.5, 0, 0, -2.5)),
                        "classMargins[3] in FILE is -2.5: a difference of cosines from -2 to 2 expected"),
                refused(
                        "marginsoftmax scale=64 margin=cosine",
                        Map.of("classMargins", Npy.vector("<f8", 0.5, Double.NaN, 0, 1)),
                        "classMargins[1] in FILE is NaN: finite numbers expected"),
                refused(
                        "arcface ignore=none",
                        Map.of(),
                        "ignore is 'none': a label expected, such as -1, or labels as"),
                refused(
                        "arcface ignore=-1",
                        Map.of("y", Npy.vector("<i8", 0, -1, -100)),
                        "y[2] in FILE is -100: an integer from 0 to 3 expected, because there are 4 classes; if such samples do"
                                + " not count, add ignore=-100"),
                refused("smoothing=0.1", Map.of(), "there is no loss: one expected before the file"),
                refused(
                        "softmax reduction=sum",
                        Map.of("sampleWeights", y),
                        "reduction is sum, but FILE contains sampleWeights"),
                refused(
                        "softmax reduction=weighted",
                        Map.of(),
                        "reduction is weighted, but FILE contains no sampleWeights"),
                refused(
                        "softmax reduction=average",
                        Map.of(),
                        "reduction is 'average': mean, sum, weighted or classweighted expected"),
                refused(
                        "softmax",
                        Map.of("X", Npy.array(1, "<f8", false, "(0, 3)", new byte[0]), "y", Npy.vector("<i8")),
                        "a batch of 0 samples has no mean"),
                refused(
                        "softmax",
                        Map.of("W", Npy.array(1, "<f8", false, "(0, 3)", new byte[0])),
                        "W in FILE has shape (0, 3): one class or more expected"));
    }

    private static Arguments refused(String loss, Map<String, byte[]> arrays, String part) {
        return Arguments.of(loss, arrays, part);
    }

    /** A batch without an array. */
    private static Map<String, byte[]> without(String name) {
        return Collections.singletonMap(name, null);
    }

    /** An array in the map replaces one of the batch, or is added to it. */
    @ParameterizedTest(name = "{2}")
    @MethodSource("batches")
    void batch(String loss, Map<String, byte[]> given, String part) throws IOException {
        Map<String, byte[]> arrays =
                new TreeMap<>(Map.of("X", Npy.matrix(Tool.X), "y", Npy.vector("<i8", Y), "W", Npy.matrix(Tool.W)));
        arrays.putAll(given);
        arrays.values().removeIf(Objects::isNull);
        Zip zip = new Zip();
        arrays.forEach((name, bytes) -> zip.store(name + ".npy", bytes));
        Path file = Tool.write(folder.resolve("batch.npz"), zip.finish());
        assertRefused(part.replace("FILE", file.toString()), (Object[]) (loss + " " + file).split(" "));
    }

    @Test
    void commandLines() throws IOException {
        Path file = Tool.write(folder.resolve("batch.npz"), Tool.batch().finish());
        Path other = Tool.write(folder.resolve("other.npz"), Tool.batch().finish());
        assertRefused(
                "no file is named: an existing file, or a name that ends in .npz, expected after 'arcface'", "arcface");
        assertRefused("expected after 'arcface nope'", "arcface", "nope");
        assertRefused("names an .npz file for one array: X=….npy expected", "arcface", "X=" + file, "y=" + file);
        assertRefused("there is no file gone.npz", "arcface", "gone.npz");
        assertRefused("there is no file gone.npy for X", "arcface", "X=gone.npy");
        assertRefused("is a folder", "arcface", folder + "/");
        assertRefused("there is no loss: one expected before the file", file);
        assertRefused("there are two files", "arcface", file, other);
        assertRefused("one or the other expected", "arcface", file, "y=y.npy");
        assertRefused("there is no array Z", "arcface", "Z=z.npy");
        assertRefused("X is given twice", "arcface", "X=x.npy", "X=x.npy");
        assertRefused("there is no option --weight: one of --weights", "arcface", file, "--weight", "dxn");
        assertRefused("--weights is 'nxn': nxd or dxn expected", "arcface", file, "--weights", "nxn");
        assertRefused("--dtype has no value: float64 or float32 expected", "arcface", file, "--dtype");
        assertRefused("--dtype is given twice", "arcface", file, "--dtype=float32", "--dtype=float32");
        assertRefused("--help is 'me': no value expected", "arcface", file, "--help=me");
        assertRefused("--samples is '1;2'", "arcface", file, "--samples", "1;2");
        assertRefused("--samples names 1-3: rows from 0 to 2 expected", "arcface", file, "--samples", "1-3");
        assertRefused("--samples names 2-1", "arcface", file, "--samples", "2-1");
        assertRefused("has no cases", "arcface", file, "--case", "P000");
        assertRefused("--case names a golden case", "arcface", "X=x.npy", "--case", "P000");
        assertRefused("nothing can be written into", "arcface", file, "--output", folder.resolve("no/where.npz"));
        assertRefused(
                "W in " + file + " has shape (4, 3): (3, n) expected; it fits without --weights dxn",
                "arcface",
                file,
                "--weights",
                "dxn");
    }

    @Test
    void otherFiles() throws IOException {
        assertRefused("neither an .npz file nor golden cases", "arcface", text("a.npz", "hello"));
        assertRefused("neither an .npz file nor golden cases", "arcface", text("a.npz", ""));
        assertRefused(
                "is a single array: named arrays expected",
                "arcface",
                Tool.write(folder.resolve("x.npy"), Npy.matrix(Tool.X)));
        assertRefused("cannot be read", "arcface", text("a.npz", "PK but no more"));
        assertRefused("contains no case", text("a.txt", "# nothing\n"));
        assertRefused("has no end", text("a.txt", "case A\nloss arcface\n"));
        assertRefused(
                "holds 2 cases, A to B: one of them expected, such as --case A",
                text("a.txt", "case A\nend\ncase B\nend\n"));
        assertRefused("one named C expected", text("a.txt", "case A\nend\ncase B\nend\n"), "--case", "C");
        assertRefused("has no line 'loss'", text("a.txt", "case A\nend\n"));
        assertRefused("X in case A in", text("a.txt", "case A\nloss softmax\nX 1 two\nend\n"));
        assertRefused("row 1 of X in case A", text("a.txt", "case A\nloss softmax\nX 1 2\nX 1\nend\n"));
        assertRefused("a case named '../A': letters", text("a.txt", "case ../A\nloss softmax\nend\n"));
        assertRefused("a case named 'A\u0000'", text("a.txt", "case A\u0000\nloss softmax\nend\n"));
        assertRefused("centerReduction", text("a.txt", "case A\nloss center\ncenterReduction max\nend\n"));
        assertRefused("there is no loss foo", text("a.txt", "case A\nloss foo\nend\n"));
    }

    /** The size of a batch is known before its numbers are read. */
    @Test
    void whatCannotFitIsRefusedFirst() {
        Map<String, ArraySource> arrays = new LinkedHashMap<>();
        arrays.put("X", new Unread("X", 1000, 512));
        arrays.put("W", new Unread("W", 1_000_000, 512));
        arrays.put("y", new Unread("y", 1000));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        for (String option : new String[] {"--dtype=float64", "--grade"}) {
            Run run = new Run(CommandLine.parse("arcface", "batch.npz", option), 2L << 30, out, out);
            Inputs inputs = new Inputs("batch.npz", arrays, null, folder.resolve("batch"), () -> {});
            String sentence =
                    assertThrows(Refusal.class, () -> run.answer(inputs)).getMessage();
            assertTrue(
                    sentence.matches("batch\\.npz needs about \\d\\d\\.\\d GB of memory \\(1000 samples, 512 features, "
                            + "1000000 classes\\), but Java may use only 2\\.0 GB: java -Xmx\\d{5}m -jar … expected, on a "
                            + "machine that has as much"),
                    sentence);
        }
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
        assertTrue(Memory.tooSmall().contains("-Xmx"));
    }

    /** An array that has a shape but must not be read. */
    private record Unread(String name, int... shape) implements ArraySource {
        @Override
        public String file() {
            return "batch.npz";
        }

        @Override
        public String type() {
            return "float32";
        }

        @Override
        public double[] read() {
            throw new AssertionError(name + " is read");
        }
    }

    /** A file that announces 800 MB is refused by its size, and no such array is made. */
    @Test
    void nothingIsAllocatedForWhatIsNotThere() throws IOException {
        byte[] header = Npy.array(1, "<f8", false, "(25000000, 4)", new byte[32]);
        byte[] w = Npy.matrix(Tool.W);
        List<Zip> files = List.of(
                new Zip().store("W.npy", w).store("X.npy", header),
                new Zip().store("W.npy", w).deflate("X.npy", header),
                new Zip().store("W.npy", w).lie("X.npy", header, false, 800_000_000 - 32),
                new Zip().store("W.npy", w).lie("X.npy", header, true, 800_000_000 - 32));
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (Zip zip : files) {
            Path file = Tool.write(folder.resolve("batch.npz"), zip.finish());
            long before = thread.getCurrentThreadAllocatedBytes();
            assertRefused("X in " + file, "arcface", file);
            long allocated = thread.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < 20_000_000, () -> allocated + " bytes");
        }
    }

    /** A file that is not whole is refused, whether or not the damaged array is needed. */
    @Test
    void deflatedDataThatEndEarlyAreRefused() throws IOException {
        for (String name : new String[] {"b", "dX", "losses"}) {
            Zip zip = Tool.batch().deflateHalf(name + ".npy", Npy.vector("<f8", 1, 2, 3, 4));
            Path file = Tool.write(folder.resolve("batch.npz"), zip.finish());
            String sentence = name + " in " + file + " announces 160 bytes, but holds ";
            assertRefused(sentence, "softmax", file);
            assertRefused(sentence, "softmax", file, "--grade");
        }
    }

    private Path text(String name, String text) {
        return Tool.write(folder.resolve(name), text.getBytes(StandardCharsets.US_ASCII));
    }

    private void assertRefused(String part, Object... arguments) throws IOException {
        Set<Path> before = files();
        Tool tool = Tool.run(arguments);
        assertTrue(tool.err().contains(part), tool::err);
        assertEquals(1, tool.err().lines().count(), tool::err);
        assertEquals("", tool.out());
        assertEquals(2, tool.status());
        assertEquals(before, files());
    }

    private Set<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.toSet());
        }
    }
}
