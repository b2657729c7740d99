package io.github.marginloss.internal.row;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.core.DD;
import io.github.marginloss.internal.kernel.DoubleRows;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cosine, sine and unit tangent at any angle, in many dimensions. */
class TangentTest {

    private static final double EPS = Math.ulp(1.0);

    private static void compute(Tangent tangent, double[] x, double[] w) {
        tangent.compute(
                new DoubleRows(new DMatrixRMaj(1, x.length, true, x)),
                0,
                new DoubleRows(new DMatrixRMaj(1, w.length, true, w)),
                0);
    }

    /** All entries are equal, so the pivot is as small as possible, and w is at the angle θ. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-12, 1e-8, 1e-4, 0.5, Math.PI / 2, 3})
    void theTangentIsOrthogonalAndOfLengthOne(double theta) {
        int d = 2048;
        Random random = new Random(3);
        double worst = 0;
        for (int draw = 0; draw < 20; draw++) {
            double[] x = random.doubles(d, 1, 1 + 1e-3).toArray();
            double[] w = new double[d];
            for (int k = 0; k < d; k++) {
                w[k] = Math.cos(theta) * x[k] + Math.sin(theta) * random.nextGaussian();
            }
            Tangent tangent = new Tangent(d);
            compute(tangent, x, w);
            double[] t = tangent.unit();
            boolean parallel = Arrays.equals(x, w);
            assertEquals(parallel ? 0 : 1, DD.dot(t, 0, t, 0, d).toDouble(), 8 * EPS);
            double along = DD.dot(t, 0, x, 0, d)
                    .dividedBy(DD.dot(x, 0, x, 0, d).sqrt())
                    .toDouble();
            worst = Math.max(worst, Math.abs(along));
        }
        assertTrue(worst <= EPS, worst / EPS + " eps along x");
    }

    @Test
    void zeroRows() {
        Tangent tangent = new Tangent(2);
        compute(tangent, new double[] {3, 4}, new double[] {1, 0});
        assertTrue(tangent.sine() > 0.7);
        for (double[][] rows : new double[][][] {{{0, 0}, {1, 2}}, {{1, 2}, {0, 0}}}) {
            compute(tangent, rows[0], rows[1]);
            assertEquals(DD.ZERO, tangent.angle().cos());
            assertEquals(DD.ONE, tangent.angle().sin());
            assertEquals(0, tangent.sine());
            assertArrayEquals(new double[2], tangent.unit());
        }
    }
}
