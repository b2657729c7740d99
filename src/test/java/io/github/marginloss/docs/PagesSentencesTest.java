package io.github.marginloss.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No sentence of README or docs is there twice, nor in the Javadoc: what is said in one place is linked from others.
 */
class PagesSentencesTest {

    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

    /** Shorter ones ("Not modified.") may well be needed twice. */
    private static final int WORDS = 7;

    private static final int IDEOGRAPHS = 14;

    @Test
    void areThereOnce() throws IOException {
        Map<String, List<String>> places = new LinkedHashMap<>();
        for (Pages page : Pages.all()) {
            for (String paragraph : paragraphs(page)) {
                for (String sentence : sentences(paragraph)) {
                    places.computeIfAbsent(sentence, s -> new ArrayList<>()).add(page.toString());
                }
            }
        }
        javadoc()
                .forEach((file, sentences) -> sentences.forEach(sentence -> places.computeIfPresent(
                        sentence,
                        (s, found) ->
                                Stream.concat(found.stream(), Stream.of(file)).toList())));
        List<String> twice = places.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> entry.getValue() + ": " + entry.getKey())
                .toList();
        assertEquals("", String.join("\n", twice));
    }

    private static List<String> paragraphs(Pages page) {
        String text = page.prose()
                .replaceAll("(?m)^\\|.*$", "")
                .replaceAll("(?m)^(#|!\\[|\\$\\$).*$", "")
                .replaceAll("(?m)^\\s*([-*]|\\d+\\.) ", "\n\n")
                .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1");
        return List.of(text.split("\\n\\s*\\n"));
    }

    private static Map<String, List<String>> javadoc() throws IOException {
        Map<String, List<String>> found = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                Matcher comment = JAVADOC.matcher(Files.readString(file));
                List<String> sentences = new ArrayList<>();
                while (comment.find()) {
                    String text = comment.group(1)
                            .replaceAll("(?m)^\\s*\\* ?", "")
                            .replaceAll("\\{@\\w+ ([^}]*)}", "$1")
                            .replaceAll("(?m)^@\\w+", "\n\n")
                            .replaceAll("<p>|<li>", "\n\n")
                            .replaceAll("<[^>]*>", "");
                    for (String paragraph : text.split("\\n\\s*\\n")) {
                        sentences.addAll(sentences(paragraph));
                    }
                }
                found.put(file.toString(), sentences);
            }
        }
        return found;
    }

    private static List<String> sentences(String paragraph) {
        return Stream.of(
                        paragraph.replaceAll("[*`]", "").replaceAll("\\s+", " ").split("(?<=[.!?]) |(?<=[。！？])"))
                .map(String::strip)
                .filter(s -> s.split(" ").length >= WORDS
                        || s.chars().filter(Character::isIdeographic).count() >= IDEOGRAPHS)
                .toList();
    }
}
