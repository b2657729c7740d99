package io.github.marginloss.bits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The results have the stored bits. */
class BitsTest {

    private static final String ADVICE = """


            If this is meant, write %s anew by
              mvn -q test-compile exec:java -Dmain.class=%s -Dexec.args=--keep
            and say in the message of the commit which lines have moved, why, and by how much the results have.
            """.formatted(Bits.FILE, Bits.class.getName());

    /** A type of a package below the root. */
    private static final Pattern INNER = Pattern.compile("io\\.github\\.marginloss\\.([a-z]\\w*\\.\\w+)");

    private static Map<String, String> kept() throws IOException {
        Map<String, String> kept = new LinkedHashMap<>();
        try (InputStream in = BitsTest.class.getResourceAsStream(Bits.FILE)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                int last = line.lastIndexOf(' ');
                kept.put(line.substring(0, last).strip(), line.substring(last + 1));
            });
        }
        return kept;
    }

    @Test
    void everyLineIsKept() throws IOException {
        List<String> names = Bits.all().stream().map(Line::name).toList();
        assertEquals(names, List.copyOf(kept().keySet()), () -> "the names of the lines" + ADVICE);
    }

    @Test
    void noLineHasMoved() throws IOException {
        String processor = System.getProperty("os.arch");
        assumeTrue(
                Set.of("amd64", "x86_64").contains(processor),
                () -> "the bits that are kept are those of amd64, and this is " + processor);
        Map<String, String> kept = kept();
        List<String> moved = new ArrayList<>();
        for (Line line : Bits.quick()) {
            String want = kept.get(line.name());
            String got = line.hash();
            if (!got.equals(want)) {
                moved.add(line.name() + ": want " + want + ", got " + got);
            }
        }
        assertEquals("", String.join("\n", moved), () -> "the lines that have moved" + ADVICE);
    }

    /** Otherwise the program would not run with other builds. */
    @Test
    void theProgramUsesTheContractAlone() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/java/io/github/marginloss/bits"))) {
            for (Path file : files.toList()) {
                INNER.matcher(Files.readString(file)).results().forEach(match -> used.add(match.group(1)));
            }
        }
        used.removeIf(name -> name.startsWith("bits."));
        assertEquals(Set.of("core.Margin", "core.Scale"), used);
    }
}
