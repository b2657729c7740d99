package io.github.marginloss.demo;

import io.github.marginloss.demo.data.Samples;

/**
 * The length and the learning rate of a training run.
 *
 * @param batch the number of samples per step, if there are enough
 * @param steps the number of steps
 * @param rate the learning rate at its peak
 */
public record Budget(int batch, int steps, double rate) {

    @Override
    public String toString() {
        return steps + " steps, rate " + rate;
    }

    /** A number of epochs, with 64 samples per step. */
    public static Budget ofEpochs(int epochs, Samples samples) {
        int count = samples.labels().length;
        int batch = 64;
        return new Budget(batch, epochs * Math.max(1, count / batch), 3e-3);
    }
}
