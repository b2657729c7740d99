package io.github.marginloss.demo;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the user wants.
 *
 * @param losses the keys of the losses to train with; empty = the five
 * @param epochs how often the training samples are gone through
 * @param dimension of the features
 * @param seed of everything that is random
 * @param out where the pictures go
 * @param data the user's own samples; empty = the digits that come with the demo
 * @param classColumn which column of them is the class; empty = it is looked for
 * @param openSet verify on unseen classes
 * @param floats train a second time with features, and what the loss learns, stored as floats
 * @param help only say what there is
 */
record Options(
        List<String> losses,
        int epochs,
        int dimension,
        long seed,
        Path out,
        Optional<Path> data,
        Optional<String> classColumn,
        boolean openSet,
        boolean floats,
        boolean help) {

    static final String USAGE = """
            Trains a small network on handwritten digits with Softmax, Softmax+Center, SphereFace, CosFace and ArcFace,
            compares what comes out, and draws it.

              mvn -q test-compile exec:java -Dexec.args="OPTIONS"

              --loss NAME,...     these instead, with commas between: softmax, center, sphereface, cosface, arcface,
                                  smoothing (ArcFace with smoothed labels), classmargins, elasticface, elasticface+,
                                  adaface, magface
              --epochs N          how often the training samples are gone through (120)
              --dimension 2|3|16  of the features (2; with --open-set 16)
              --seed N            of everything that is random (0)
              --out DIR           where the pictures go (target/demo)
              --data FILE         your own samples instead of the digits: one per line, with commas, semicolons or tabs
                                  between the columns; gzip may have compressed the file. The class, a word or a
                                  whole number, is in the first or the last column, the only one with words, or one
                                  that the header calls class, label, target or the like; the other columns are
                                  features, numbers with a decimal point. Skipped are a header, comments (#), empty
                                  columns, and columns that number or name the lines. One printed line says what was
                                  understood; a file with anything else, or with gaps, is refused
              --class COLUMN      which column of the file is the class, by its number from 1 or its name in the header
              --open-set          train on seven of ten classes, verify pairs of samples of the other three, ten seeds;
                                  a table, no pictures
              --float             train again with the features that the loss gets, and all that it learns, stored as
                                  floats; a table of each, and what changed, beside what the last bits of one sample
                                  change in doubles (twice as long)
              --help              this text
            """;

    private static final List<String> FLAGS = List.of("--open-set", "--float", "--help");
    private static final List<String> VALUES =
            List.of("--loss", "--epochs", "--dimension", "--seed", "--out", "--data", "--class");
    private static final List<String> LOSSES =
            Recipe.all(2).stream().map(Recipe::key).toList();

    /**
     * Reads the command line.
     *
     * @throws DemoException an option that is unknown or lacks its value, or a value that is not one
     */
    static Options parse(String... arguments) {
        Map<String, String> given = given(arguments);
        boolean openSet = given.containsKey("--open-set");
        if (given.containsKey("--class") && !given.containsKey("--data")) {
            throw new DemoException("--class needs --data FILE, whose column it names");
        }
        return new Options(
                losses(given.get("--loss")),
                (int) number(given, "--epochs", 120, 1, 100_000),
                Integer.parseInt(one(given, "--dimension", List.of("2", "3", "16"), openSet ? "16" : "2")),
                number(given, "--seed", 0, Long.MIN_VALUE, Long.MAX_VALUE),
                path(given.getOrDefault("--out", "target/demo"), "--out"),
                Optional.ofNullable(given.get("--data")).map(file -> path(file, "--data")),
                Optional.ofNullable(given.get("--class")),
                openSet,
                given.containsKey("--float"),
                given.containsKey("--help"));
    }

    /** What is trained with, one after the other. */
    List<Storage> storages() {
        return floats ? List.of(Storage.DOUBLE, Storage.FLOAT) : List.of(Storage.DOUBLE);
    }

    private static Map<String, String> given(String... arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int k = 0; k < arguments.length; k++) {
            String name = arguments[k];
            if (FLAGS.contains(name)) {
                given.put(name, "");
            } else if (!VALUES.contains(name)) {
                throw new DemoException("unknown option '" + name + "'; --help shows what there is");
            } else if (k + 1 == arguments.length || arguments[k + 1].startsWith("--")) {
                throw new DemoException(name + " needs a value; --help shows which");
            } else {
                given.put(name, arguments[++k]);
            }
        }
        return given;
    }

    /** The keys of a list, each once. */
    private static List<String> losses(String value) {
        if (value == null) {
            return List.of();
        }
        List<String> keys = Stream.of(value.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .distinct()
                .toList();
        for (String key : keys) {
            if (!LOSSES.contains(key)) {
                throw new DemoException("--loss has '" + key + "': " + String.join(", ", LOSSES)
                        + " expected, or several of them with commas between");
            }
        }
        return keys;
    }

    private static String one(Map<String, String> given, String name, List<String> choices, String otherwise) {
        String value = given.getOrDefault(name, otherwise).toLowerCase(Locale.ROOT);
        if (!choices.contains(value)) {
            throw new DemoException(
                    name + " is '" + given.get(name) + "': one of " + String.join(", ", choices) + " expected");
        }
        return value;
    }

    private static long number(Map<String, String> given, String name, long otherwise, long least, long greatest) {
        if (!given.containsKey(name)) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(given.get(name));
            if (value >= least && value <= greatest) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new DemoException(
                name + " is '" + given.get(name) + "': a whole number from " + least + " to " + greatest + " expected");
    }

    private static Path path(String value, String name) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new DemoException(name + " is '" + value + "': " + e.getReason());
        }
    }
}
