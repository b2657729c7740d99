package io.github.marginloss.demo.classes;

import io.github.marginloss.ArcFace;
import io.github.marginloss.CosFace;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Softmax;
import io.github.marginloss.demo.CommandLine;
import io.github.marginloss.demo.DemoException;
import io.github.marginloss.demo.classes.Settings.Mode;
import io.github.marginloss.shard.ClassSample.Correction;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The options of this program. */
final class Command {

    static final String USAGE = """
            Trains a head over very many synthetic classes, shard by shard: W and its momentum are in memory, as floats,
            but the gradient of W only for one shard at a time.

              mvn -q test-compile exec:java -Dexec.args="--classes 100000 OPTIONS"

              --classes N         the number of classes (with --grow 10000000, with --travel 1000)
              --dimension N       the dimension of the features (64)
              --batch N           the number of samples per step (128)
              --shards N          the number of shards (one per 100000 classes, but at least 4; with --travel 64)
              --steps N           the number of steps (50)
              --rate R            the share of the classes of a shard that takes part in a step, 0 < R <= 1 (1; with --grow
                                  1 and 0.1)
              --correction none|log_rate
                                  how the loss allows for the classes that do not take part (none)
              --loss arcface|cosface|softmax
                                  with the defaults of this library (arcface)
              --learning-rate R   the learning rate of SGD with momentum 0.9 and weight decay 0.0005 (0.2)
              --seed N            the seed of all random numbers (0)
              --grow              measure a step with 1, 3, 10, 30 and 100 % of the classes
              --travel            measure how many bytes a step sends
              --out DIR           the folder for the table and the picture of --grow (target/demo)
              --help              this text

            Ten million classes of 64 numbers fit into 8 GB:

              MAVEN_OPTS=-Xmx8g mvn -q test-compile exec:java -Dexec.args="--classes 10000000 --steps 5"
            """;

    private static final List<String> FLAGS = List.of("--grow", "--travel", "--help");
    private static final List<String> VALUES = List.of(
            "--classes",
            "--dimension",
            "--batch",
            "--shards",
            "--steps",
            "--rate",
            "--correction",
            "--loss",
            "--learning-rate",
            "--seed",
            "--out");
    private static final Map<String, HeadLoss> LOSSES =
            Map.of("arcface", new ArcFace(), "cosface", new CosFace(), "softmax", new Softmax());

    private Command() {}

    /**
     * Reads the command line.
     *
     * @throws DemoException if an option is unknown or lacks its value, or a value is not a permitted one
     */
    static Settings parse(String... arguments) {
        CommandLine line = new CommandLine(FLAGS, VALUES, arguments);
        Mode mode = mode(line);
        long otherwise = mode == Mode.GROW ? 10_000_000 : mode == Mode.TRAVEL ? 1000 : 100_000;
        int classes = (int) line.number("--classes", otherwise, 1, Integer.MAX_VALUE);
        String correction = line.one("--correction", List.of("none", "log_rate"), "none");
        String loss = line.one("--loss", LOSSES.keySet().stream().sorted().toList(), "arcface");
        return new Settings(
                classes,
                (int) line.number("--dimension", 64, 1, 1 << 16),
                (int) line.number("--batch", 128, 1, 1 << 20),
                (int) line.number("--shards", mode == Mode.TRAVEL ? 64 : Settings.shardsFor(classes), 1, classes),
                (int) line.number("--steps", 50, 1, Integer.MAX_VALUE),
                line.positive("--rate", 1, 1),
                Correction.valueOf(correction.toUpperCase(Locale.ROOT)),
                LOSSES.get(loss),
                new Sgd((float) line.positive("--learning-rate", 0.2, 1e6), 0.9f, 5e-4f),
                line.number("--seed", 0, Long.MIN_VALUE, Long.MAX_VALUE),
                mode,
                line.path("--out", "target/demo"));
    }

    private static Mode mode(CommandLine line) {
        if (line.has("--help")) {
            return Mode.HELP;
        }
        return line.has("--grow") ? Mode.GROW : line.has("--travel") ? Mode.TRAVEL : Mode.TRAIN;
    }
}
