package io.github.marginloss.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.core.Real;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares 2^shift·e^t of whole arrays with double-double. */
class ExponentialsTest {

    @Test
    void withinTwoUlps() {
        Random random = new Random(3);
        for (int shift : new int[] {0, 1, 300, 600}) {
            int length = 2000;
            double[] t = new double[length + 1];
            for (int j = 0; j < length; j++) {
                t[j] = j % 2 == 0 ? -1100 + 1350 * random.nextDouble() : 2 * random.nextGaussian();
            }
            t[length] = 5; // beyond the length that the kernel handles
            double[] argument = t.clone();
            KernelChoice.serving().exponentials(t, new double[length + 1], length, shift);
            for (int j = 0; j < length; j++) {
                double right =
                        Real.of(argument[j]).exp().times(Real.of(1, shift)).toDouble();
                double expected = right < Double.MIN_NORMAL ? 0 : right;
                if (expected != 0 || t[j] != 0) {
                    assertEquals(right, t[j], 2 * Math.ulp(right), argument[j] + " shift " + shift);
                }
            }
            assertEquals(5, t[length]);
        }
    }

    @Test
    void whatIsBelowTheNormalNumbersIsZero() {
        for (double t : new double[] {-1e300, Double.NEGATIVE_INFINITY, -1141, -1139}) {
            double[] values = {t, 0};
            KernelChoice.serving().exponentials(values, new double[2], 2, 600);
            assertEquals(0, values[0], 0.0);
            assertEquals(0x1p600, values[1]);
        }
        // e^−708 is normal, e^−709 is not
        double[] values = {-708, -709};
        KernelChoice.serving().exponentials(values, new double[2], 2, 0);
        assertEquals(Math.exp(-708), values[0], 2 * Math.ulp(Math.exp(-708)));
        assertEquals(0, values[1], 0.0);
    }
}
