package io.github.marginloss.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The target of a link within the project.
 *
 * @param file its path from the top of the project
 * @param heading its anchor; empty for the whole file
 */
record Target(Path file, String heading) {

    /** The address of the project's files on GitHub, for texts that are shown outside their folder. */
    static final String HERE = "https://github.com/marginloss/marginloss/blob/HEAD/";

    /** The target of a link on a page; empty if it is on another site. */
    static Optional<Target> of(Path page, String link) {
        String[] parts = link.split("#", 2);
        String heading = parts.length == 2 ? parts[1] : "";
        if (link.startsWith(HERE)) {
            return Optional.of(new Target(Path.of(parts[0].substring(HERE.length())), heading));
        } else if (link.startsWith("https://")) {
            return Optional.empty();
        }
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Optional.of(new Target(file, heading));
    }

    /** The fault of the target, if it has one. */
    Optional<String> fault() {
        if (!Files.exists(file)) {
            return Optional.of(": there is no " + file);
        } else if (heading.isEmpty() || !file.toString().endsWith(".md")) {
            return Optional.empty();
        }
        List<String> headings = headings(Pages.of(file));
        return headings.contains(heading) ? Optional.empty() : Optional.of(": the headings are " + headings);
    }

    /** The anchors as GitHub makes them: lower case, no punctuation, hyphens for spaces. */
    private static List<String> headings(Pages page) {
        return page.prose()
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }
}
