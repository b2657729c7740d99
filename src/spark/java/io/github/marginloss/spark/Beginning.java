package io.github.marginloss.spark;

import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;

/** How a run begins: with random class weights, or with those of the newest checkpoint and the settings that it remembers. */
final class Beginning {

    private static final int CLASSES = 5000;
    private static final int SHARDS = 4;

    private final JavaSparkContext spark;
    private final Options options;
    private final PrintStream out;
    private final Checkpoints checkpoints;
    private final Optional<Checkpoint> newest;
    private final Settings settings;
    private final long seed;

    /**
     * Looks for a checkpoint.
     *
     * @param folder where checkpoints are
     * @throws UserException if there is one without --resume, or none with it, or if options do not fit it
     */
    Beginning(JavaSparkContext spark, Options options, PrintStream out, String folder) {
        this.spark = spark;
        this.options = options;
        this.out = out;
        checkpoints = new Checkpoints(spark, folder);
        newest = checkpoints.newest();
        if (newest.isPresent() && !options.resume()) {
            throw new UserException("--checkpoint " + folder + " has a checkpoint after "
                    + newest.get().step() + " steps: --resume to go on from it, or another folder expected");
        }
        if (newest.isEmpty() && options.resume()) {
            throw new UserException("--checkpoint " + folder + " has no complete checkpoint to --resume from");
        }
        newest.ifPresent(this::requireFit);
        if (options.steps() > 0) {
            checkpoints.requireWritable();
        }
        settings = options.settings(newest.map(Checkpoint::settings)
                .orElse(Settings.DEFAULT.withSynthetic(options.data().isEmpty())));
        seed = options.seed().orElse(newest.map(from -> from.shape().seed()).orElse(0L));
    }

    /** What cannot change while a head is trained. */
    private void requireFit(Checkpoint from) {
        Shape shape = from.shape();
        options.seed().ifPresent(given -> same("--seed is " + given, given, shape.seed()));
        options.shards().ifPresent(given -> same("--shards is " + given, given, shape.shards()));
        options.dimension().ifPresent(given -> same("--dimension is " + given, given, shape.dimension()));
        if (options.floats() && shape.storage() != ClassRows.Storage.FLOAT) {
            throw otherwise("--float is given", "doubles");
        }
        if (from.settings().synthetic() != options.data().isEmpty()) {
            throw new UserException(
                    from.settings().synthetic()
                            ? "--data is given, but the checkpoint has been trained with synthetic identities: leave it out"
                            : "--data is missing: the checkpoint has been trained with samples of your own");
        }
    }

    private static void same(String what, Object given, Object checkpoint) {
        if (!given.equals(checkpoint)) {
            throw otherwise(what, checkpoint);
        }
    }

    private static UserException otherwise(String what, Object checkpoint) {
        return new UserException(
                what + ", but the checkpoint has " + checkpoint + ": leave it out, or begin in another folder");
    }

    /** {@return the samples} */
    Identities identities() {
        if (options.data().isPresent()) {
            OwnIdentities own = new OwnIdentities(spark, options.data().get(), options.test(), settings.batch(), seed);
            options.classes().filter(classes -> classes != own.classes()).ifPresent(classes -> {
                throw new UserException("--classes is " + classes + ", but --data has classes 0 to "
                        + (own.classes() - 1) + ": no --classes expected");
            });
            out.println(
                    own.count() + " samples of " + own.classes() + " classes, " + own.dimension() + " features each");
            return own;
        }
        Optional<Shape> shape = newest.map(Checkpoint::shape);
        return new SyntheticIdentities(
                spark,
                options.classes().orElse(shape.map(Shape::classes).orElse(CLASSES)),
                settings.batch(),
                options.dimension().orElse(shape.map(Shape::dimension).orElse(Options.DIMENSION)),
                settings.noise(),
                seed);
    }

    /** {@return the training, before its first step or after those of the checkpoint} */
    Training training(Identities identities) {
        return newest.map(from -> resume(from, identities)).orElseGet(() -> start(identities));
    }

    private Training start(Identities identities) {
        int classes = identities.classes();
        int shards = options.shards().orElse(Math.min(SHARDS, classes));
        if (shards > classes) {
            throw new UserException("--shards is " + shards + ", but there are " + classes
                    + " classes: at least one class in each shard expected");
        }
        int least = (classes - 1) / Shape.most(identities.dimension()) + 1;
        if (shards < least) {
            throw new UserException("--shards is " + shards + ", but a shard must fit into an array: at least " + least
                    + " expected for " + classes + " classes of dimension " + identities.dimension());
        }
        Shape shape = Shape.of(options.storage(), identities.dimension(), classes, shards, seed);
        out.println(shape);
        out.println("with " + words(settings));
        return Training.start(spark, settings, checkpoints, shape);
    }

    private Training resume(Checkpoint from, Identities identities) {
        Shape shape = from.shape();
        if (identities.dimension() != shape.dimension()) {
            throw new UserException("a sample has " + identities.dimension() + " features, but the checkpoint has "
                    + shape.dimension() + ": the same number expected");
        }
        if (identities.classes() < shape.classes()) {
            throw new UserException("there are " + identities.classes() + " classes, but the checkpoint has "
                    + shape.classes() + ": at least these expected");
        }
        out.println("goes on after " + from.step() + " steps: " + shape);
        out.println("with " + words(settings));
        Map<String, String> before = from.settings().options();
        settings.options().forEach((option, value) -> {
            if (!value.equals(before.get(option))) {
                out.println(option + " is " + value + " from here on; it was " + before.get(option));
            }
        });
        return Training.resume(spark, settings, checkpoints, from);
    }

    private static String words(Settings settings) {
        return settings.options().entrySet().stream()
                .map(option -> option.getKey() + " " + option.getValue())
                .collect(Collectors.joining(" "));
    }
}
