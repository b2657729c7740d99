package io.github.marginloss.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links lead somewhere, and a link that shows code leads to the file that has it. */
class PagesLinksTest {

    static List<Pages> pages() {
        return Pages.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void filesAndHeadingsAreThere(Pages page) {
        List<String> broken = new ArrayList<>();
        for (Pages.Link link : page.links()) {
            Target.of(page.path(), link.target()).flatMap(Target::fault).ifPresent(fault -> broken.add(link + fault));
        }
        assertEquals(List.of(), broken, page::toString);
    }

    /** A link whose label is code leads to the file that contains this code or has this name. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void codeStandsInItsFile(Pages page) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Pages.Link link : page.links()) {
            if (link.target().endsWith(".java") && link.label().startsWith("`")) {
                Path file = page.path().resolveSibling(link.target());
                String code = link.label().replace("`", "");
                if (!Files.readString(file).contains(code)) {
                    wrong.add(link + ": the file has no " + code);
                }
            }
        }
        assertEquals(List.of(), wrong, page::toString);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void everyLinkIsFound(Pages page) {
        // a link that the pattern does not find would not be checked
        long brackets = page.prose()
                .lines()
                .mapToLong(line -> line.split("]\\(", -1).length - 1)
                .sum();
        assertTrue(page.links().size() == brackets, () -> page + ": " + page.links());
    }
}
