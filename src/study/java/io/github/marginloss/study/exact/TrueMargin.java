package io.github.marginloss.study.exact;

import java.math.BigDecimal;

/** The target logit of ArcFace, cos(θ + m), of two rows of doubles: correctly rounded. */
public final class TrueMargin {

    private static final int DIGITS = 80;

    private final Decimal decimal = new Decimal(DIGITS);

    /** {@return cos(θ + m)} */
    public double of(double[] x, double[] w, double m) {
        BigDecimal cos = dot(x, w).divide(decimal.sqrt(dot(x, x).multiply(dot(w, w))), decimal.digits);
        return decimal.cos(decimal.arccos(cos).add(new BigDecimal(m))).doubleValue();
    }

    private static BigDecimal dot(double[] a, double[] b) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 0; k < a.length; k++) {
            sum = sum.add(new BigDecimal(a[k]).multiply(new BigDecimal(b[k])));
        }
        return sum;
    }
}
