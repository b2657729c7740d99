package io.github.marginloss.check;

/**
 * The limit of estimates of one number (Lepski's choice). Each estimate has a known error, which falls from one to the
 * next, and an unknown error, which grows. If an estimate differs from an earlier one by more than the known errors of
 * both, it has gone too far, and so have all that follow. The unknown error of any other is taken as twice its distance
 * from the two before it.
 *
 * @param value the most certain of the estimates; NaN if none is finite
 * @param uncertainty the error that it may have, known and unknown
 * @param agreeing how many estimates contradict no earlier one
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
            // each of the first three is judged by all three, so they stay even if they exclude each other
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

    /** The distance from the two before, or within the first three. */
    private static double spread(double[] estimates, int k) {
        int last = Math.max(k, 2);
        double spread = 0;
        for (int i = last - 2; i <= last; i++) {
            spread = Math.max(spread, Math.abs(estimates[i] - estimates[k]));
        }
        return spread;
    }
}
