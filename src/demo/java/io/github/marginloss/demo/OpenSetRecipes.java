package io.github.marginloss.demo;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.CosFace;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.Scale;
import java.util.List;

/**
 * The recipes for synthetic identities. Scales and margins grow during the first half of the steps, scales from 8.
 * Softmax is the first, because the others are compared with it.
 */
final class OpenSetRecipes {

    private static final double FIRST_SCALE = 8;

    private OpenSetRecipes() {}

    /** For some twenty identities. */
    static List<Recipe> few() {
        return List.of(
                Recipe.softmax(),
                center(0.03),
                sphereFace(),
                normalizedSoftmax(16),
                cosFace(16, 0.2),
                arcFace(16, 0.3),
                arcFace(30, 0.5));
    }

    /** For some two hundred. */
    static List<Recipe> many() {
        return List.of(
                Recipe.softmax(),
                center(0.1),
                sphereFace(),
                normalizedSoftmax(16),
                cosFace(30, 0.35),
                arcFace(16, 0.3),
                arcFace(30, 0.5));
    }

    /** Three recipes that separate the effect of the normalisation from that of the margin. */
    static List<Recipe> three() {
        return List.of(Recipe.softmax(), normalizedSoftmax(16), arcFace(16, 0.3));
    }

    /** Both terms are means over the batch. */
    static Recipe center(double weight) {
        Softmax softmax = new Softmax();
        return new Recipe(
                "center",
                "Softmax+Center",
                "λ = " + weight,
                state -> softmax.plus(weight, new Center(Reduction.MEAN)),
                softmax);
    }

    /** λ falls as 1000/(1 + 0.12 step), to 40 in 200 steps and to 14 in 600. */
    static Recipe sphereFace() {
        SphereFace.Annealing annealing = new SphereFace.Annealing(1000, 0.12, 1, 1);
        return new Recipe(
                "sphereface",
                "SphereFace",
                "s = ‖x‖, t = 4, λ annealed",
                state -> new SphereFace(4, annealing.lambda(state.step())),
                new SphereFace(4, annealing.minimum()));
    }

    static Recipe normalizedSoftmax(double s) {
        return new Recipe(
                "normalizedsoftmax",
                "NormalizedSoftmax",
                "s = " + Math.round(s),
                state -> new NormalizedSoftmax(Scale.fixed(scale(state, s)), Reduction.MEAN),
                new NormalizedSoftmax(Scale.fixed(s), Reduction.MEAN));
    }

    static Recipe cosFace(double s, double m) {
        return new Recipe(
                "cosface",
                "CosFace",
                "s = " + Math.round(s) + ", m = " + m,
                state -> new CosFace(scale(state, s), m * ramp(state)),
                new CosFace(s, m));
    }

    static Recipe arcFace(double s, double m) {
        return new Recipe(
                "arcface",
                "ArcFace",
                "s = " + Math.round(s) + ", m = " + m,
                state -> new ArcFace(scale(state, s), m * ramp(state)),
                new ArcFace(s, m));
    }

    private static double ramp(State state) {
        return state.ramp(0.5);
    }

    private static double scale(State state, double s) {
        return FIRST_SCALE + (s - FIRST_SCALE) * ramp(state);
    }
}
