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

/**
 * How to train with a loss. A margin that stands there in full from the first step may stop a network from learning
 * anything, so it comes in gradually. Losses are immutable: a schedule returns another loss at each step.
 *
 * @param key what --loss calls it
 * @param name what tables and pictures call it
 * @param schedule the loss of a step
 * @param scorer whose margin-free logits decide the class when the training is over
 */
public record Recipe(String key, String name, Schedule schedule, MarginLoss scorer) {

    /** The loss of a step, 0 ≤ step < steps. */
    public interface Schedule {
        Loss at(int step, int steps);
    }

    /** Those that the options ask for. */
    static List<Recipe> of(Options options) {
        return all(options.dimension()).stream()
                .filter(recipe -> options.loss().isEmpty()
                        || recipe.key().equals(options.loss().get()))
                .toList();
    }

    /** The five losses, for features of a dimension. */
    public static List<Recipe> all(int dimension) {
        return List.of(softmax(), center(), sphereFace(), cosFace(dimension), arcFace());
    }

    static Recipe softmax() {
        Softmax loss = new Softmax();
        return new Recipe("softmax", "Softmax", (step, steps) -> loss, loss);
    }

    /** Joint supervision, L_S + 0.1 L_C, both of them means over the batch (Wen et al. 2016, eq. 5). */
    static Recipe center() {
        Softmax softmax = new Softmax();
        Loss loss = softmax.plus(0.1, new Center(Reduction.MEAN));
        return new Recipe("center", "Softmax+Center", (step, steps) -> loss, softmax);
    }

    /** t = 4, and λ falls from 1000 to 5 as in the published model (Liu et al. 2017). */
    static Recipe sphereFace() {
        return sphereFace("SphereFace", 4, new SphereFace.Annealing(1000, 0.12, 1, 5));
    }

    /** λ falls faster and further, to 1: the effect of t is hardly to be seen while λ is large. */
    static Recipe sphereFace(int t) {
        return sphereFace("t = " + t, t, new SphereFace.Annealing(1000, 2, 1, 1));
    }

    private static Recipe sphereFace(String name, int t, SphereFace.Annealing annealing) {
        Schedule schedule = (step, steps) -> new SphereFace(t, annealing.lambda(step));
        return new Recipe("sphereface", name, schedule, new SphereFace(t, annealing.minimum()));
    }

    /**
     * m = 0.35 (Wang et al. 2018) where there is room for it. On a circle there is not: ten classes lie 36° apart, and
     * a margin of more than 1 − cos 36° = 0.19 cannot be had.
     */
    static Recipe cosFace(int dimension) {
        double m = dimension == 2 ? 0.15 : 0.35;
        return new Recipe(
                "cosface",
                "CosFace",
                (step, steps) -> new CosFace(scale(step, steps), m * ramp(step, steps)),
                new CosFace(scale(1, 1), m));
    }

    /** m = 0.5 (Deng et al. 2019). */
    static Recipe arcFace() {
        double m = 0.5;
        return new Recipe(
                "arcface",
                "ArcFace",
                (step, steps) -> new ArcFace(scale(step, steps), m * ramp(step, steps)),
                new ArcFace(scale(1, 1), m));
    }

    /** From 0 to 1 over the first 60 % of the steps. */
    private static double ramp(int step, int steps) {
        return Math.min(1, step / (0.6 * steps));
    }

    /** s from 4 to 30: a small scale early on keeps the gradients of all samples alive. */
    private static double scale(int step, int steps) {
        return 4 + 26 * ramp(step, steps);
    }
}
