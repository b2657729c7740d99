package io.github.marginloss.core;

import java.util.Arrays;

/**
 * The angle between a sample x and a class weight w, with its tangent, to full relative accuracy at any angle.
 *
 * <p>cos θ is a double-double dot product. sin θ and the tangent come from elimination with the pivot k = argmax |x|: the
 * part of w orthogonal to x is parallel to
 *
 * <pre>{@code
 * t = v − x (x·v)/(x·x),   v_j = x_k w_j − x_j w_k (each with one rounding),   sin θ = ‖t‖ / (|x_k| ‖w‖)
 * }</pre>
 *
 * <p>which cancels by a factor of √d + 1 at most, while √(1 − cos²θ) loses every digit at small θ. Where a row is zero the
 * convention is cos θ = 0, sin θ = 1 and a zero tangent.
 */
final class Tangent {

    /** Below this the sine of the elimination is better than that of the cosine. */
    private static final double SMALL_SINE = 0x1p-20;

    private final double[] x;
    private final double[] w;

    /** cos θ. */
    DD cos;
    /** sin θ, ≥ 0. */
    DD sin;
    /** The unit vector (ŵ − cos θ x̂)/sin θ; zero where there is none. */
    final double[] unit;

    Tangent(int dimension) {
        x = new double[dimension];
        w = new double[dimension];
        unit = new double[dimension];
    }

    /** Computes the angle of sample i of a block and a class. */
    void compute(Step step, SampleBlock block, int i, int label) {
        int d = unit.length;
        block.scaled(step, i, x);
        double[] weights = step.weights().data;
        Powers.scale(weights, label * d, w, 0, d, -Powers.exponent(Powers.maximum(weights, label * d, d)));
        DD wNorm = DD.dot(w, 0, w, 0, d).sqrt();
        if (block.norm[i].isZero() || wNorm.isZero()) {
            Arrays.fill(unit, 0);
            cos = DD.ZERO;
            sin = DD.ONE;
            return;
        }
        DD dot = DD.dot(x, 0, w, 0, d);
        cos = dot.dividedBy(block.norm[i].times(wNorm));
        double pivot = eliminate();
        double square = Kernels.dot(x, 0, x, 0, d);
        project(square);
        project(square);
        normalise(pivot, wNorm.toDouble());
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
        if (norm == 0) {
            sin = DD.ZERO;
            return;
        }
        double sine = Math.scalb(norm / (Math.abs(pivot) * wNorm), exponent);
        sin = sine > SMALL_SINE ? DD.ONE.minus(cos).times(DD.ONE.plus(cos)).sqrt() : DD.of(sine);
        for (int j = 0; j < d; j++) {
            unit[j] = unit[j] / norm * Math.signum(pivot);
        }
    }

    /** Whether there is a tangent: neither row is zero, and they are not parallel. */
    boolean exists() {
        return !sin.isZero() && Powers.maximum(unit, 0, unit.length) > 0;
    }

    /** The unit tangent at the class, (x̂ − cos θ ŵ)/sin θ = sin θ x̂ − cos θ t; zero where there is none. */
    void atClass(double[] unitRow, double[] target) {
        double s = exists() ? sin.toDouble() : 0;
        double c = cos.toDouble();
        for (int j = 0; j < target.length; j++) {
            target[j] = s * unitRow[j] - c * unit[j];
        }
    }
}
