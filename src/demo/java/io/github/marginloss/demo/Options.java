package io.github.marginloss.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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

    /** Of these, --open-set may have a value, too. */
    private static final List<String> FLAGS = List.of("--float", "--help", "--open-set");

    private static final List<String> VALUES = List.of(
            "--loss", "--epochs", "--dimension", "--seed", "--out", "--data", "--class", "--seeds", "--open-set");

    private static final List<String> LOSSES =
            Recipe.all(2).stream().map(Recipe::key).toList();

    /**
     * Reads the command line.
     *
     * @throws DemoException an option that is unknown or lacks its value, or a value that is not one
     */
    static Options parse(String... arguments) {
        CommandLine given = new CommandLine(FLAGS, VALUES, arguments);
        Unseen unseen = unseen(given);
        check(given, unseen);
        String dimension = unseen.isSynthetic() ? "32" : unseen == Unseen.NONE ? "2" : "16";
        return new Options(
                losses(given.value("--loss")),
                (int) given.number("--epochs", 120, 1, 100_000),
                Integer.parseInt(given.one("--dimension", List.of("2", "3", "8", "16", "32"), dimension)),
                given.number("--seed", 0, Long.MIN_VALUE, Long.MAX_VALUE),
                given.path("--out", "target/demo"),
                given.has("--data") ? Optional.of(given.path("--data", null)) : Optional.empty(),
                given.value("--class"),
                unseen,
                (int) given.number("--seeds", 6, 2, 1000),
                given.has("--float"),
                given.has("--help"));
    }

    /** What is trained with, one after the other. */
    List<Storage> storages() {
        return floats ? List.of(Storage.DOUBLE, Storage.FLOAT) : List.of(Storage.DOUBLE);
    }

    private static Unseen unseen(CommandLine given) {
        if (!given.has("--open-set")) {
            return Unseen.NONE;
        }
        Unseen otherwise = given.has("--data") ? Unseen.DIGITS : Unseen.FEW;
        return Unseen.valueOf(
                given.one("--open-set", Unseen.names(), otherwise.key()).toUpperCase(Locale.ROOT));
    }

    /** Options that would have no effect beside others. */
    private static void check(CommandLine given, Unseen unseen) {
        if (given.has("--class") && !given.has("--data")) {
            throw new DemoException("--class needs --data FILE, whose column it names");
        }
        if (given.has("--seeds") && unseen == Unseen.NONE) {
            throw new DemoException("--seeds needs --open-set: one training takes --seed");
        }
        for (String name : List.of("--loss", "--epochs", "--data", "--float")) {
            if (unseen.isSynthetic() && given.has(name)) {
                throw new DemoException(name + " has no effect on --open-set " + unseen.key()
                        + ", which has its own samples, losses and budgets: leave it out, or take --open-set digits");
            }
        }
    }

    /** The keys of a list, each once. */
    private static List<String> losses(Optional<String> value) {
        if (value.isEmpty()) {
            return List.of();
        }
        List<String> keys = Stream.of(value.get().toLowerCase(Locale.ROOT).split(",", -1))
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
}
