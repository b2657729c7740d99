package io.github.marginloss.spark;

import io.github.marginloss.demo.CommandLine;
import io.github.marginloss.demo.DemoException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the user wants. What is empty is left to the checkpoint, to the data, or to a default.
 *
 * @param master Spark's; empty = what spark-submit says, or else local[2]
 * @param given the settings among other options
 * @param floats store class weights and momentum as floats
 * @param classes empty = those of the data, of the checkpoint, or else 5000
 * @param shards empty = those of the checkpoint, or else 4
 * @param dimension of synthetic features; empty = that of the checkpoint, or else 64
 * @param steps how many to make
 * @param seed of everything that is random; empty = that of the checkpoint, or else 0
 * @param data the user's samples; empty = synthetic identities
 * @param test samples that retrieval is measured with
 * @param checkpoint where checkpoints go; empty = a temporary folder
 * @param every so many steps there is one
 * @param resume go on from the newest of them
 * @param out where the picture goes
 * @param mode what to do
 * @param jar the file of mode JAR
 */
record Options(
        Optional<String> master,
        CommandLine given,
        boolean floats,
        Optional<Integer> classes,
        Optional<Integer> shards,
        Optional<Integer> dimension,
        long steps,
        Optional<Long> seed,
        Optional<String> data,
        Optional<String> test,
        Optional<String> checkpoint,
        int every,
        boolean resume,
        String out,
        Mode mode,
        Optional<String> jar) {

    /** What the program does. */
    enum Mode {
        TRAIN,
        OVERHEAD,
        JAR,
        HELP
    }

    /** That of synthetic features, if nothing else says it. */
    static final int DIMENSION = 64;

    /** Shows where a failure came from; read before other options are. */
    static final String TRACE = "--trace";

    private static final List<String> FLAGS = List.of("--float", "--resume", "--overhead", "--help", TRACE);
    private static final List<String> VALUES = Stream.concat(
                    Settings.OPTIONS.stream(),
                    Stream.of(
                            "--classes",
                            "--dimension",
                            "--data",
                            "--test",
                            "--steps",
                            "--seed",
                            "--master",
                            "--shards",
                            "--checkpoint",
                            "--every",
                            "--out",
                            "--jar"))
            .toList();

    /**
     * Reads the command line.
     *
     * @throws UserException an option that is unknown or lacks its value, or a value that is not one
     */
    static Options parse(String... arguments) {
        try {
            Options options = of(new CommandLine(FLAGS, VALUES, arguments));
            options.require();
            return options;
        } catch (DemoException e) {
            throw new UserException(e.getMessage());
        }
    }

    private static Options of(CommandLine given) {
        return new Options(
                given.value("--master"),
                given,
                given.has("--float"),
                whole(given, "--classes", Integer.MAX_VALUE),
                whole(given, "--shards", Integer.MAX_VALUE),
                whole(given, "--dimension", Shape.largestDimension(given.has("--overhead") ? Overhead.CLASSES : 1)),
                given.number("--steps", 200, 0, Long.MAX_VALUE),
                given.has("--seed")
                        ? Optional.of(given.number("--seed", 0, Long.MIN_VALUE, Long.MAX_VALUE))
                        : Optional.empty(),
                given.value("--data"),
                given.value("--test"),
                given.value("--checkpoint"),
                whole(given, "--every", Integer.MAX_VALUE).orElse(20),
                given.has("--resume"),
                given.text("--out", "target/spark"),
                mode(given),
                given.value("--jar"));
    }

    private static Optional<Integer> whole(CommandLine given, String name, int largest) {
        return given.has(name) ? Optional.of((int) given.number(name, 1, 1, largest)) : Optional.empty();
    }

    private static Mode mode(CommandLine given) {
        return given.has("--help")
                ? Mode.HELP
                : given.has("--jar") ? Mode.JAR : given.has("--overhead") ? Mode.OVERHEAD : Mode.TRAIN;
    }

    private void require() {
        if (!resume) {
            settings(Settings.DEFAULT); // to go on, values are judged beside those of the checkpoint
        }
        if (resume && checkpoint.isEmpty()) {
            throw new UserException("--resume needs --checkpoint DIR, the folder to go on from");
        }
        if (test.isPresent() && data.isEmpty()) {
            throw new UserException("--test needs --data: synthetic identities have samples of their own to test with");
        }
        if (data.isPresent()) {
            refuse("--data", "--dimension", "--noise");
        }
        if (mode == Mode.OVERHEAD) {
            refuse("--overhead", "--classes", "--shards", "--rate", "--steps", "--data", "--resume");
        }
    }

    private void refuse(String beside, String... names) {
        for (String name : names) {
            if (given.has(name)) {
                throw new UserException(name + " has no effect beside " + beside + ": leave it out");
            }
        }
    }

    /** {@return the settings that are given, and otherwise others} */
    Settings settings(Settings otherwise) {
        try {
            return Settings.of(given, otherwise);
        } catch (DemoException e) {
            throw new UserException(e.getMessage());
        }
    }

    ClassRows.Storage storage() {
        return floats ? ClassRows.Storage.FLOAT : ClassRows.Storage.DOUBLE;
    }
}
