package io.github.marginloss.spark;

import io.github.marginloss.demo.picture.Picture;
import io.github.marginloss.shard.ShardedResult;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.apache.spark.api.java.JavaSparkContext;

/** A run of the program: identities, a training that begins or goes on, its steps, what it has come to. */
final class Run {

    private final JavaSparkContext spark;
    private final Options options;
    private final PrintStream out;
    private final List<TrainingPicture.Step> steps = new ArrayList<>();

    Run(JavaSparkContext spark, Options options, PrintStream out) {
        this.spark = spark;
        this.options = options;
        this.out = out;
    }

    /** {@return the picture; none of less than two steps} */
    Optional<Picture> train() {
        try (CheckpointFolder folder = CheckpointFolder.of(options)) {
            train(folder.uri());
        }
        return steps.size() < 2 ? Optional.empty() : Optional.of(new TrainingPicture(steps));
    }

    private void train(String folder) {
        Beginning beginning = new Beginning(spark, options, out, folder);
        Identities identities = beginning.identities();
        try (Training training = beginning.training(identities)) {
            enrol(training, identities);
            steps(training, identities);
            retrieval(training, identities, 0, "");
            if (options.checkpoint().isPresent()) {
                out.println("checkpoint " + folder + "/" + training.checkpoint().folder());
            }
        }
    }

    /** Adds the classes that the checkpoint does not have. */
    private void enrol(Training training, Identities identities) {
        int before = training.shape().classes();
        int added = identities.classes() - before;
        if (added > 0) {
            training.append(Enrolment.rows(identities.samples(before), training.shape(), added), added);
            out.println("classes " + before + " to " + (identities.classes() - 1) + " added, without training");
            retrieval(training, identities, before, " of the added classes");
        }
    }

    private void steps(Training training, Identities identities) {
        if (options.steps() == 0) {
            return;
        }
        try (ProgressBar bar = bar()) {
            for (long k = 0; k < options.steps(); k++) {
                long start = System.nanoTime();
                ShardedResult result = training.step(identities.batch(training.steps()));
                if (training.steps() % options.every() == 0) {
                    training.checkpoint();
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                steps.add(new TrainingPicture.Step(training.steps(), result.loss(), seconds));
                bar.setExtraMessage(String.format(Locale.ROOT, " loss %.3f", result.loss()));
                bar.step();
            }
        }
        out.println(summary());
    }

    private ProgressBar bar() {
        return new ProgressBarBuilder()
                .setTaskName("Training")
                .setUnit(" steps", 1)
                .setInitialMax(options.steps())
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .build();
    }

    private String summary() {
        double[] sorted = steps.stream()
                .mapToDouble(TrainingPicture.Step::seconds)
                .sorted()
                .toArray();
        return String.format(
                Locale.ROOT,
                "loss %.4f at step %d, %.4f at step %d; half of the steps took less than %.0f ms",
                steps.get(0).loss(),
                steps.get(0).number(),
                steps.get(steps.size() - 1).loss(),
                steps.get(steps.size() - 1).number(),
                1000 * sorted[sorted.length / 2]);
    }

    /** Prints the share of unseen samples of classes from one on whose nearest class weight is their own. */
    private void retrieval(Training training, Identities identities, int from, String whose) {
        int right = 0;
        int all = 0;
        for (long k = 0; k < identities.tests(); k++) {
            Batch queries = identities.test(k).from(from);
            if (queries.size() > 0) {
                right += training.found(queries);
                all += queries.size();
            }
        }
        if (all > 0) {
            out.println(String.format(
                    Locale.ROOT,
                    "top-1 among %d classes: %.1f %% of %d unseen samples%s",
                    training.shape().classes(),
                    100.0 * right / all,
                    all,
                    whose));
        }
    }
}
