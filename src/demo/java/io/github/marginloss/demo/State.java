package io.github.marginloss.demo;

import io.github.marginloss.NormStatistics;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The information from which a step chooses its loss. {@link Training} keeps the parts that depend on earlier steps.
 *
 * @param step the number of the step, 0 ≤ step < steps
 * @param steps the number of steps of the training run
 * @param counts the number of training samples per class; 1 for a class without samples
 * @param samples the number of samples in the batch
 * @param norms the mean and the deviation of the feature norms so far, this batch included
 * @param cosines cos θ<sub>y</sub> of each sample of the batch, computed when they are asked for
 * @param random the source of random margins
 */
public record State(
        int step,
        int steps,
        int[] counts,
        int samples,
        NormStatistics norms,
        Supplier<double[]> cosines,
        RandomGenerator random) {

    /** The final s. */
    static final double SCALE = 30;

    /** The state before the first batch, without samples. */
    static State start(int steps, int[] counts, RandomGenerator random) {
        return new State(0, steps, counts, 0, NormStatistics.initial(), () -> new double[0], random);
    }

    /** The state of a step with its batch. */
    State with(int number, int size, NormStatistics statistics, Supplier<double[]> targetCosines) {
        return new State(number, steps, counts, size, statistics, targetCosines, random);
    }

    /** The share of the full margin that applies: from 0 to 1 over the first 60 % of the steps. */
    double ramp() {
        return ramp(0.6);
    }

    /** Grows from 0 to 1 over a share of the steps. */
    double ramp(double share) {
        return Math.min(1, step / (share * steps));
    }

    /** s from 4 to {@value #SCALE}: a small scale at first keeps the gradients of all samples from vanishing. */
    double scale() {
        return 4 + (SCALE - 4) * ramp();
    }
}
