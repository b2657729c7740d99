package io.github.marginloss.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The workflow runs the commands of the pages, on pinned actions, and the forms link to existing pages. */
class GitHubTest {

    private static final Path FOLDER = Path.of(".github");
    private static final Path WORKFLOW = FOLDER.resolve("workflows/verify.yml");

    @Test
    void theWorkflowRunsTheCommandsOfContributing() throws IOException {
        String contributing = Files.readString(Path.of("docs/CONTRIBUTING.md"));
        List<String> commands = valuesOf("run");
        assertFalse(commands.isEmpty());
        for (String command : commands) {
            assertTrue(contributing.contains('`' + command + '`'), command);
        }
    }

    @Test
    void actionsArePinnedByCommit() throws IOException {
        List<String> actions = valuesOf("uses");
        assertFalse(actions.isEmpty());
        for (String action : actions) {
            assertTrue(action.matches("[\\w-]+/[\\w-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"), action);
        }
    }

    @Test
    void theBadgeShowsAWorkflowThatIsThere() throws IOException {
        Matcher badge =
                Pattern.compile("actions/workflows/([^/]+)/badge.svg").matcher(Files.readString(Path.of("README.md")));
        assertTrue(badge.find());
        assertEquals(WORKFLOW.getFileName().toString(), badge.group(1));
    }

    @Test
    void linksToThisProjectLeadSomewhere() throws IOException {
        Pattern link = Pattern.compile(Pattern.quote(Target.HERE) + "[^\\s)>\"]+");
        List<String> broken = new ArrayList<>();
        for (Path file : files()) {
            Matcher matcher = link.matcher(Files.readString(file));
            while (matcher.find()) {
                String found = matcher.group();
                Target.of(file, found)
                        .flatMap(Target::fault)
                        .ifPresent(fault -> broken.add(file + ": " + found + fault));
            }
        }
        assertEquals(List.of(), broken);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The values of a key in the steps of the workflow. */
    private static List<String> valuesOf(String key) throws IOException {
        return Files.readAllLines(WORKFLOW).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("- " + key + ": "))
                .map(line -> line.substring(key.length() + 4))
                .toList();
    }
}
