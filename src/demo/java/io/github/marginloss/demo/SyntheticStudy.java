package io.github.marginloss.demo;

import io.github.marginloss.demo.data.Split;
import io.github.marginloss.demo.picture.GainPicture;
import io.github.marginloss.demo.picture.Title;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures when a margin pays, on synthetic identities: for three budgets, and for several numbers of identities. A
 * table of a single budget would mislead.
 */
final class SyntheticStudy {

    private static final Budget SHORT = new Budget(128, 200, 3e-3);
    private static final Budget MIDDLE = new Budget(128, 600, 3e-3);
    private static final Budget LONG = new Budget(128, 600, 1e-2);
    private static final List<Budget> BUDGETS = List.of(SHORT, MIDDLE, LONG);
    /** A population with the same total number of samples as {@link Population#FEW}. */
    private static final List<Population> MORE =
            List.of(new Population(50, 80, 1), new Population(200, 20, 1), new Population(800, 5, 1));

    private final Options options;
    private final PrintStream out;

    SyntheticStudy(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Prints a table for each of the two longer budgets. */
    void many() {
        List.of(MIDDLE, LONG).forEach(budget -> printed(Population.MANY, budget, OpenSetRecipes.many()));
    }

    /** Prints a table for each budget and each number of identities, and returns the picture of both. */
    GainPicture few() {
        List<OpenSetResult> byBudget = BUDGETS.stream()
                .map(budget -> printed(Population.FEW, budget, OpenSetRecipes.few()))
                .toList();
        List<GainPicture.Place> budgets = new ArrayList<>();
        for (int k = 0; k < BUDGETS.size(); k++) {
            budgets.add(place(BUDGETS.get(k).toString(), byBudget.get(k)));
        }
        List<GainPicture.Place> identities = new ArrayList<>();
        identities.add(place("20 × 200", byBudget.get(BUDGETS.indexOf(MIDDLE)).only(OpenSetRecipes.three())));
        for (Population more : MORE) {
            identities.add(
                    place(more.identities() + " × " + more.each(), printed(more, MIDDLE, OpenSetRecipes.three())));
        }
        return new GainPicture(List.of(
                new GainPicture.Comparison(
                        new Title("By training budget", "TAR at FAR 1 %; " + Population.FEW), budgets),
                new GainPicture.Comparison(
                        new Title("By number of identities", "TAR at FAR 1 %; " + MIDDLE + "; identities × samples"),
                        identities)));
    }

    private static GainPicture.Place place(String label, OpenSetResult result) {
        List<GainPicture.Gain> gains = new ArrayList<>();
        gains.add(new GainPicture.Gain("no network", result.rawGain()));
        for (int r = 1; r < result.recipes().size(); r++) {
            gains.add(new GainPicture.Gain(result.recipes().get(r).title(), result.gain(r)));
        }
        return new GainPicture.Place(label, result.tar(0), gains);
    }

    private OpenSetResult printed(Population population, Budget budget, List<Recipe> recipes) {
        List<Split> splits = population.splits(options.seed(), options.seeds());
        OpenSet openSet = new OpenSet(splits, options.seed(), options.dimension(), split -> budget, Storage.DOUBLE);
        OpenSetResult result = openSet.run(recipes);
        out.println();
        out.println(population + "; " + budget + "; " + options.seeds() + " seeds");
        out.print(result.table());
        return result;
    }
}
