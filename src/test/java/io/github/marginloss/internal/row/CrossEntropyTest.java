package io.github.marginloss.internal.row;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.core.Real;
import org.junit.jupiter.api.Test;

/** l = log(1 + T) and q = T/(S (1 + T)), T = S exp(M − z_y), on both sides of the points where the form changes. */
class CrossEntropyTest {

    private static void check(double sum, double difference, double loss, double factor) {
        CrossEntropy entropy = CrossEntropy.of(Real.of(sum), Real.of(difference));
        assertEquals(loss, entropy.loss().toDouble(), 2 * Math.ulp(loss), sum + ", " + difference);
        assertEquals(factor, entropy.factor().toDouble(), 2 * Math.ulp(factor), sum + ", " + difference);
    }

    @Test
    void ordinaryNumbers() {
        check(1, 0, Math.log(2), 0.5);
        check(3, 0, Math.log(4), 0.25);
        check(2, 1, Math.log1p(2 * Math.E), Math.E / (1 + 2 * Math.E));
        check(2, -1, Math.log1p(2 / Math.E), 1 / Math.E / (1 + 2 / Math.E));
    }

    @Test
    void noOtherClass() {
        CrossEntropy entropy = CrossEntropy.of(Real.ZERO, Real.of(5));
        assertEquals(Real.ZERO, entropy.loss());
        assertEquals(Real.ZERO, entropy.factor());
    }

    /** l = T to all digits for any small T. */
    @Test
    void confidentSamples() {
        check(3, -600, 3 * Math.exp(-600), Math.exp(-600));
        CrossEntropy faint = CrossEntropy.of(Real.of(1, -50), Real.of(-0x1p21));
        // e^(−2^21)·2^−50, whose exponent is −2^21/log 2 − 50
        assertEquals((long) Math.floor(-0x1p21 / Math.log(2)) - 50, faint.loss().exponent());
        assertEquals(faint.loss(), faint.factor().times(Real.of(1, -50)));
        assertEquals(Real.ZERO, CrossEntropy.of(Real.ONE, Real.of(-1, 90)).loss());
    }

    /** l = M − z_y + log S, and q = 1/S, on both sides of 2^20 nats. */
    @Test
    void hopelessSamples() {
        for (double difference : new double[] {1000, 0x1p19, Math.nextDown(0x1p20), 0x1p20, 0x1p21, 1e300}) {
            check(5, difference, difference + Math.log(5), 0.2);
        }
        Real far = CrossEntropy.of(Real.ONE, Real.of(1, 5000)).loss();
        assertEquals(Real.of(1, 5000), far);
    }

    /** M is far above every class, so S is almost 0, and the target still wins. */
    @Test
    void aBoundThatNoClassComesNear() {
        // S = 2^−(2^22), M − z_y = 2^20: T = e^(2^20)·2^(−2^22) is nearly 0
        Real sum = Real.of(1, -(1L << 22));
        CrossEntropy entropy = CrossEntropy.of(sum, Real.of(Math.nextDown(0x1p20)));
        long exponent = (long) Math.floor(0x1p20 / Math.log(2)) - (1L << 22);
        assertEquals(exponent, entropy.loss().exponent());
        // q S = T/(1 + T), which is l here
        assertEquals(entropy.loss().exponent(), entropy.factor().times(sum).exponent());
    }
}
