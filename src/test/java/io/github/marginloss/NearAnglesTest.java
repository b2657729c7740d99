package io.github.marginloss;

import static io.github.marginloss.Compare.EPS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Samples and classes that are nearly parallel. In a plane, x = (3, 4) and w_j = ±(3, 4) + t_j (−4, 3), exact in
 * doubles, have tan θ_j = ±t_j. So the gradients are known in closed form, although normalised rows hardly determine
 * θ_j.
 */
class NearAnglesTest {

    private static final double S = 16;
    private static final double M = 0.25;
    private static final double[] STEPS = {1, -3, 0.5, 2, -1};

    /** With rounded rows, the relative error of the tangents would be eps/t: from 1e-12 to 1. */
    @ParameterizedTest
    @ValueSource(ints = {-12, -20, -30, -45})
    void gradientsKeepTheirDigits(int exponent) {
        for (int side : new int[] {1, -1}) {
            for (int y = 0; y < STEPS.length; y++) {
                check(exponent, side, y);
            }
        }
    }

    private static void check(int exponent, int side, int y) {
        int n = STEPS.length;
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{3, 4}});
        DMatrixRMaj w = new DMatrixRMaj(n, 2);
        double[] t = new double[n];
        double[] g = new double[n];
        double total = 0;
        for (int j = 0; j < n; j++) {
            t[j] = Math.scalb(STEPS[j], exponent);
            w.set(j, 0, side * 3 - 4 * t[j]);
            w.set(j, 1, side * 4 + 3 * t[j]);
            // s (cos θ_j − side) without cancellation
            double below = -side * S * t[j] * t[j] / (1 + t[j] * t[j] + Math.sqrt(1 + t[j] * t[j]));
            g[j] = Math.exp(below - (j == y ? S * M : 0));
            total += g[j];
        }
        double others = 0;
        for (int j = 0; j < n; j++) {
            g[j] /= total;
            others += j == y ? 0 : g[j];
        }
        g[y] = -others;
        Gradients gradients = new CosFace(S, M)
                .backward(x, Parameters.ofWeights(w), new int[] {y})
                .gradients();
        double along = 0;
        double terms = 0;
        for (int j = 0; j < n; j++) {
            double sine = t[j] / Math.sqrt(1 + t[j] * t[j]);
            double cosine = side / Math.sqrt(1 + t[j] * t[j]);
            along += S * g[j] * sine / 5;
            terms += Math.abs(S * g[j] * sine / 5);
            // x̂ − cos θ ŵ = sin θ (sin θ x̂ − cos θ u), u = (−4, 3)/5
            double length = S * g[j] * sine / (5 * Math.sqrt(1 + t[j] * t[j]));
            String what = "t = 2^" + exponent + ", side " + side + ", y = " + y + ", dW of class " + j;
            double bound = 8 * (1 + S) * EPS * Math.abs(length); // the error from rounding logits to double
            assertEquals(
                    length * (sine * 3 + cosine * 4) / 5, gradients.weights().get(j, 0), bound, what);
            assertEquals(
                    length * (sine * 4 - cosine * 3) / 5, gradients.weights().get(j, 1), bound, what);
        }
        String what = "t = 2^" + exponent + ", side " + side + ", y = " + y + ", dX";
        double bound = 8 * (1 + S) * EPS * terms;
        assertEquals(along * -4 / 5, gradients.features().get(0, 0), bound, what);
        assertEquals(along * 3 / 5, gradients.features().get(0, 1), bound, what);
    }
}
