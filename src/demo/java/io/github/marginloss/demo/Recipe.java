package io.github.marginloss.demo;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.CosFace;
import io.github.marginloss.Loss;
import io.github.marginloss.MarginLoss;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How to train with a loss. If the full margin applies from the first step on, a network may not learn at all, so the
 * margin grows gradually. Losses are immutable: a schedule returns another loss at each step.
 *
 * @param key its name for --loss
 * @param name its name in tables
 * @param setting the final s, m, λ and so on, for the title of a picture
 * @param schedule returns the loss of a step
 * @param scorer the loss whose margin-free logits decide the class after training
 */
public record Recipe(String key, String name, String setting, Schedule schedule, MarginLoss scorer) {

    /** Chooses the loss of a step. */
    public interface Schedule {
        Loss at(State state);
    }

    /** The name and the setting. */
    String title() {
        return name + ", " + setting;
    }

    /** The recipes of the options, in the same order; the five if the options name none. */
    static List<Recipe> of(Options options) {
        if (options.losses().isEmpty()) {
            return five(options.dimension());
        }
        Map<String, Recipe> recipes =
                all(options.dimension()).stream().collect(Collectors.toMap(Recipe::key, Function.identity()));
        return options.losses().stream().map(recipes::get).toList();
    }

    /** The five recipes that the demo trains by default, for features of a dimension. */
    public static List<Recipe> five(int dimension) {
        return List.of(softmax(), center(), sphereFace(), cosFace(dimension), arcFace());
    }

    /** All recipes: the five, and those of {@link AdaptiveRecipes}. */
    public static List<Recipe> all(int dimension) {
        return Stream.concat(five(dimension).stream(), AdaptiveRecipes.all(dimension).stream())
                .toList();
    }

    static Recipe softmax() {
        Softmax loss = new Softmax();
        return new Recipe("softmax", "Softmax", "with a bias", state -> loss, loss);
    }

    /** Joint supervision, L_S + 0.1 L_C, where both are means over the batch (Wen et al. 2016, eq. 5). */
    static Recipe center() {
        Softmax softmax = new Softmax();
        Loss loss = softmax.plus(0.1, new Center(Reduction.MEAN));
        return new Recipe("center", "Softmax+Center", "λ = 0.1", state -> loss, softmax);
    }

    /** t = 4, and λ falls from 1000 to 5 as in the published model (Liu et al. 2017). */
    static Recipe sphereFace() {
        return sphereFace(4, new SphereFace.Annealing(1000, 0.12, 1, 5));
    }

    /** λ falls faster and further, to 1, because a large λ hides the effect of t. */
    static Recipe sphereFace(int t) {
        return sphereFace(t, new SphereFace.Annealing(1000, 2, 1, 1));
    }

    private static Recipe sphereFace(int t, SphereFace.Annealing annealing) {
        Schedule schedule = state -> new SphereFace(t, annealing.lambda(state.step()));
        String setting = "s = ‖x‖, t = " + t + ", λ → " + Math.round(annealing.minimum());
        return new Recipe("sphereface", "SphereFace", setting, schedule, new SphereFace(t, annealing.minimum()));
    }

    /**
     * m = 0.35 (Wang et al. 2018), if there is room for it. On a circle there is not: ten classes are 36° apart, so the
     * margin cannot exceed 1 − cos 36° = 0.19.
     */
    static Recipe cosFace(int dimension) {
        double m = dimension == 2 ? 0.15 : 0.35;
        return new Recipe(
                "cosface",
                "CosFace",
                setting(m),
                state -> new CosFace(state.scale(), m * state.ramp()),
                new CosFace(State.SCALE, m));
    }

    /** The final s and m. */
    static String setting(Object m) {
        return "s = " + Math.round(State.SCALE) + ", m = " + m;
    }

    /** m = 0.5 (Deng et al. 2019). */
    static Recipe arcFace() {
        double m = 0.5;
        return new Recipe(
                "arcface",
                "ArcFace",
                setting(m),
                state -> new ArcFace(state.scale(), m * state.ramp()),
                new ArcFace(State.SCALE, m));
    }
}
