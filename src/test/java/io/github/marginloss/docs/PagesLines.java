package io.github.marginloss.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Links to lines of code, [`code`](file#L12), and a command that renumbers them when code has moved:
 * {@code mvn -q test-compile exec:java -Dmain.class=io.github.marginloss.docs.PagesLines}.
 */
public final class PagesLines {

    private PagesLines() {}

    /** A link to a line, and the file that it leads to. */
    record Target(Pages.Link link, List<String> lines) {

        /** The code that the label shows. */
        String code() {
            return link.label().replace("`", "");
        }

        int line() {
            return Integer.parseInt(link.target().substring(link.target().indexOf("#L") + 2));
        }

        boolean isThere() {
            return candidates().contains(line());
        }

        /** The lines that contain the code. */
        List<Integer> candidates() {
            List<Integer> found = new ArrayList<>();
            for (int k = 0; k < lines.size(); k++) {
                if (lines.get(k).contains(code())) {
                    found.add(k + 1);
                }
            }
            return found;
        }

        /** The nearest of them. */
        Optional<Integer> nearest() {
            return candidates().stream().min(Comparator.comparingInt(k -> Math.abs(k - line())));
        }
    }

    static List<Target> targets(Pages page) throws IOException {
        List<Target> targets = new ArrayList<>();
        for (Pages.Link link : page.links()) {
            int hash = link.target().indexOf("#L");
            if (hash >= 0 && !link.target().startsWith("https://")) {
                Path file = page.path().resolveSibling(link.target().substring(0, hash));
                targets.add(new Target(link, Files.readAllLines(file)));
            }
        }
        return targets;
    }

    /**
     * Renumbers every page.
     *
     * @param args none
     * @throws IOException if a page cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        for (Pages page : Pages.all()) {
            String text = page.text();
            for (Target target : targets(page)) {
                Optional<Integer> line = target.nearest();
                if (line.isEmpty()) {
                    System.out.println(page + ", " + target.link() + ": the code is gone");
                } else if (!target.isThere()) {
                    String from = "](" + target.link().target() + ")";
                    String to = from.replaceFirst("#L\\d+", "#L" + line.get());
                    text = text.replace(
                            "[" + target.link().label() + from,
                            "[" + target.link().label() + to);
                    System.out.println(page + ": " + to.substring(2, to.length() - 1));
                }
            }
            if (!text.equals(page.text())) {
                Files.writeString(page.path(), text);
            }
        }
    }
}
