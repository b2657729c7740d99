package io.github.marginloss.check;

/** The arithmetic that numbers come from, in whose units a {@link Comparison} counts. */
public enum Precision {
    /** Double precision. */
    DOUBLE(0x1p-52, Double.MIN_VALUE, Double.MIN_NORMAL),
    /** Single precision. */
    FLOAT(0x1p-23, Float.MIN_VALUE, Float.MIN_NORMAL);

    private final double eps;
    private final double least;
    private final double leastNormal;

    Precision(double eps, double least, double leastNormal) {
        this.eps = eps;
        this.least = least;
        this.leastNormal = leastNormal;
    }

    /** {@return eps, the distance from 1 to the next number} */
    public double eps() {
        return eps;
    }

    /** The least positive number. */
    double least() {
        return least;
    }

    /** What may be 0 where subnormal numbers are not kept. */
    double leastNormal() {
        return leastNormal;
    }

    /** The distance of neighbouring numbers at a value. */
    double ulp(double value) {
        return this == DOUBLE ? Math.ulp(value) : Math.ulp((float) value);
    }

    /** Whether a true result is answered rightly by an infinite number. */
    boolean overflows(double want, double got) {
        return Double.isInfinite(got) && got == (this == DOUBLE ? want : (float) want);
    }
}
