package io.github.marginloss.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A command that a reader copies writes below target, unless it says --keep. */
class CommandsTest {

    /** A benchmark with its folder, in a command or in a table; and an option of the demo and the study. */
    private static final Pattern FOLDER = Pattern.compile(
            "\"(?:race|floats|losses|cold|vectors|calls|jmh|report) (\\S+?)(?: [^\"]*)?\"|--(?:pictures|out)[ =]([^\\s`\"]+)");

    @Test
    void commandsWriteBelowTarget() {
        List<String> found = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        for (Pages page : Pages.all()) {
            Matcher matcher = FOLDER.matcher(page.text());
            while (matcher.find()) {
                found.add(matcher.group());
                String folder = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
                if (!folder.startsWith("target/") && !matcher.group().contains("--keep")) {
                    elsewhere.add(page + ": " + matcher.group());
                }
            }
        }
        assertFalse(found.isEmpty());
        assertEquals(List.of(), elsewhere);
    }
}
