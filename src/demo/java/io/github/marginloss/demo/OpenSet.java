package io.github.marginloss.demo;

import io.github.marginloss.demo.data.Samples;
import io.github.marginloss.demo.data.Split;
import io.github.marginloss.demo.measure.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Test samples are of classes that training never saw: do two of them show the same class? That is what face recognition
 * asks, though there thousands of classes are learned from, and here seven. Each seed draws the unseen classes anew;
 * all losses meet the same ones.
 */
final class OpenSet {

    private static final int SEEDS = 10;

    private OpenSet() {}

    /** Trains with a storage, and returns what is to be said about it. */
    static Table run(Options options, Samples samples, Storage storage) {
        List<Recipe> recipes = Recipe.of(options);
        List<Trainings.Task<Verification>> tasks = new ArrayList<>();
        for (Recipe recipe : recipes) {
            for (int k = 0; k < SEEDS; k++) {
                long seed = options.seed() + k;
                tasks.add(afterEpoch -> verify(recipe, options, seed, storage, samples, afterEpoch));
            }
        }
        List<Verification> results = Trainings.run(tasks, (long) tasks.size() * options.epochs());
        Table table = new Table("loss", "AUC %", "± sd", "TAR % at FAR 1 %", "± sd");
        for (int k = 0; k < recipes.size(); k++) {
            List<Verification> own = results.subList(k * SEEDS, (k + 1) * SEEDS);
            table.row(
                    recipes.get(k).name(),
                    Table.number(100 * mean(own, Verification::auc), 2),
                    Table.number(100 * deviation(own, Verification::auc), 2),
                    Table.number(100 * mean(own, Verification::tar), 1),
                    Table.number(100 * deviation(own, Verification::tar), 1));
        }
        return table;
    }

    private static Verification verify(
            Recipe recipe, Options options, long seed, Storage storage, Samples samples, Runnable afterEpoch) {
        Split split = Split.ofClasses(samples, seed);
        Training training = new Training(options.dimension(), options.epochs(), seed, storage);
        Trained trained = training.run(recipe, split.train(), afterEpoch);
        return Verification.of(
                trained.features(split.test().inputs()), split.test().labels());
    }

    private static double mean(List<Verification> results, ToDoubleFunction<Verification> measure) {
        return results.stream().mapToDouble(measure).average().orElse(Double.NaN);
    }

    /** The standard deviation over the seeds. */
    private static double deviation(List<Verification> results, ToDoubleFunction<Verification> measure) {
        double mean = mean(results, measure);
        double squares = results.stream()
                .mapToDouble(measure)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / (results.size() - 1));
    }
}
