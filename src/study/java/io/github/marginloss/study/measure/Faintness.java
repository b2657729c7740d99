package io.github.marginloss.study.measure;

import io.github.marginloss.core.Real;
import java.util.Arrays;

/**
 * Tells which rows have so little weight compared with others, less than e<sup>−700</sup>, that a loss may drop them.
 */
record Faintness(Magnitudes magnitudes) {

    /**
     * A linear head whose weights have a larger binary exponent has no room left to scale up products of tiny features.
     */
    private static final int HEAVY = 850;

    private static final int TINY = -900;

    /** The binary exponent of e^−700. */
    private static final int FAINT = -1009;

    /** Whether a class is faint compared with the batch's heaviest sample, or the products of its features are. */
    boolean ofClass(int j) {
        Terms terms = magnitudes.weights[j];
        if (magnitudes.longest.exponent() > HEAVY && terms.size.exponent() < TINY) {
            return true;
        }
        long heaviest = Arrays.stream(magnitudes.features)
                .filter(row -> !row.whole.isZero())
                .mapToLong(row -> row.whole.exponent())
                .max()
                .orElse(0);
        return isFaint(terms.weight, heaviest);
    }

    /** Whether ∂x is faint compared with the sample's heaviest class. */
    boolean ofSample(int i) {
        return isFaint(magnitudes.features[i].weight, magnitudes.features[i].whole.exponent());
    }

    private static boolean isFaint(Real weight, long heaviest) {
        return !weight.isZero() && weight.exponent() - heaviest < FAINT;
    }
}
