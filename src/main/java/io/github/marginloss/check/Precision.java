package io.github.marginloss.check;

/** The arithmetic in which numbers were computed; its eps is the unit of a {@link Comparison}. */
public enum Precision {
    /** Double precision, float64. */
    DOUBLE("float64", -52, -1022),
    /** Single precision, float32. */
    FLOAT("float32", -23, -126),
    /** Half precision, float16. */
    HALF("float16", -10, -14);

    private final String word;
    private final double eps;
    private final int smallestExponent;

    Precision(String word, int epsExponent, int smallestExponent) {
        this.word = word;
        eps = Math.scalb(1.0, epsExponent);
        this.smallestExponent = smallestExponent;
    }

    /** {@return eps, the distance from 1 to the next number} */
    public double eps() {
        return eps;
    }

    /** The smallest positive number. */
    double smallest() {
        return Math.scalb(eps, smallestExponent);
    }

    /** The smallest normal number; smaller ones may be 0 where subnormal numbers are flushed. */
    double smallestNormal() {
        return Math.scalb(1.0, smallestExponent);
    }

    /** The distance between neighbouring numbers at a finite value. */
    double ulp(double value) {
        return Math.scalb(eps, Math.max(smallestExponent, Math.getExponent(value)));
    }

    /** Whether an infinity is the right answer, because the true result rounds to it. */
    boolean overflows(double want, double got) {
        double beyond = Math.scalb(2 - eps / 2, 1 - smallestExponent);
        return Double.isInfinite(got) && got * Math.signum(want) > 0 && Math.abs(want) >= beyond;
    }

    /** {@return its name in numpy and in other frameworks, such as float32} */
    @Override
    public String toString() {
        return word;
    }
}
