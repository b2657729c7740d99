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
        newest.ifPresent(from -> new Fit(options, from).requireOptions());
        settings = options.settings(newest.map(Checkpoint::settings)
                .orElse(Settings.DEFAULT.withSynthetic(options.data().isEmpty())));
        if (options.steps() > 0) {
            checkpoints.requireWritable();
        }
        seed = options.seed().orElse(newest.map(from -> from.shape().seed()).orElse(0L));
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
        int smallest = (classes - 1) / Shape.most(identities.dimension()) + 1;
        if (shards < smallest) {
            throw new UserException("--shards is " + shards + ", but a shard must fit into an array: at least "
                    + smallest + " expected for " + classes + " classes of dimension " + identities.dimension());
        }
        Shape shape = Shape.of(options.storage(), identities.dimension(), classes, shards, seed);
        out.println(shape);
        out.println("with " + words(settings));
        return Training.start(spark, settings, checkpoints, shape);
    }

    private Training resume(Checkpoint from, Identities identities) {
        Fit fit = new Fit(options, from);
        fit.requireIdentities(identities);
        Map<String, String> changed = settings.changed(from.settings());
        fit.requireMemory(changed, identities);
        out.println("goes on after " + from.step() + " steps: " + from.shape());
        out.println("with " + words(settings));
        Map<String, String> before = from.settings().options();
        changed.forEach((option, value) -> out.println(option + " is " + value + " from here on"
                + (before.containsKey(option) ? "; it was " + before.get(option) : "")));
        return Training.resume(spark, settings, checkpoints, from);
    }

    private static String words(Settings settings) {
        return settings.options().entrySet().stream()
                .map(option -> option.getKey() + " " + option.getValue())
                .collect(Collectors.joining(" "));
    }
}
