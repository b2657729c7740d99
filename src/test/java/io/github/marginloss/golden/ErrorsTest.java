package io.github.marginloss.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.Compare;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Comparisons detect errors. */
class ErrorsTest {

    @Test
    void errorsAreMeasured() {
        double max = Double.MAX_VALUE;
        double tiny = Double.MIN_VALUE;
        double infinity = Double.POSITIVE_INFINITY;
        assertEquals(0, Errors.ulps(3, 3));
        assertEquals(0, Errors.ulps(0, -0.0));
        assertEquals(2, Errors.ulps(1, 1 + 2 * Compare.EPS));
        assertEquals(3, Errors.ulps(tiny, 4 * tiny));
        assertEquals(0, Errors.ulps(infinity, infinity));
        assertEquals(Double.NaN, Errors.ulps(infinity, max));
        assertEquals(Double.NaN, Errors.ulps(max, infinity));
        assertEquals(Double.NaN, Errors.ulps(infinity, -infinity));
        assertEquals(Double.NaN, Errors.ulps(1, Double.NaN));
        assertEquals(Double.NaN, Errors.ulps(infinity, Double.NaN));
        assertEquals(0.2 / Compare.EPS, eps(3, 4, 3, 5), 1e-3 / Compare.EPS);
        assertEquals(0.2 / Compare.EPS, eps(3e-200, 4e-200, 3e-200, 5e-200), 1e-3 / Compare.EPS);
        assertEquals(0.5 / Compare.EPS, eps(max, max, max, 0.5 * max) * Math.sqrt(2), 1e-3 / Compare.EPS);
        assertEquals(0, eps(0, 0, 4 * tiny, -4 * tiny));
        assertEquals(infinity, eps(0, 0, 4 * tiny, -5 * tiny));
        assertEquals(Double.NaN, eps(0, 1, Double.NaN, 1));
        assertEquals(Double.NaN, eps(0, infinity, 0, max));
        assertEquals(Double.NaN, eps(0, 1, 0, infinity));
        assertEquals(0, eps(1, infinity, 1, infinity));
        assertEquals(0.5 / Compare.EPS, eps(max, -infinity, max / 2, -infinity));
        Errors errors = new Errors(Map.of("L", 1.5), Map.of("dX[0]", Double.NaN));
        assertEquals(2, errors.beyond(1, infinity).size());
        assertEquals(1, errors.beyond(1.5, infinity).size());
        assertTrue(errors.beyond(2, 1).get(0).contains("dX[0] is off by NaN eps"));
    }

    /** Where grade P does not apply, a row may have any finite error, but NaN and a wrong infinity still fail. */
    @Test
    void noToleranceLetsNaNOrAWrongInfinityPass() {
        double infinity = Double.POSITIVE_INFINITY;
        double[] wrong = {
            eps(0, 1, Double.NaN, 1),
            eps(0, 1, 0, infinity),
            eps(0, infinity, 0, Double.MAX_VALUE),
            eps(0, infinity, Double.NaN, infinity),
            eps(0, infinity, 0, -infinity),
            eps(0, infinity, -infinity, infinity)
        };
        for (double error : wrong) {
            assertEquals(
                    1,
                    new Errors(Map.of(), Map.of("dX[0]", error))
                            .beyond(infinity, infinity)
                            .size());
        }
        double[] losses = {Errors.ulps(1, Double.NaN), Errors.ulps(1, infinity), Errors.ulps(infinity, 1)};
        for (double error : losses) {
            assertEquals(
                    1,
                    new Errors(Map.of("L", error), Map.of())
                            .beyond(infinity, infinity)
                            .size());
        }
        assertEquals(
                0,
                new Errors(Map.of(), Map.of("dX[0]", eps(0, 0, 1, 0)))
                        .beyond(infinity, infinity)
                        .size());
    }

    private static double eps(double w0, double w1, double v0, double v1) {
        return Errors.eps(new double[] {w0, w1}, new double[] {v0, v1});
    }
}
