package io.github.marginloss.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pages show exactly what the tool prints on the batches that the Python code of the English page saves; page.py
 * beside them makes the batches from it. If a sentence of the tool changes, copy the block that is expected here.
 */
class PythonPageTest {

    private static final Pattern COMMAND = Pattern.compile(
            "^```text\\n\\$ java -jar marginloss-reference\\.jar (.+)\\n((?:.+\\n)+)```$", Pattern.MULTILINE);

    @TempDir
    private Path folder;

    @BeforeEach
    void copyTheBatches() throws IOException {
        for (String name : new String[] {"batch.npz", "straight.npz"}) {
            try (InputStream in = PythonPageTest.class.getResourceAsStream(name)) {
                Files.copy(in, folder.resolve(name));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {"docs/reference-from-python.md: 0 1 2", "docs/zh/reference-from-python.md: 0 2"})
    void commandsPrintWhatIsShown(Path page, String expected) throws IOException {
        Set<Integer> statuses = new TreeSet<>();
        for (MatchResult shown :
                COMMAND.matcher(Files.readString(page)).results().toList()) {
            Tool tool = Tool.run((Object[])
                    shown.group(1).replaceAll("(\\w+\\.npz)", folder + "/$1").split(" "));
            String printed = (tool.status() == 2 ? tool.err() : tool.out()).replace(folder + "/", "");
            assertEquals(printed, unwrapped(shown.group(2)), () -> page + ": " + shown.group(1));
            statuses.add(tool.status());
        }
        assertEquals(expected, statuses.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }

    /** A page breaks a long line where the tool prints a space, and indents what follows by six. */
    private static String unwrapped(String shown) {
        return shown.replaceAll("\\n {6}(?! )", " ");
    }
}
