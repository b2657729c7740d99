package io.github.marginloss.golden;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file of golden vectors. {@code docs/golden/golden.txt} is the project's own; another of the same grammar is read
 * instead with {@code mvn test -Dgolden.file=/absolute/path}.
 *
 * <p>Lines are {@code key value value …}; {@code #} begins a comment; a case runs from {@code case id} to {@code end}.
 */
public final class GoldenFile {

    /** The system property that names another file. */
    public static final String PROPERTY = "golden.file";

    private static final String OWN = "docs/golden/golden.txt";
    private static final String HARD = "docs/golden/golden-hard.txt";
    private static final String ADAPTIVE = "docs/golden/golden-adaptive.txt";

    private GoldenFile() {}

    public static List<GoldenCase> cases() {
        return cases(System.getProperty(PROPERTY, OWN));
    }

    /** Cases that need more than double-double. */
    public static List<GoldenCase> hardCases() {
        return cases(HARD);
    }

    /** Smoothed and ignored labels, and margins that depend on the sample. */
    public static List<GoldenCase> adaptiveCases() {
        return cases(ADAPTIVE);
    }

    /** All files. */
    public static List<GoldenCase> allCases() {
        return Stream.of(cases(), hardCases(), adaptiveCases())
                .flatMap(List::stream)
                .toList();
    }

    private static List<GoldenCase> cases(String file) {
        try (BufferedReader reader = Files.newBufferedReader(Path.of(file))) {
            return read(reader);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The cases of a text. */
    public static List<GoldenCase> read(BufferedReader reader) throws IOException {
        List<GoldenCase> cases = new ArrayList<>();
        Map<String, List<List<String>>> lines = new LinkedHashMap<>();
        String id = null;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            List<String> words = Arrays.asList(line.split(" "));
            switch (words.get(0)) {
                case "case" -> {
                    id = words.get(1);
                    lines = new LinkedHashMap<>();
                }
                case "end" -> {
                    cases.add(new GoldenCase(id, lines));
                    id = null;
                }
                default ->
                    lines.computeIfAbsent(words.get(0), key -> new ArrayList<>())
                            .add(words.subList(1, words.size()));
            }
        }
        if (id != null) {
            throw new IllegalStateException("case " + id + " does not end");
        }
        return cases;
    }
}
