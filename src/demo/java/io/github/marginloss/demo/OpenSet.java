package io.github.marginloss.demo;

import io.github.marginloss.demo.data.Split;
import io.github.marginloss.demo.measure.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Test samples are of classes that training never saw: are two of them of the same class? That is what face recognition
 * asks. All losses meet the same splits, one for each seed.
 *
 * @param splits what is learned from, and what is verified
 * @param seed of the training on the first split; the next one has the next seed
 * @param dimension of the features
 * @param budget of the training on a split
 * @param storage what features, and what the loss learns, are stored as
 */
record OpenSet(List<Split> splits, long seed, int dimension, Function<Split, Budget> budget, Storage storage) {

    /** Trains with each recipe on each split, and without any, which is the cosine of the inputs. */
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
