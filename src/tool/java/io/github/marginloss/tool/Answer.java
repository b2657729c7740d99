package io.github.marginloss.tool;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;

/**
 * What the reference says.
 *
 * @param loss L; NaN where only some rows were asked for
 * @param losses those of the samples
 * @param gradients those that there are
 * @param rows which samples; null = all
 */
record Answer(double loss, double[] losses, Gradients gradients, int[] rows) {

    static Answer of(Evaluation evaluation) {
        return new Answer(evaluation.loss(), evaluation.sampleLosses(), evaluation.gradients(), null);
    }

    boolean isWhole() {
        return rows == null;
    }
}
