package io.github.marginloss.demo.network;

import java.util.List;

/**
 * Adam with decoupled weight decay: β₁ = 0.9, β₂ = 0.999, ε = 1e−8, decay 0.01 (Kingma and Ba 2015; Loshchilov and
 * Hutter 2019). The rate rises over the first 50 steps and falls as a cosine to 0. Its moving averages are doubles,
 * even if the weights are floats.
 */
public final class Adam {

    private static final int WARM_UP = 50;
    private static final double DECAY = 1e-2;
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final List<Learned> weights;
    private final List<double[]> means;
    private final List<double[]> squares;
    private final int steps;
    private final double peak;
    private int step;

    /**
     * Prepares a training run.
     *
     * @param weights the learned numbers. Each step modifies their values.
     * @param steps the number of steps of the run
     * @param peak the largest rate
     */
    public Adam(List<? extends Learned> weights, int steps, double peak) {
        this.peak = peak;
        this.weights = List.copyOf(weights);
        this.steps = steps;
        means = weights.stream().map(w -> new double[w.length()]).toList();
        squares = weights.stream().map(w -> new double[w.length()]).toList();
    }

    /** Moves all weights by their gradients. */
    public void step() {
        double rate = peak * share(step, steps);
        step++;
        double correction1 = 1 - Math.pow(BETA1, step);
        double correction2 = 1 - Math.pow(BETA2, step);
        for (int w = 0; w < weights.size(); w++) {
            Learned weight = weights.get(w);
            double[] mean = means.get(w);
            double[] square = squares.get(w);
            double decay = weight.decays() ? DECAY : 0;
            for (int k = 0; k < mean.length; k++) {
                double gradient = weight.gradient(k);
                mean[k] += (1 - BETA1) * (gradient - mean[k]);
                square[k] += (1 - BETA2) * (gradient * gradient - square[k]);
                double direction = mean[k] / correction1 / (Math.sqrt(square[k] / correction2) + EPSILON);
                double value = weight.get(k);
                weight.set(k, value - rate * (direction + decay * value));
            }
        }
    }

    /** The rate of a step, as a share of the largest rate. */
    static double share(int step, int steps) {
        double warm = Math.min(1, (step + 1.0) / WARM_UP);
        return warm * (1 + Math.cos(Math.PI * step / steps)) / 2;
    }
}
