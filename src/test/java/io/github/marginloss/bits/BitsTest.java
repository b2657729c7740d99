package io.github.marginloss.bits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The results have the bits that are kept. */
class BitsTest {

    private static final String FILE = "amd64.txt";

    private static final String ADVICE = """


            Where this is meant, print the file anew,
              mvn -q test-compile exec:java -Dmain.class=io.github.marginloss.bits.Bits -Dexec.args=--all \\
                > src/test/resources/io/github/marginloss/bits/%s
            and say in the message of the commit which lines have moved, why, and by how much the results have.
            """.formatted(FILE);

    private static Map<String, String> kept() throws IOException {
        Map<String, String> kept = new LinkedHashMap<>();
        try (InputStream in = BitsTest.class.getResourceAsStream(FILE)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
                int last = line.lastIndexOf(' ');
                kept.put(
                        line.substring(0, last).strip(),
                        line.substring(last + 1).strip());
            }
        }
        return kept;
    }

    @Test
    void everyLineIsKept() throws IOException {
        List<String> names = Bits.all().stream().map(Line::name).toList();
        assertEquals(names, List.copyOf(kept().keySet()), () -> "lines of " + FILE + ADVICE);
    }

    /** Math.exp and its like have other bits on other processors. */
    @Test
    void noLineHasMoved() throws IOException {
        String processor = System.getProperty("os.arch");
        assumeTrue(
                Set.of("amd64", "x86_64").contains(processor),
                () -> FILE + " was written on amd64, and this is " + processor);
        Map<String, String> kept = kept();
        List<String> moved = new ArrayList<>();
        for (Line line : Bits.quick()) {
            String want = kept.get(line.name());
            String got = line.hash();
            if (!got.equals(want)) {
                moved.add(line.name() + ": want " + want + ", got " + got);
            }
        }
        assertEquals("", String.join("\n", moved), () -> "lines that have moved" + ADVICE);
    }
}
