package io.github.marginloss.study.measure;

/**
 * The error of a result, measured as for the golden cases. The error of NaN, or of a wrong infinity, is infinite.
 */
public final class Distance {

    /** 2^-52. */
    public static final double EPS = Math.ulp(1.0);

    private Distance() {}

    /** The distance in units in the last place of the true value. */
    public static double ulps(double expected, double actual) {
        if (expected == actual) {
            return 0;
        }
        double error = Math.abs(actual - expected) / Math.ulp(expected);
        return Double.isNaN(error) || Double.isInfinite(expected) ? Double.POSITIVE_INFINITY : error;
    }

    /** The error of a row in eps, where the smallest double is the quantum. */
    public static double eps(double[] expected, double[] actual, int offset, int length) {
        return eps(expected, actual, offset, length, Double.MIN_VALUE);
    }

    /** ‖actual − expected‖/‖expected‖ of a row in eps; 4 √d quanta of the error do not count. */
    static double eps(double[] expected, double[] actual, int offset, int length, double quantum) {
        double largest = 0;
        boolean infinite = false;
        for (int k = offset; k < offset + length; k++) {
            if (Double.isNaN(actual[k]) || Double.isInfinite(expected[k]) && actual[k] != expected[k]) {
                return Double.POSITIVE_INFINITY;
            }
            infinite |= Double.isInfinite(expected[k]);
            largest = Math.max(largest, Math.abs(expected[k]));
        }
        // a row with infinities is measured by the largest double
        int scale = infinite ? -Double.MAX_EXPONENT : -Math.getExponent(largest);
        double size = 0;
        double difference = 0;
        for (int k = offset; k < offset + length; k++) {
            double e = Double.isInfinite(expected[k]) ? 0 : Math.scalb(expected[k], scale);
            double a = Double.isInfinite(expected[k]) ? 0 : Math.scalb(actual[k], scale);
            size += e * e;
            difference += (a - e) * (a - e);
        }
        double floor = 4 * Math.sqrt(length) * Math.scalb(quantum, scale);
        double beyond = Math.sqrt(difference) - floor;
        return !(beyond > 0) && !Double.isNaN(beyond) ? 0 : beyond / (infinite ? 2 : Math.sqrt(size)) / EPS;
    }
}
