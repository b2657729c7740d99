package io.github.marginloss.check;

/**
 * What estimates of one number tend to, whose own error is known and falls from one to the next, while an unknown one
 * grows (Lepski's choice). An estimate that contradicts a former one, by more than the known errors of both allow, has
 * been carried too far, as have all that follow. Of the others the unknown error is twice that by which it differs from
 * the two before.
 *
 * @param value the most certain of the estimates; NaN if none is finite
 * @param uncertainty by how much it may be off, by both errors
 * @param agreeing how many estimates contradict none before them
 */
record Limit(double value, double uncertainty, int agreeing) {

    static Limit of(double[] estimates, double[] errors) {
        double value = Double.NaN;
        double uncertainty = Double.POSITIVE_INFINITY;
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        int k = 0;
        while (k < estimates.length) {
            low = Math.max(low, estimates[k] - errors[k]);
            high = Math.min(high, estimates[k] + errors[k]);
            // the first three are needed to know any by the others
            if (!(low <= high) && k > 2) {
                break;
            }
            double error = errors[k] + 2 * spread(estimates, k);
            if (error < uncertainty) {
                uncertainty = error;
                value = estimates[k];
            }
            k++;
        }
        return new Limit(value, uncertainty, k);
    }

    /** Of the two before, or of the first three. */
    private static double spread(double[] estimates, int k) {
        int last = Math.max(k, 2);
        double spread = 0;
        for (int i = last - 2; i <= last; i++) {
            spread = Math.max(spread, Math.abs(estimates[i] - estimates[k]));
        }
        return spread;
    }
}
