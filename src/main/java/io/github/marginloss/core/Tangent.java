package io.github.marginloss.core;

import java.util.Arrays;

/**
 * The angle between a sample x and a class weight w, with its tangent, to full relative accuracy at any angle.
 *
 * <p>cos θ is a double-double dot product over one root of (x·x)(w·w). sin θ and the tangent come from elimination with
 * the pivot k = argmax |x|: the part of w orthogonal to x is parallel to
 *
 * <pre>{@code
 * t = v − x (x·v)/(x·x),   v_j = x_k w_j − x_j w_k (each with one rounding),   sin θ = ‖t‖ / (|x_k| ‖w‖)
 * }</pre>
 *
 * <p>which cancels by a factor of √d + 1 at most, while √(1 − cos²θ) loses every digit at small θ. Where a row is zero
 * the convention is cos θ = 0, sin θ = 1 and a zero tangent.
 */
final class Tangent {

    /** Below this the sine of the elimination tells more than the cosine. */
    private static final double SMALL_SINE = 0x1p-20;

    /** Rows are scaled to this binary exponent, so that products of their small entries keep their low words. */
    private static final int HEADROOM = 200;

    private final double[] x;
    private final double[] w;

    /** cos θ. */
    DD cos;
    /** sin θ, ≥ 0. */
    DD sin;
    /** The unit vector (ŵ − cos θ x̂)/sin θ; zero where there is none. */
    final double[] unit;

    private DD cosSquare;

    Tangent(int dimension) {
        x = new double[dimension];
        w = new double[dimension];
        unit = new double[dimension];
    }

    /**
     * Computes the angle of two rows.
     *
     * @param features holds x. Not modified.
     * @param offset where it begins
     * @param weights holds w. Not modified.
     * @param weightOffset where it begins
     */
    void compute(double[] features, int offset, double[] weights, int weightOffset) {
        int d = unit.length;
        scaled(features, offset, x);
        scaled(weights, weightOffset, w);
        DD xx = DD.dot(x, 0, x, 0, d);
        DD ww = DD.dot(w, 0, w, 0, d);
        if (xx.isZero() || ww.isZero()) {
            Arrays.fill(unit, 0);
            cos = DD.ZERO;
            sin = DD.ONE;
            cosSquare = DD.ZERO;
            return;
        }
        DD dot = DD.dot(x, 0, w, 0, d);
        DD squares = xx.times(ww);
        // one root of the product, which is exact for simple numbers where the product of two roots is not
        cos = dot.dividedBy(squares.sqrt());
        cosSquare = dot.times(dot).dividedBy(squares);
        double pivot = eliminate();
        project(xx.toDouble());
        project(xx.toDouble());
        normalise(pivot, ww.sqrt().toDouble());
    }

    private static void scaled(double[] source, int offset, double[] target) {
        int exponent = Powers.exponent(Powers.maximum(source, offset, target.length));
        Powers.scale(source, offset, target, 0, target.length, HEADROOM - exponent);
    }

    private double eliminate() {
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

    private void project(double square) {
        double along = Kernels.dot(x, 0, unit, 0, x.length) / square;
        for (int j = 0; j < x.length; j++) {
            unit[j] = Math.fma(-along, x[j], unit[j]);
        }
    }

    private void normalise(double pivot, double wNorm) {
        int d = unit.length;
        int exponent = Powers.exponent(Powers.maximum(unit, 0, d));
        Powers.scale(unit, 0, unit, 0, d, -exponent);
        double norm = Math.sqrt(Kernels.dot(unit, 0, unit, 0, d));
        double sine = Math.scalb(norm / (Math.abs(pivot) * wNorm), exponent);
        if (sine > SMALL_SINE) {
            sin = sineOf(cos);
        } else {
            sin = DD.of(sine);
            // so that 1 − cos θ is 0 where it should be
            cos = cos.signum() < 0 ? sineOf(sin).negate() : sineOf(sin);
        }
        for (int j = 0; j < d && norm > 0; j++) {
            unit[j] = unit[j] / norm * Math.signum(pivot);
        }
    }

    /** √(1 − c²), the sine of a cosine or the cosine of a sine. */
    private static DD sineOf(DD c) {
        return DD.ONE.minus(c).times(DD.ONE.plus(c)).sqrt();
    }

    /** θ. */
    Angle angle() {
        return new Angle(cos, sin, cosSquare);
    }

    /** sin θ; 0 where there is no tangent: a row is zero, or they are parallel. */
    double sine() {
        boolean exists = !sin.isZero() && Powers.maximum(unit, 0, unit.length) > 0;
        return exists ? sin.toDouble() : 0;
    }

    /** The unit tangent at the class; zero where there is none. */
    void atClass(double[] unitRow, double[] target) {
        atClass(sine(), cos.toDouble(), unitRow, unit, target);
    }

    /** The unit tangent at the class, (x̂ − cos θ ŵ)/sin θ = sin θ x̂ − cos θ t, from the one at the sample. */
    static void atClass(double sine, double cosine, double[] unitRow, double[] tangent, double[] target) {
        for (int j = 0; j < target.length; j++) {
            target[j] = sine * unitRow[j] - cosine * tangent[j];
        }
    }
}
