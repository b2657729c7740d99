package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.check.Entry;
import io.github.marginloss.check.GradientCheck;
import io.github.marginloss.check.Report;

/** Gradients against differences of the loss, at angles on both sides of every branch point. */
class FiniteDifferenceTest {

    /** Angles that are at least 0.09 from kπ/2, kπ/3, kπ/4 (SphereFace), π/2 (EASY) and π − 0.5 (other extensions). */
    private static final double[] ANGLES = {0.2, 0.6, 0.95, 1.3, 1.75, 2.2, 2.5, 2.8, 3.0};

    @EachLoss
    void gradientsAreTheSlopesOfTheLoss(Losses.Entry entry) {
        Batch batch = Batch.atAngles(entry.kinds(), ANGLES, 3, 4, 11);
        Report report = GradientCheck.of(entry.loss(), batch.features(), batch.parameters(), batch.labels());
        for (Entry checked : report.entries()) {
            // a sample that is so confident that it does not change the sum
            boolean small = checked.verdict() == Entry.Verdict.UNSEEN && Math.abs(checked.analytic()) < 1e-12;
            assertTrue(checked.verdict() == Entry.Verdict.RIGHT || small, () -> checked + "\n" + report);
        }
    }
}
