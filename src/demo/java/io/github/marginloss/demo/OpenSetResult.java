package io.github.marginloss.demo;

import io.github.marginloss.demo.measure.Spread;
import io.github.marginloss.demo.measure.Verification;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The results of verifying unseen classes.
 *
 * @param recipes the recipes; all are compared with the first
 * @param raw for each seed, the verification of the inputs without a network
 * @param outcomes one per recipe and seed
 */
record OpenSetResult(List<Recipe> recipes, List<Verification> raw, List<List<Outcome>> outcomes) {

    /**
     * The results of one training run.
     *
     * @param verification the verification of unseen classes
     * @param fitted the share of the training samples whose largest margin-free logit is that of their class
     */
    record Outcome(Verification verification, double fitted) {}

    /** The results of some recipes, selected by their titles. */
    OpenSetResult only(List<Recipe> some) {
        List<String> titles = recipes.stream().map(Recipe::title).toList();
        return new OpenSetResult(
                some,
                raw,
                some.stream()
                        .map(recipe -> outcomes.get(titles.indexOf(recipe.title())))
                        .toList());
    }

    /** The TAR of a recipe, in percent. */
    Spread tar(int recipe) {
        return Spread.of(percent(recipe, o -> o.verification().tar()));
    }

    /** The TAR of a recipe minus that of the first one, in percentage points, one difference per seed. */
    Spread gain(int recipe) {
        return Spread.ofDifferences(
                percent(recipe, o -> o.verification().tar()),
                percent(0, o -> o.verification().tar()));
    }

    /** The TAR of the inputs without a network, minus that of the first recipe. */
    Spread rawGain() {
        return Spread.ofDifferences(
                percent(raw, Verification::tar),
                percent(0, o -> o.verification().tar()));
    }

    private double[] percent(int recipe, ToDoubleFunction<Outcome> measure) {
        return percent(outcomes.get(recipe), measure);
    }

    private static <T> double[] percent(List<T> results, ToDoubleFunction<T> measure) {
        return results.stream().mapToDouble(measure).map(v -> 100 * v).toArray();
    }

    /** Means and standard deviations over the seeds. */
    Table table() {
        Table table = new Table(
                "loss",
                "with",
                "AUC %",
                "TAR % at FAR 1 %",
                "rank-1 %",
                "TAR − " + recipes.get(0).name(),
                "fitted %");
        table.row(
                "no network",
                "",
                cell(Spread.of(percent(raw, Verification::auc)), 2),
                cell(Spread.of(percent(raw, Verification::tar)), 1),
                cell(Spread.of(percent(raw, Verification::rankOne)), 1),
                signed(rawGain()),
                "");
        for (int r = 0; r < recipes.size(); r++) {
            table.row(
                    recipes.get(r).name(),
                    recipes.get(r).setting(),
                    cell(Spread.of(percent(r, o -> o.verification().auc())), 2),
                    cell(tar(r), 1),
                    cell(Spread.of(percent(r, o -> o.verification().rankOne())), 1),
                    r == 0 ? "0" : signed(gain(r)),
                    Table.number(Spread.of(percent(r, Outcome::fitted)).mean(), 1));
        }
        return table;
    }

    private static String signed(Spread difference) {
        return (difference.mean() > 0 ? "+" : "") + cell(difference, 1);
    }

    private static String cell(Spread spread, int decimals) {
        return Table.number(spread.mean(), decimals) + " ± " + Table.number(spread.deviation(), decimals);
    }
}
