package io.github.marginloss.demo;

import io.github.marginloss.demo.data.Split;
import io.github.marginloss.demo.measure.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Verifies whether two test samples have the same class, where training never saw the test classes. This is the task of
 * face recognition. All losses get the same splits, one per seed.
 *
 * @param splits the samples to train with, and the samples to verify
 * @param seed the seed for the first split; each further split has the next seed
 * @param dimension d of the features
 * @param budget the training budget of each split
 * @param storage the precision of features and of the parameters of the loss
 */
record OpenSet(List<Split> splits, long seed, int dimension, Function<Split, Budget> budget, Storage storage) {

    /** Trains with each recipe on each split. Also verifies by the cosines of the inputs, without training. */
    OpenSetResult run(List<Recipe> recipes) {
        List<Trainings.Task<OpenSetResult.Outcome>> tasks = new ArrayList<>();
        for (Recipe recipe : recipes) {
            for (int k = 0; k < splits.size(); k++) {
                int number = k;
                tasks.add(afterStep -> verify(recipe, number, afterStep));
            }
        }
        long steps =
                splits.stream().mapToLong(split -> budget.apply(split).steps()).sum();
        List<OpenSetResult.Outcome> outcomes = Trainings.run(tasks, recipes.size() * steps);
        List<Verification> raw = splits.stream()
                .map(split ->
                        Verification.of(split.test().inputs(), split.test().labels()))
                .toList();
        return new OpenSetResult(
                recipes,
                raw,
                IntStream.range(0, recipes.size())
                        .mapToObj(r -> outcomes.subList(r * splits.size(), (r + 1) * splits.size()))
                        .toList());
    }

    private OpenSetResult.Outcome verify(Recipe recipe, int number, Runnable afterStep) {
        Split split = splits.get(number);
        Trained trained = new Training(dimension, budget.apply(split), seed + number, storage)
                .run(recipe, split.train(), afterStep);
        Verification verification = Verification.of(
                trained.features(split.test().inputs()), split.test().labels());
        return new OpenSetResult.Outcome(verification, trained.accuracy(split.train()));
    }
}
