package io.github.marginloss.bits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints the lines that {@link BitsTest} compares; with {@code --all}, the slow ones as well. With {@code --keep}, it
 * writes all of them into the file: {@code mvn -q test-compile exec:java -Dmain.class=io.github.marginloss.bits.Bits
 * -Dexec.args=--keep}.
 */
public final class Bits {

    /** The stored file. Math.exp and similar functions have other bits on other processors. */
    static final String FILE = "amd64.txt";

    private static final Path KEPT = Path.of("src/test/resources/io/github/marginloss/bits", FILE);

    private Bits() {}

    /** The lines that are quick. */
    static List<Line> quick() {
        List<Line> lines = new ArrayList<>(ShapeLines.quick());
        lines.addAll(OutputLines.lines());
        lines.addAll(FactorLines.lines());
        lines.addAll(RangeLines.lines());
        lines.addAll(AngleLines.lines());
        lines.addAll(PlainLines.lines());
        lines.addAll(OwnLines.lines());
        return lines;
    }

    /** Every line, in the order of the file. */
    static List<Line> all() {
        List<Line> lines = new ArrayList<>(ShapeLines.large());
        lines.addAll(quick());
        return lines;
    }

    /**
     * Prints or writes them.
     *
     * @param args {@code --all}, {@code --keep} or nothing
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] args) throws IOException {
        switch (String.join(" ", args)) {
            case "" -> quick().forEach(line -> System.out.println(line.text()));
            case "--all" -> all().forEach(line -> System.out.println(line.text()));
            case "--keep" -> Files.write(KEPT, all().stream().map(Line::text).toList());
            default ->
                throw new IllegalArgumentException("--all, --keep or nothing expected, but was given " + List.of(args));
        }
    }
}
