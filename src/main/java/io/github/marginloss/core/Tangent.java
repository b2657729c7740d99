package io.github.marginloss.core;

import java.util.Arrays;

/**
 * The angle between two rows x and w, with its tangent, to full relative accuracy at any angle.
 *
 * <p>cos θ is a double-double dot product. sin θ and the tangent come from elimination with the pivot k = argmax |x|: the
 * part of w orthogonal to x is parallel to
 *
 * <pre>{@code
 * t = v − x (x·v)/(x·x),   v_j = x_k w_j − x_j w_k   (each v_j with one rounding),   sin θ = ‖t‖ / (|x_k| ‖w‖)
 * }</pre>
 *
 * <p>which cancels by a factor of √d + 1 at most, while √(1 − cos²θ) loses every digit at small θ. Where a row is zero the
 * convention is cos θ = 0, sin θ = 1 and a zero tangent.
 */
final class Tangent {

    /** Below this the sine of the elimination is better than that of the cosine. */
    private static final double SMALL_SINE = 0x1p-20;

    /** cos θ. */
    DD cos = DD.ZERO;
    /** sin θ, ≥ 0. */
    DD sin = DD.ONE;
    /** The unit vector (ŵ − cos θ x̂)/sin θ; zero where there is none. */
    final double[] unit;

    Tangent(int dimension) {
        unit = new double[dimension];
    }

    /**
     * Computes the angle of two rows.
     *
     * @param x a row with greatest entry in [1, 2), or zero. Not modified.
     * @param xNorm ‖x‖
     * @param w a row with greatest entry in [1, 2), or zero. Not modified.
     * @param wNorm ‖w‖
     */
    void compute(double[] x, DD xNorm, double[] w, DD wNorm) {
        Arrays.fill(unit, 0);
        if (xNorm.isZero() || wNorm.isZero()) {
            cos = DD.ZERO;
            sin = DD.ONE;
            return;
        }
        int d = unit.length;
        cos = DD.dot(x, 0, w, 0, d).dividedBy(xNorm.times(wNorm));
        double pivot = eliminate(x, w);
        double square = Kernels.dot(x, 0, x, 0, d);
        project(x, square);
        project(x, square);
        int exponent = Powers.exponent(Powers.maximum(unit, 0, d));
        Powers.scale(unit, 0, unit, 0, d, -exponent);
        double norm = Math.sqrt(Kernels.dot(unit, 0, unit, 0, d));
        if (norm == 0) {
            sin = DD.ZERO;
            return;
        }
        double sine = Math.scalb(norm, exponent) / (Math.abs(pivot) * wNorm.toDouble());
        sin = sine > SMALL_SINE ? DD.ONE.minus(cos).times(DD.ONE.plus(cos)).sqrt() : DD.of(sine);
        for (int j = 0; j < d; j++) {
            unit[j] = unit[j] / norm * Math.signum(pivot);
        }
    }

    private double eliminate(double[] x, double[] w) {
        int k = 0;
        for (int j = 1; j < x.length; j++) {
            if (Math.abs(x[j]) > Math.abs(x[k])) {
                k = j;
            }
        }
        double xk = x[k];
        double wk = w[k];
        for (int j = 0; j < x.length; j++) {
            double product = x[j] * wk;
            double error = Math.fma(-x[j], wk, product);
            unit[j] = Math.fma(xk, w[j], -product) + error;
        }
        return xk;
    }

    private void project(double[] x, double square) {
        double along = Kernels.dot(x, 0, unit, 0, x.length) / square;
        for (int j = 0; j < x.length; j++) {
            unit[j] = Math.fma(-along, x[j], unit[j]);
        }
    }
}
