package io.github.marginloss.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of README or docs, with its links, formulas and text for the tests.
 *
 * @param path where it is, from the top of the project
 * @param text all of it
 */
record Pages(Path path, String text) {

    private static final Pattern FENCE = Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`[^`\\n]*`");
    private static final Pattern LINK =
            Pattern.compile("\\[((?:`[^`\\n]*`|!\\[[^\\]]*]\\([^)\\s]+\\)|[^\\]`\\[])*)]\\(([^)\\s]+)\\)");
    private static final Pattern FORMULA = Pattern.compile("\\$\\$([^$]+)\\$\\$|\\$([^$]+)\\$");

    /** A link, [label](target). */
    record Link(int line, String label, String target) {
        @Override
        public String toString() {
            return "line " + line + ": [" + label + "](" + target + ")";
        }
    }

    /** A formula, $tex$ or $$tex$$, and the characters beside it; the end of a line counts as a space. */
    record Formula(int line, boolean display, String tex, char before, char after) {
        @Override
        public String toString() {
            return "line " + line + ": " + tex;
        }
    }

    /** README, every page of docs, and the texts that GitHub shows. */
    static List<Pages> all() {
        try (Stream<Path> docs = Files.walk(Path.of("docs"));
                Stream<Path> gitHub = Files.walk(Path.of(".github"))) {
            return Stream.of(Stream.of(Path.of("README.md")), docs, gitHub)
                    .flatMap(paths -> paths)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .map(Pages::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Pages of(Path path) {
        try {
            return new Pages(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page of docs and its translation. */
    static List<Pages> both(String name) {
        return List.of(of(Path.of("docs", name)), of(Path.of("docs", "zh", name)));
    }

    boolean chinese() {
        return path.startsWith(Path.of("docs", "zh"));
    }

    /** The page without code blocks and comments, every line where it was. */
    String prose() {
        return blank(COMMENT, blank(FENCE, text));
    }

    /** The prose, with a mark in place of each piece of code. */
    String withoutCode() {
        return CODE.matcher(prose()).replaceAll("`");
    }

    List<Link> links() {
        String prose = prose();
        List<Link> links = new ArrayList<>();
        Matcher matcher = LINK.matcher(prose);
        // the search continues after the first character of this link, because its label may be a picture with its own
        // link
        for (int from = 0; matcher.find(from); from = matcher.start() + 1) {
            links.add(new Link(lineAt(prose, matcher.start()), matcher.group(1), matcher.group(2)));
        }
        return links;
    }

    List<Formula> formulas() {
        String prose = blank(CODE, prose());
        List<Formula> formulas = new ArrayList<>();
        Matcher matcher = FORMULA.matcher(prose);
        while (matcher.find()) {
            boolean display = matcher.group(1) != null;
            formulas.add(new Formula(
                    lineAt(prose, matcher.start()),
                    display,
                    display ? matcher.group(1) : matcher.group(2),
                    charAt(prose, matcher.start() - 1),
                    charAt(prose, matcher.end())));
        }
        return formulas;
    }

    /** The rows of the table whose header contains a text, cell by cell; none if there is no such table. */
    List<List<String>> table(String header) {
        List<String> lines = prose().lines().toList();
        List<List<String>> rows = new ArrayList<>();
        for (int k = 1; k < lines.size(); k++) {
            if (lines.get(k).startsWith("|--") && lines.get(k - 1).contains(header)) {
                for (int row = k + 1; row < lines.size() && lines.get(row).startsWith("|"); row++) {
                    String cells = lines.get(row).substring(1, lines.get(row).length() - 1);
                    rows.add(Stream.of(cells.split("\\|")).map(String::strip).toList());
                }
            }
        }
        return rows;
    }

    /** The page without its formulas; a dollar in it is one too many. */
    String withoutFormulas() {
        return FORMULA.matcher(blank(CODE, prose())).replaceAll("");
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static char charAt(String text, int index) {
        return index < 0 || index >= text.length() || text.charAt(index) == '\n' ? ' ' : text.charAt(index);
    }

    private static int lineAt(String text, int index) {
        return (int) text.substring(0, index).chars().filter(c -> c == '\n').count() + 1;
    }

    /** Everything but line ends becomes a space. */
    private static String blank(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll(match -> match.group().replaceAll("[^\\n]", " "));
    }
}
