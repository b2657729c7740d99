package io.github.marginloss.tool;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;

/**
 * The answer of the reference.
 *
 * @param loss L; NaN if the user asked only for some rows
 * @param losses the sample losses
 * @param gradients the gradients that were computed
 * @param rows the samples that the user asked for; null = all
 */
record Answer(double loss, double[] losses, Gradients gradients, int[] rows) {

    static Answer of(Evaluation evaluation) {
        return new Answer(evaluation.loss(), evaluation.sampleLosses(), evaluation.gradients(), null);
    }

    boolean isWhole() {
        return rows == null;
    }
}
