package io.github.marginloss.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages, comments and messages contain none of the phrases in a list. */
class PhrasesTest {

    private static final Path LIST = Path.of("src/test/resources/io/github/marginloss/docs/phrases.txt");

    /** The pages in Chinese. */
    private static final Pattern UNREAD = Pattern.compile("docs/zh/.*");

    private static final Map<Path, OneLine> TEXTS = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        for (String top : List.of("README.md", "docs", ".github", "src")) {
            try (Stream<Path> files = Files.walk(Path.of(top))) {
                for (Path file : files.filter(PhrasesTest::isRead).toList()) {
                    TEXTS.put(file, OneLine.of(file));
                }
            }
        }
    }

    private static boolean isRead(Path file) {
        return file.toString().matches(".*\\.(md|java|yml)")
                && !UNREAD.matcher(file.toString()).matches();
    }

    /**
     * An unwanted phrase.
     *
     * @param pattern finds the phrase
     * @param wrong a sentence that has it
     * @param right the sentence without it
     * @param onPages whether only pages are searched
     */
    record Phrase(Pattern pattern, String wrong, String right, boolean onPages) {

        static Phrase of(String line) {
            String[] parts = line.split(" :: ", -1);
            boolean onPages = parts.length == 4 && parts[3].equals("pages");
            assertTrue(parts.length == 3 || onPages, line);
            return new Phrase(Pattern.compile(parts[0], Pattern.CASE_INSENSITIVE), parts[1], parts[2], onPages);
        }

        boolean concerns(Path file) {
            return !onPages || file.toString().endsWith(".md");
        }

        @Override
        public String toString() {
            return wrong;
        }
    }

    static List<Phrase> phrases() throws IOException {
        return Files.readAllLines(LIST).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(Phrase::of)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("phrases")
    void aPhraseIsFoundInItsExample(Phrase phrase) {
        assertTrue(phrase.pattern().matcher(phrase.wrong()).find(), phrase.wrong());
        assertFalse(phrase.pattern().matcher(phrase.right()).find(), phrase.right());
    }

    @Test
    void aPhraseMayGoOverLines() {
        OneLine line = OneLine.of("    /** One number\n     * and another. */\n    int k;");
        assertEquals("/** One number and another. */ int k;", line.text());
        assertEquals(1, line.lineAt(line.text().indexOf("number")));
        assertEquals(2, line.lineAt(line.text().indexOf("and")));
        assertEquals(3, line.lineAt(line.text().indexOf("int")));
    }

    @Test
    void aSourceConsistsOfItsCommentsAndStrings() {
        String source = "/** A. */\nint k = 1; // b \"c\"\nString s = \"d \\\" // e\" + '\"' + f; /* g\n h */ int i;";
        assertEquals("/** A. */ \n// b \"c\" \n\"d \\\" // e\" '\"' /* g\n h */ ", OneLine.words(source));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("phrases")
    void nobodyWritesIt(Phrase phrase) {
        List<String> found = new ArrayList<>();
        TEXTS.forEach((file, line) -> {
            Matcher matcher = phrase.pattern().matcher(line.text());
            while (phrase.concerns(file) && matcher.find()) {
                found.add(file + ":" + line.lineAt(matcher.start()) + ": " + matcher.group());
            }
        });
        assertEquals(List.of(), found, () -> "as in: " + phrase.wrong() + " Better: " + phrase.right());
    }
}
