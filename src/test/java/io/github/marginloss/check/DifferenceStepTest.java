package io.github.marginloss.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.Parameters;
import io.github.marginloss.check.Entry.Verdict;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The differences suit the loss: one that changes quickly, a large one, a constant one, and rows of any size. */
class DifferenceStepTest {

    private static Report check(DoubleUnaryOperator f, DoubleUnaryOperator slope, double... row) {
        Parameters nothing = new Parameters(null, null, null);
        return GradientCheck.of(new Own(f, slope, 1), new DMatrixRMaj(new double[][] {row}), nothing, new int[] {0});
    }

    private static void all(Verdict verdict, Report report) {
        assertEquals(report.entries().size(), report.count(verdict), report::toString);
    }

    /** A step of 1/16 is most of a turn of sin 60v. */
    @Test
    void aLossThatChangesQuickly() {
        all(Verdict.RIGHT, check(v -> Math.sin(60 * v), v -> 60 * Math.cos(60 * v), 0.3, -1.2, 1.7));
        all(Verdict.WRONG, check(v -> Math.sin(60 * v), v -> 61 * Math.cos(60 * v), 0.3, -1.2, 1.7));
    }

    @Test
    void aLossThatIsLevel() {
        all(Verdict.RIGHT, check(v -> 0, v -> 0, 0.3, -1.2));
        all(Verdict.WRONG, check(v -> 0, v -> 1, 0.3, -1.2));
        all(Verdict.RIGHT, check(v -> 3, v -> 0, 0.3, -1.2));
    }

    /** A row of zeros has no size to take the step from. */
    @Test
    void aRowOfZeros() {
        all(Verdict.RIGHT, check(v -> Math.exp(3 * v), v -> 3 * Math.exp(3 * v), 0, 0));
        all(Verdict.WRONG, check(v -> Math.exp(3 * v), v -> 4 * Math.exp(3 * v), 0, 0));
    }

    /** L = 2e6 has a rounding of 1e-10: over a step of 1e-7 that is a slope of 1e-3, over one of 1e5 it is 1e-15. */
    @Test
    void whatCannotBeSeenBesideLIsNoFault() {
        all(Verdict.UNSEEN, check(v -> 1e6 + 1e-4 * v, v -> 2e-4, 1.3e-6, -0.7e-6));
        all(Verdict.WRONG, check(v -> 1e6 + 1e-4 * v, v -> 2e-4, 1.3e6, -0.7e6));
    }

    /**
     * Noise on both sides of a smooth loss with a large L is not a kink; a kink that exceeds the noise is one.
     */
    @Test
    void noiseAndKinksBesideALargeLoss() {
        all(Verdict.WRONG, check(v -> 1e8 + Math.sin(v), v -> -Math.cos(v), 0.3, 0.7, -1.2));
        all(Verdict.AT_A_KINK, check(v -> 1e6 + Math.abs(v), v -> 1, 0, 0));
    }

    @Test
    void aSmallKink() {
        all(Verdict.AT_A_KINK, check(v -> 1e-6 * Math.abs(v), v -> 1e-6, 0, 0));
    }

    /**
     * At small steps, the kink is below the rounding error of L; the central differences are all 0, which is steady but
     * not a slope.
     */
    @Test
    void aKinkOfAnySize() {
        for (double size = 1; size > 1e-16; size /= 2) {
            double jump = size;
            DoubleUnaryOperator f = v -> 10 + jump * Math.abs(v);
            for (double side : new double[] {-1, 1}) {
                Report report = check(f, v -> side * jump, 0, 0);
                assertEquals(0, report.count(Verdict.WRONG), report::toString);
                if (size > 1e-10) {
                    all(Verdict.AT_A_KINK, report);
                }
            }
        }
    }
}
