package io.github.marginloss.tool;

import io.github.marginloss.tool.batch.Names;
import io.github.marginloss.tool.loss.LossExpression;
import io.github.marginloss.tool.loss.LossNames;
import io.github.marginloss.tool.message.Refusal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads {@code LOSS [PARAMETER=VALUE …] FILE [OPTION …]}. An argument is a file if it exists or ends like one, and an
 * array if it is {@code NAME=….npy}. All others belong to the loss, which may be one argument or several.
 */
final class CommandLine {

    private final List<String> words = new ArrayList<>();
    private final Map<String, Path> arrays = new LinkedHashMap<>();
    private final Map<Option, String> options = new EnumMap<>(Option.class);
    private Path file;

    private CommandLine() {}

    static Request parse(String... arguments) {
        return new CommandLine().read(arguments);
    }

    private Request read(String... arguments) {
        List<String> rest = new ArrayList<>(Arrays.asList(arguments));
        while (!rest.isEmpty()) {
            String word = rest.remove(0);
            if (word.startsWith("--")) {
                option(word, rest);
            } else if (word.equals("-h")) {
                options.put(Option.HELP, "");
            } else if (word.matches("(?s)[A-Za-z_]\\w*=.*\\.np[yz]")) {
                array(word);
            } else if (isFile(word)) {
                file(word);
            } else {
                words.add(word);
            }
        }
        if (!options.containsKey(Option.HELP) && !options.containsKey(Option.VERSION)) {
            requireFile();
        }
        return new Request(LossExpression.parse(String.join(" ", words)), file, arrays, options);
    }

    private void option(String word, List<String> rest) {
        String[] parts = word.split("=", 2);
        Option option = Option.of(parts[0])
                .orElseThrow(
                        () -> new Refusal("there is no option " + parts[0] + ": one of " + Option.all() + " expected"));
        boolean next = parts.length == 1 && option.needsValue() && !rest.isEmpty();
        String value = parts.length == 2 ? parts[1] : next ? rest.remove(0) : "";
        if (!option.takes(value)) {
            throw new Refusal(option.word() + (value.isEmpty() ? " has no value" : " is '" + value + "'") + ": "
                    + option.expected() + " expected");
        }
        if (options.put(option, value) != null) {
            throw new Refusal(option.word() + " is given twice: once expected");
        }
    }

    private void array(String word) {
        String[] parts = word.split("=", 2);
        if (!Names.isKnown(parts[0])) {
            throw new Refusal("there is no array " + parts[0] + ": one of the names " + String.join(" ", Names.INPUTS)
                    + " expected, or " + String.join(" ", Names.OUTPUTS) + " for your own results");
        }
        if (word.endsWith("z")) {
            throw new Refusal(word + " names an .npz file for one array: " + parts[0] + "=….npy expected, or "
                    + parts[1] + " for all arrays");
        }
        if (arrays.put(parts[0], path(parts[1])) != null) {
            throw new Refusal(parts[0] + " is given twice: one file expected");
        }
    }

    private void file(String word) {
        if (file != null) {
            throw new Refusal("there are two files, " + file + " and " + word + ": one expected");
        }
        file = path(word);
    }

    private static boolean isFile(String word) {
        return word.matches("(?s).*\\.(?i:npz|npy|txt)")
                || word.indexOf('/') >= 0
                || word.indexOf('\\') >= 0
                || word.indexOf('=') < 0
                        && isThere(word)
                        && !LossNames.all().containsKey(word.toLowerCase(Locale.ROOT));
    }

    private static boolean isThere(String word) {
        try {
            return Files.isRegularFile(Path.of(word));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    static Path path(String word) {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new Refusal(
                    "'" + word
                            + "' is not a path: the name of a file expected; if it is one, set a locale that has"
                            + " its letters, such as LC_ALL=C.UTF-8",
                    e);
        }
    }

    private void requireFile() {
        if (file == null && arrays.isEmpty()) {
            String after = words.isEmpty() ? "the loss" : "'" + String.join(" ", words) + "'";
            throw new Refusal("no file is named: an existing file, or a name that ends in .npz, expected after " + after
                    + ", such as arcface s=64 m=0.5 batch.npz");
        }
        if (file != null && !arrays.isEmpty()) {
            throw new Refusal("both a file, " + file + ", and single arrays, " + String.join(" ", arrays.keySet())
                    + ", are named: one or the other expected");
        }
        if (file == null && options.containsKey(Option.CASE)) {
            throw new Refusal(
                    "--case names a golden case, but no file that contains golden cases is named: one expected");
        }
    }
}
