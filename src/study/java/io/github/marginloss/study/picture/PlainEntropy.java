package io.github.marginloss.study.picture;

import java.util.Arrays;

/** The cross-entropy of logits in double, as programs often compute it. The target's logit is the first. */
final class PlainEntropy {

    private PlainEntropy() {}

    /** log Σ exp(z − M) + M − z_y. */
    static double logSumExp(double... z) {
        double maximum = Arrays.stream(z).max().orElseThrow();
        return Math.log(Arrays.stream(z).map(v -> Math.exp(v - maximum)).sum()) + maximum - z[0];
    }

    /** p_y. */
    static double probability(double... z) {
        double maximum = Arrays.stream(z).max().orElseThrow();
        return Math.exp(z[0] - maximum)
                / Arrays.stream(z).map(v -> Math.exp(v - maximum)).sum();
    }

    /** −log p_y. */
    static double minusLog(double... z) {
        return -Math.log(probability(z));
    }

    /** T = Σ exp(z_j − z_y) over the other classes. */
    private static double others(double... z) {
        return Arrays.stream(z).skip(1).map(v -> Math.exp(v - z[0])).sum();
    }

    /** log(1 + T). */
    static double log1p(double... z) {
        return Math.log1p(others(z));
    }

    /** −T/(1 + T), the derivative with respect to z_y. */
    static double slope(double... z) {
        return -others(z) / (1 + others(z));
    }
}
