package io.github.marginloss.demo;

import io.github.marginloss.NormStatistics;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a step knows when it chooses its loss. Whatever of it depends on the past is kept by {@link Training}.
 *
 * @param step its number, 0 ≤ step < steps
 * @param steps of the whole training
 * @param counts how many training samples each class has; 1 for a class without one
 * @param samples how many samples the batch has
 * @param norms mean and deviation of the feature norms so far, those of this batch included
 * @param cosines cos θ<sub>y</sub> of each sample of the batch, computed when they are asked for
 * @param random what margins are drawn from
 */
public record State(
        int step,
        int steps,
        int[] counts,
        int samples,
        NormStatistics norms,
        Supplier<double[]> cosines,
        RandomGenerator random) {

    /** s at the end. */
    static final double SCALE = 30;

    /** Before the first batch: no samples. */
    static State start(int steps, int[] counts, RandomGenerator random) {
        return new State(0, steps, counts, 0, NormStatistics.initial(), () -> new double[0], random);
    }

    /** The same training, with the batch of a step. */
    State with(int number, int size, NormStatistics statistics, Supplier<double[]> targetCosines) {
        return new State(number, steps, counts, size, statistics, targetCosines, random);
    }

    /** The share of a margin that is in: from 0 to 1 over the first 60 % of the steps. */
    double ramp() {
        return ramp(0.6);
    }

    /** From 0 to 1 over the first so many of the steps. */
    double ramp(double share) {
        return Math.min(1, step / (share * steps));
    }

    /** s from 4 to {@value #SCALE}: a small scale early on keeps the gradients of all samples alive. */
    double scale() {
        return 4 + (SCALE - 4) * ramp();
    }
}
