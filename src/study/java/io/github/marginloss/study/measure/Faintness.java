package io.github.marginloss.study.measure;

import io.github.marginloss.core.Real;
import java.util.Arrays;

/** Which rows weigh so little beside others, less than e<sup>−700</sup>, that the fast path may let them go. */
record Faintness(Magnitudes magnitudes) {

    /** The binary exponent of e^−700. */
    private static final int FAINT = -1009;

    /** Whether a class is faint beside the batch's heaviest sample. */
    boolean ofClass(int j) {
        long heaviest = Arrays.stream(magnitudes.features)
                .filter(row -> !row.whole.isZero())
                .mapToLong(row -> row.whole.exponent())
                .max()
                .orElse(0);
        return isFaint(magnitudes.weights[j].weight, heaviest);
    }

    /** Whether what there is of ∂x is faint beside the sample's heaviest class. */
    boolean ofSample(int i) {
        return isFaint(magnitudes.features[i].weight, magnitudes.features[i].whole.exponent());
    }

    private static boolean isFaint(Real weight, long heaviest) {
        return !weight.isZero() && weight.exponent() - heaviest < FAINT;
    }
}
