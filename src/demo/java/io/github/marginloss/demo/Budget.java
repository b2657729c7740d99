package io.github.marginloss.demo;

import io.github.marginloss.demo.data.Samples;

/**
 * How long a training may go on, and how fast.
 *
 * @param batch samples a step, if there are so many
 * @param steps how many there are
 * @param rate the learning rate at its peak
 */
public record Budget(int batch, int steps, double rate) {

    @Override
    public String toString() {
        return steps + " steps, rate " + rate;
    }

    /** So many times through the samples, 64 of them a step. */
    public static Budget ofEpochs(int epochs, Samples samples) {
        int count = samples.labels().length;
        int batch = 64;
        return new Budget(batch, epochs * Math.max(1, count / batch), 3e-3);
    }
}
