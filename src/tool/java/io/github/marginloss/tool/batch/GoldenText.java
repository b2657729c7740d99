package io.github.marginloss.tool.batch;

import io.github.marginloss.tool.message.Refusal;
import io.github.marginloss.tool.npz.ArraySource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A case of the golden format, docs/golden/README.md: its loss and its arrays, with its answers as results to be
 * judged. An unknown key is refused, because it might change the meaning of the case.
 */
final class GoldenText {

    private static final Map<String, String> ARRAYS = Map.ofEntries(
            Map.entry("X", "X"),
            Map.entry("W", "W"),
            Map.entry("y", "y"),
            Map.entry("b", "b"),
            Map.entry("C", "C"),
            Map.entry("sampleWeights", "sampleWeights"),
            Map.entry("out.L", "loss"),
            Map.entry("out.li", "losses"),
            Map.entry("out.dX", "dX"),
            Map.entry("out.dW", "dW"),
            Map.entry("out.db", "db"),
            Map.entry("out.dC", "dC"));

    /** The keys that are for people or for graders, or that follow from the others. */
    private static final Set<String> IGNORED =
            Set.of("about", "shape", "policy", "tolP", "kappa", "out.L25", "out.li25", "out.z", "out.centerDelta");

    /** The keys with one line per row. */
    private static final Set<String> MATRICES =
            Set.of("X", "W", "C", "out.z", "out.dX", "out.dW", "out.dC", "out.centerDelta");

    private GoldenText() {}

    /** A matrix or a vector of the text. */
    private record Numbers(String name, String file, int[] shape, double[] read) implements ArraySource {
        @Override
        public String type() {
            return "text";
        }
    }

    static Inputs open(Path file, String id) {
        List<String> names = new ArrayList<>();
        Map<String, List<String>> chosen = new LinkedHashMap<>();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            String current = null;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("case ")) {
                    current = line.substring(5).strip();
                    names.add(current);
                } else if (line.equals("end")) {
                    current = null;
                } else if (!line.startsWith("#") && current != null && isChosen(current, id, names)) {
                    String[] keyAndRest = line.split(" ", 2);
                    chosen.computeIfAbsent(keyAndRest[0], key -> new ArrayList<>())
                            .add(keyAndRest.length < 2 ? "" : keyAndRest[1]);
                }
            }
            requireEnd(current, file);
        } catch (IOException | UncheckedIOException e) {
            throw new Refusal(file + " is not a file of golden cases (" + e + "): ASCII text expected", e);
        }
        String name = choose(file, names, id);
        return inputs(file, name, chosen);
    }

    private static boolean isChosen(String current, String id, List<String> names) {
        return id == null ? names.size() == 1 : current.equals(id);
    }

    private static void requireEnd(String open, Path file) {
        if (open != null) {
            throw new Refusal("case " + open + " in " + file + " has no end: a complete file expected");
        }
    }

    private static String choose(Path file, List<String> names, String id) {
        if (names.isEmpty()) {
            throw new Refusal(file + " contains no case: a line 'case' with its name expected");
        }
        names.stream().filter(name -> !name.matches("\\w[\\w.+-]*")).findFirst().ifPresent(name -> {
            // the answer's file is named after the case
            throw new Refusal(file + " has a case named '" + name + "': letters, digits and . _ + - expected");
        });
        if (id == null && names.size() > 1) {
            throw new Refusal(file + " holds " + names.size() + " cases, " + names.get(0) + " to "
                    + names.get(names.size() - 1) + ": one of them expected, such as --case " + names.get(0));
        }
        if (id != null && names.stream().filter(id::equals).count() != 1) {
            throw new Refusal(file + " holds " + names.size() + " cases, " + names.get(0) + " to "
                    + names.get(names.size() - 1) + ": one named " + id + " expected, and only one");
        }
        return id == null ? names.get(0) : id;
    }

    private static Inputs inputs(Path file, String name, Map<String, List<String>> lines) {
        String where = "case " + name + " in " + file;
        Map<String, ArraySource> arrays = new LinkedHashMap<>();
        lines.forEach((key, rows) -> {
            if (rows.size() > 1 && !MATRICES.contains(key)) {
                throw new Refusal(where + " has " + rows.size() + " lines '" + key + "': one expected");
            } else if (ARRAYS.containsKey(key)) {
                arrays.put(ARRAYS.get(key), numbers(ARRAYS.get(key), where, rows));
            } else if (!IGNORED.contains(key) && !GoldenLoss.KEYS.contains(key)) {
                throw new Refusal(
                        where + " has an unknown line '" + key + "': the keys of docs/golden/README.md expected");
            }
        });
        Asked asked = GoldenLoss.of(lines, where);
        requireShape(lines.get("shape"), arrays, where);
        return new Inputs(where, arrays, asked, Inputs.stem(file, "." + name), () -> {});
    }

    /** Checks the numbers of samples, features and classes, if the case states them. */
    private static void requireShape(List<String> said, Map<String, ArraySource> arrays, String where) {
        ArraySource classes = arrays.getOrDefault("W", arrays.get("C"));
        if (said == null || classes == null || !arrays.containsKey("X")) {
            return;
        }
        int[] x = arrays.get("X").shape();
        String found = x[0] + " " + x[1] + " " + classes.shape()[0];
        if (!said.get(0).strip().equals(found)) {
            throw new Refusal(where + " has shape " + said.get(0) + ", but its arrays have shape " + found
                    + " (samples, features, classes): equal numbers expected");
        }
    }

    private static ArraySource numbers(String name, String file, List<String> rows) {
        int columns = rows.get(0).isBlank() ? 0 : rows.get(0).split(" ").length;
        double[] numbers = new double[rows.size() * columns];
        for (int i = 0; i < rows.size(); i++) {
            String[] entries =
                    rows.get(i).isBlank() ? new String[0] : rows.get(i).split(" ");
            if (entries.length != columns) {
                throw new Refusal("row " + i + " of " + name + " in " + file + " has " + entries.length + " entries: "
                        + columns + " expected, as in the first row");
            }
            for (int k = 0; k < columns; k++) {
                numbers[i * columns + k] = GoldenLoss.number(entries[k], name + " in " + file);
            }
        }
        return new Numbers(
                name,
                file,
                MATRICES.contains(name) || MATRICES.contains("out." + name)
                        ? new int[] {rows.size(), columns}
                        : new int[] {numbers.length},
                numbers);
    }
}
