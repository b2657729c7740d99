package io.github.marginloss.spark;

import io.github.marginloss.ArcFace;
import io.github.marginloss.CosFace;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Reduction;
import io.github.marginloss.core.Scale;
import io.github.marginloss.demo.CommandLine;
import io.github.marginloss.demo.DemoException;
import java.util.List;
import java.util.Optional;

/**
 * What the user wants.
 *
 * @param master Spark's; empty = what spark-submit says, or else local[2]
 * @param method how to train
 * @param storage of class weights and momentum
 * @param classes empty = those of the data
 * @param shards empty = those of the checkpoint, or else 4
 * @param dimension of synthetic features
 * @param noise of synthetic features
 * @param batch the samples of a step
 * @param steps how many to make
 * @param seed of everything that is random
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
        Method method,
        ClassRows.Storage storage,
        Optional<Integer> classes,
        Optional<Integer> shards,
        int dimension,
        double noise,
        int batch,
        long steps,
        long seed,
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

    static final String USAGE = """
            Trains a classification head over class shards on Spark, and draws loss and time per step.

              mvn -q -Pspark test-compile exec:java -Dexec.args="OPTIONS"

            data
              --classes N          synthetic identities (5000), or more classes than a checkpoint has: these are added
              --dimension D        of synthetic features (64)
              --noise X            of synthetic features, beside 1 for what tells identities apart (1)
              --data PATH          your own samples. CSV, if the name ends in .csv or .csv.gz: one line per sample, its
                                   features, then its class 0, 1 ...; else Parquet with columns features and label
              --test PATH          samples that retrieval is measured with, like --data
            training
              --loss NAME          cosface, arcface or normalizedsoftmax (cosface)
              --s X  --margin X    its scale (16) and margin (0.2; arcface 0.3)
              --batch M            samples of a step (256)
              --steps N            how many (200; with --resume, so many more)
              --rate X             share of the classes of a shard that take part in a step (1)
              --float              class weights and momentum are stored as floats
              --learning-rate X    (40)
              --momentum X         (0.9)
              --decay X            weight decay (0)
              --seed N             of everything that is random (0)
            cluster
              --master URL         Spark's (local[2], or what spark-submit says)
              --shards N           of the classes, about equal (4)
              --checkpoint DIR     where checkpoints go; all executors must see it
              --every N            steps between two of them (20)
              --resume             go on from the newest of them
            other
              --out DIR            where the picture goes (target/spark)
              --overhead           measure what Spark adds to a step, and from which n on it pays
              --jar FILE           write this program into a jar for spark-submit
              --help               this text
            """;

    private static final List<String> FLAGS = List.of("--float", "--resume", "--overhead", "--help");
    private static final List<String> VALUES = List.of(
            "--classes",
            "--dimension",
            "--noise",
            "--data",
            "--test",
            "--loss",
            "--s",
            "--margin",
            "--batch",
            "--steps",
            "--rate",
            "--learning-rate",
            "--momentum",
            "--decay",
            "--seed",
            "--master",
            "--shards",
            "--checkpoint",
            "--every",
            "--out",
            "--jar");
    private static final List<String> LOSSES = List.of("cosface", "arcface", "normalizedsoftmax");

    /**
     * Reads the command line.
     *
     * @throws UserException an option that is unknown or lacks its value, or a value that is not one
     */
    static Options parse(String... arguments) {
        try {
            return of(new CommandLine(FLAGS, VALUES, arguments));
        } catch (DemoException e) {
            throw new UserException(e.getMessage());
        }
    }

    private static Options of(CommandLine given) {
        long seed = given.number("--seed", 0, Long.MIN_VALUE, Long.MAX_VALUE);
        Options options = new Options(
                given.value("--master"),
                method(given, seed),
                given.has("--float") ? ClassRows.Storage.FLOAT : ClassRows.Storage.DOUBLE,
                optional(given, "--classes"),
                optional(given, "--shards"),
                whole(given, "--dimension", 64),
                given.real("--noise", 1, 0, 1e6),
                whole(given, "--batch", 256),
                given.number("--steps", 200, 0, Long.MAX_VALUE),
                seed,
                given.value("--data"),
                given.value("--test"),
                given.value("--checkpoint"),
                whole(given, "--every", 20),
                given.has("--resume"),
                given.text("--out", "target/spark"),
                mode(given),
                given.value("--jar"));
        options.require();
        return options;
    }

    private void require() {
        if (resume && checkpoint.isEmpty()) {
            throw new UserException("--resume needs --checkpoint DIR, the folder to go on from");
        }
        if (test.isPresent() && data.isEmpty()) {
            throw new UserException("--test needs --data: synthetic identities have samples of their own to test with");
        }
    }

    private static int whole(CommandLine given, String name, int otherwise) {
        return (int) given.number(name, otherwise, 1, Integer.MAX_VALUE);
    }

    private static Optional<Integer> optional(CommandLine given, String name) {
        return given.has(name) ? Optional.of(whole(given, name, 1)) : Optional.empty();
    }

    private static Mode mode(CommandLine given) {
        return given.has("--help")
                ? Mode.HELP
                : given.has("--jar") ? Mode.JAR : given.has("--overhead") ? Mode.OVERHEAD : Mode.TRAIN;
    }

    private static Method method(CommandLine given, long seed) {
        double rate = given.positive("--rate", 1, 1);
        Sgd sgd = new Sgd(
                given.real("--learning-rate", 40, 0, 1e6),
                given.real("--momentum", 0.9, 0, 1),
                given.real("--decay", 0, 0, 1));
        return new Method(loss(given), new Sampling(rate, seed), sgd);
    }

    private static HeadLoss loss(CommandLine given) {
        double s = given.positive("--s", 16, 1e6);
        return switch (given.one("--loss", LOSSES, "cosface")) {
            case "arcface" -> new ArcFace(s, given.real("--margin", 0.3, 0, Math.PI));
            case "cosface" -> new CosFace(s, given.real("--margin", 0.2, 0, 2));
            default -> new NormalizedSoftmax(Scale.fixed(s), Reduction.MEAN);
        };
    }
}
