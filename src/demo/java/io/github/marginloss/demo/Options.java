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
 * @param unseen which unseen classes are verified, if any
 * @param seeds how many trainings a mean over seeds is of
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
        Unseen unseen,
        int seeds,
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
              --dimension N       of the features, 2, 3, 8, 16 or 32 (2; with --open-set 32, of digits 16)
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
              --open-set few      verify classes that training has not seen, synthetic identities learned from 20
                                  others; tables for three budgets and four numbers of identities, and a picture of
                                  both (about five minutes on two processors). This is what --open-set alone does
              --open-set many     the same learned from 200 others, with more that varies; three tables, no picture
              --open-set digits   train on seven of the ten digits, verify the other three; a table, no picture. With
                                  --data FILE, seven tenths of its classes, and the others
              --seeds N           how many seeds --open-set takes means over, --seed and those after it (6)
              --float             train again with the features that the loss gets, and all that it learns, stored as
                                  floats; a table of each, and what changed, beside what the last bits of one sample
                                  change in doubles (twice as long)
              --help              this text
            """;

    private static final List<String> FLAGS = List.of("--float", "--help");
    private static final List<String> VALUES =
            List.of("--loss", "--epochs", "--dimension", "--seed", "--out", "--data", "--class", "--seeds");
    private static final List<String> LOSSES =
            Recipe.all(2).stream().map(Recipe::key).toList();

    /**
     * Reads the command line.
     *
     * @throws DemoException an option that is unknown or lacks its value, or a value that is not one
     */
    static Options parse(String... arguments) {
        Map<String, String> given = given(arguments);
        Unseen unseen = unseen(given);
        check(given, unseen);
        String dimension = unseen.isSynthetic() ? "32" : unseen == Unseen.NONE ? "2" : "16";
        return new Options(
                losses(given.get("--loss")),
                (int) number(given, "--epochs", 120, 1, 100_000),
                Integer.parseInt(one(given, "--dimension", List.of("2", "3", "8", "16", "32"), dimension)),
                number(given, "--seed", 0, Long.MIN_VALUE, Long.MAX_VALUE),
                path(given.getOrDefault("--out", "target/demo"), "--out"),
                Optional.ofNullable(given.get("--data")).map(file -> path(file, "--data")),
                Optional.ofNullable(given.get("--class")),
                unseen,
                (int) number(given, "--seeds", 6, 2, 1000),
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
            boolean alone = k + 1 == arguments.length || arguments[k + 1].startsWith("--");
            if (FLAGS.contains(name) || name.equals("--open-set") && alone) {
                given.put(name, "");
            } else if (!VALUES.contains(name) && !name.equals("--open-set")) {
                throw new DemoException("unknown option '" + name + "'; --help shows what there is");
            } else if (alone) {
                throw new DemoException(name + " needs a value; --help shows which");
            } else {
                given.put(name, arguments[++k]);
            }
        }
        return given;
    }

    private static Unseen unseen(Map<String, String> given) {
        if (!given.containsKey("--open-set")) {
            return Unseen.NONE;
        }
        String otherwise = (given.containsKey("--data") ? Unseen.DIGITS : Unseen.FEW).key();
        if (given.get("--open-set").isEmpty()) {
            given.put("--open-set", otherwise);
        }
        return Unseen.valueOf(
                one(given, "--open-set", Unseen.names(), otherwise).toUpperCase(Locale.ROOT));
    }

    /** Options that would have no effect beside others. */
    private static void check(Map<String, String> given, Unseen unseen) {
        if (given.containsKey("--class") && !given.containsKey("--data")) {
            throw new DemoException("--class needs --data FILE, whose column it names");
        }
        if (given.containsKey("--seeds") && unseen == Unseen.NONE) {
            throw new DemoException("--seeds needs --open-set: one training takes --seed");
        }
        for (String name : List.of("--loss", "--epochs", "--data", "--float")) {
            if (unseen.isSynthetic() && given.containsKey(name)) {
                throw new DemoException(name + " has no effect on --open-set " + unseen.key()
                        + ", which has its own samples, losses and budgets: leave it out, or take --open-set digits");
            }
        }
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
