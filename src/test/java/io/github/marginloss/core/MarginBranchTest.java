package io.github.marginloss.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Margins exactly at their branch points, and the angles that they list as kinks. */
class MarginBranchTest {

    private static Angle<DD> angle(double cosSquare, double sinSquare, double sign) {
        DD cos = DD.of(cosSquare).sqrt();
        return new Angle<>(sign < 0 ? cos.negate() : cos, DD.of(sinSquare).sqrt(), DD.of(cosSquare));
    }

    /** The slope of φ is 0 at kπ/t. If cos² is a simple number, the computed slope is exactly 0. */
    @Test
    void phiIsLevelAtItsBranchPoints() {
        for (double sign : new double[] {1, -1}) {
            assertLevel(4, angle(0.5, 0.5, sign));
            assertLevel(8, angle(0.5, 0.5, sign));
            assertLevel(3, angle(0.25, 0.75, sign));
            assertLevel(6, angle(0.25, 0.75, sign));
            assertLevel(6, angle(0.75, 0.25, sign));
            assertLevel(12, angle(0.75, 0.25, sign));
        }
        assertLevel(2, angle(0, 1, 1));
        assertLevel(4, angle(0, 1, 1));
        assertNotEquals(
                0, new MultiplicativeAngle(5, 0).at(angle(0.5, 0.5, 1)).slope().toDouble());
    }

    private static void assertLevel(int t, Angle<DD> theta) {
        PreciseMargin.Result result = new MultiplicativeAngle(t, 0).at(theta);
        assertTrue(result.slope().isZero(), () -> "t = " + t + " at " + theta + ": " + result.slope());
        // and φ(kπ/t) = 1 − 2k
        double k = t * Math.atan2(theta.sin().toDouble(), theta.cos().toDouble()) / Math.PI;
        assertEquals(1 - 2 * Math.rint(k), result.value().toDouble(), 1e-15);
    }

    @Test
    void theKinksOfEachMargin() {
        double pi = Math.PI;
        assertArrayEquals(new double[] {0, pi}, new AdditiveAngle(0.5).kinks());
        assertArrayEquals(new double[0], new AdditiveAngle(0).kinks());
        assertArrayEquals(new double[0], new AdditiveCosine(0.3).kinks());
        assertArrayEquals(new double[] {0, pi / 2}, new EasyAngle(new AdditiveAngle(0.5)).kinks());
        assertArrayEquals(
                new double[] {0, pi - 0.5, pi},
                new ExtendedAngle(new AdditiveAngle(0.5), new ConstantCosine(-1)).kinks(),
                1e-15);
        assertArrayEquals(new double[] {pi / 4, pi / 2, 3 * pi / 4}, new MultiplicativeAngle(4, 1).kinks());
        // a cone where the slope −m₁ sin(m₁θ + m₂) is not 0
        assertArrayEquals(new double[] {0, pi}, new CombinedAngle(1, 0.5, 0).kinks());
        assertArrayEquals(new double[] {pi}, new CombinedAngle(0.9, 0, 0.1).kinks());
        assertArrayEquals(new double[0], new CombinedAngle(1, 0, 0.1).kinks());
        assertArrayEquals(new double[] {0}, new CombinedAngle(0.5, pi / 2, 0).kinks());
        assertArrayEquals(new double[] {0}, new CombinedAngle(0.75, pi / 4, 0).kinks());
    }

    /** θ + m < π is strict: at π the other margin holds, and at θ = m = 0 the angle's. */
    @Test
    void theExtensionHoldsFromItsBranchPointOn() {
        ExtendedAngle none = new ExtendedAngle(new AdditiveAngle(0), new ConstantCosine(-0.5));
        assertEquals(-0.5, none.at(Angle.of(-1, 0)).value().toDouble());
        assertEquals(1, none.at(Angle.of(1, 0)).value().toDouble());
        assertEquals(-0.6, none.at(Angle.of(-0.6, 0.8)).value().toDouble());
    }

    @Test
    void theTwoScales() {
        assertEquals(new Scale.Norm(), Scale.norm());
        assertEquals(new Scale.Fixed(3), Scale.fixed(3));
    }

    /** 0 and −0 compare as equal, and the sign of a zero changes nothing. */
    @Test
    void signsOfZero() {
        DD minus = DD.of(-0.0);
        assertEquals(0, minus.compareTo(DD.ZERO));
        assertEquals(0, DD.ZERO.compareTo(minus));
        assertEquals(0, new DD(1, -0.0).compareTo(DD.ONE));
        assertEquals(0, DD.ONE.compareTo(new DD(1, -0.0)));
        assertEquals(DD.ZERO, DD.ZERO.abs());
    }
}
