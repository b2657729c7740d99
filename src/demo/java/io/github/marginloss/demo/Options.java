package io.github.marginloss.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The user's options.
 *
 * @param losses the keys of the losses to train with; empty = the five
 * @param epochs the number of passes over the training samples
 * @param dimension d of the features
 * @param seed the seed of all random numbers
 * @param out the folder for pictures
 * @param data the user's own samples; empty = the digits that come with the demo
 * @param classColumn the column with the class; empty = the demo finds it
 * @param unseen the unseen classes to verify, if any
 * @param seeds the number of training runs in a mean over seeds
 * @param floats whether to train a second time with features and parameters of the loss stored as floats
 * @param help whether only to print the help
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

    /** The options that may stand without a value. --open-set may also have one. */
    private static final List<String> FLAGS = List.of("--float", "--help", "--open-set");

    private static final List<String> VALUES = List.of(
            "--loss", "--epochs", "--dimension", "--seed", "--out", "--data", "--class", "--seeds", "--open-set");

    private static final List<String> LOSSES =
            Recipe.all(2).stream().map(Recipe::key).toList();

    /**
     * Reads the command line.
     *
     * @throws DemoException if an option is unknown or lacks its value, or a value is not a permitted one
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

    /** The recipes, in the order in which the demo trains them. */
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

    /** Refuses options that would have no effect together with others. */
    private static void check(CommandLine given, Unseen unseen) {
        if (given.has("--class") && !given.has("--data")) {
            throw new DemoException("--class needs --data FILE, whose column it names");
        }
        if (given.has("--seeds") && unseen == Unseen.NONE) {
            throw new DemoException("--seeds needs --open-set: for a single training run, use --seed");
        }
        for (String name : List.of("--loss", "--epochs", "--data", "--float")) {
            if (unseen.isSynthetic() && given.has(name)) {
                throw new DemoException(name + " has no effect on --open-set " + unseen.key()
                        + ", which has its own samples, losses and budgets: leave it out, or use --open-set digits");
            }
        }
    }

    /** The keys of a list, without repetitions. */
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
                        + " expected, or several of them separated by commas");
            }
        }
        return keys;
    }
}
