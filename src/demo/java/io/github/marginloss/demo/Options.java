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
 * @param epochs how often the training images are gone through
 * @param dimension of the features
 * @param seed of everything that is random
 * @param out where the pictures go
 * @param data the user's own images; empty = the digits that come with the demo
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
              --epochs N          how often the training images are gone through (120)
              --dimension 2|3|16  of the features (2; with --open-set 16)
              --seed N            of everything that is random (0)
              --out DIR           where the pictures go (target/demo)
              --data FILE         your own images, csv or csv.gz: one line per image, its pixels, then its class 0, 1 ...
              --open-set          train on seven of ten classes, verify pairs of images of the other three, ten seeds;
                                  a table, no pictures
              --float             train again with the features that the loss gets, and all that it learns, stored as
                                  floats; a table of each, and what changed, beside what the last bits of one image
                                  change in doubles (twice as long)
              --classes N         something else: a head over N synthetic classes, in shards; --classes N --help
              --help              this text
            """;

    private static final List<String> FLAGS = List.of("--open-set", "--float", "--help");
    private static final List<String> VALUES =
            List.of("--loss", "--epochs", "--dimension", "--seed", "--out", "--data");
    private static final List<String> LOSSES =
            Recipe.all(2).stream().map(Recipe::key).toList();

    /**
     * Reads the command line.
     *
     * @throws DemoException an option that is unknown or lacks its value, or a value that is not one
     */
    static Options parse(String... arguments) {
        CommandLine line = new CommandLine(FLAGS, VALUES, arguments);
        boolean openSet = line.has("--open-set");
        return new Options(
                losses(line.text("--loss", null)),
                (int) line.number("--epochs", 120, 1, 100_000),
                Integer.parseInt(line.one("--dimension", List.of("2", "3", "16"), openSet ? "16" : "2")),
                line.number("--seed", 0, Long.MIN_VALUE, Long.MAX_VALUE),
                line.path("--out", "target/demo"),
                line.has("--data") ? Optional.of(line.path("--data", null)) : Optional.empty(),
                openSet,
                line.has("--float"),
                line.has("--help"));
    }

    /** What is trained with, one after the other. */
    List<Storage> storages() {
        return floats ? List.of(Storage.DOUBLE, Storage.FLOAT) : List.of(Storage.DOUBLE);
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
}
