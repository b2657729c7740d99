package io.github.marginloss.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Batch;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.check.Entry.Verdict;
import java.util.EnumSet;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The check tells right from wrong, and both from a kink, for losses that it can read and for others. */
class GradientCheckTest {

    private static final Parameters NOTHING = new Parameters(null, null, null);
    private static final int[] LABELS = {0, 0};

    private static DMatrixRMaj point() {
        return new DMatrixRMaj(new double[][] {{0.3, -1.2, 0.7}, {2.5, 0.9, -0.4}});
    }

    @Test
    void aRightLossOfOnesOwn() {
        Report report = GradientCheck.of(new Own(Math::exp, Math::exp, 1), point(), NOTHING, LABELS);
        assertTrue(report.passed(), report::toString);
        assertEquals(6, report.count(Verdict.RIGHT));
    }

    @Test
    void aWrongEntryIsNamed() {
        for (double factor : new double[] {-1, 0, 1.00001, 1.000001}) {
            Report report = GradientCheck.of(new Own(Math::exp, Math::exp, factor), point(), NOTHING, LABELS);
            assertFalse(report.passed(), report::toString);
            assertEquals(1, report.count(Verdict.WRONG));
            assertEquals(1, report.worst().row());
            assertEquals(1, report.worst().column());
            double error = Math.abs(1 - factor) * Math.exp(0.9 - 2.5); // of the row's largest entry
            assertEquals(error, report.worst().error(), 1e-9);
            assertTrue(report.toString().startsWith("WRONG gradients of Own["), report::toString);
            assertTrue(report.toString().contains("worst: features[1, 1] is "), report::toString);
        }
    }

    /** With a large L, the one-sided differences are noise, which is not a kink. */
    @Test
    void aWrongEntryBesideALargeLoss() {
        for (double offset : new double[] {1e4, 1e6}) {
            Own wrong = new Own(v -> offset + Math.sin(v), Math::cos, -1);
            Report report = GradientCheck.of(wrong, point(), NOTHING, LABELS);
            assertEquals(1, report.count(Verdict.WRONG), report::toString);
        }
    }

    @Test
    void kinksAndJumpsOfOnesOwn() {
        DMatrixRMaj point = point();
        point.data[2] = 0;
        Report kink = GradientCheck.of(new Own(Math::abs, v -> v > 0 ? 1 : -1, 1), point, NOTHING, LABELS);
        assertEquals(1, kink.count(Verdict.AT_A_KINK), kink::toString);
        assertTrue(kink.passed(), kink::toString);
        Report jump = GradientCheck.of(new Own(v -> v > 0 ? v + 1 : v, v -> 1, 1), point, NOTHING, LABELS);
        assertEquals(1, jump.count(Verdict.AT_A_KINK), jump::toString);
        assertTrue(jump.toString().contains("at a kink: features[0, 2]"), jump::toString);
    }

    /** x at a given angle to the weight of class 0, which lies on the first axis. */
    private static Report at(Loss loss, double cos, double sin) {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{cos, sin, 0}});
        DMatrixRMaj w = new DMatrixRMaj(new double[][] {{1, 0, 0}, {0.3, -0.5, 0.8}, {-0.2, 0.4, 0.9}});
        return GradientCheck.of(loss, x, Parameters.ofWeights(w), new int[] {0});
    }

    @Test
    void theKinksOfTheMarginsAreNamed() {
        Report cone = at(new ArcFace(8, 0.5), 1, 0);
        assertTrue(cone.passed(), cone::toString);
        assertEquals(
                "sample 0: θ = 0.000000 is at the kink 0.000000",
                cone.kinks().get(0).toString());
        Report jump = at(new ArcFace(8, 0.5, ArcFace.Extension.EASY), 0, 1);
        assertTrue(jump.passed(), jump::toString);
        assertTrue(jump.count(Verdict.AT_A_KINK) > 0, jump::toString);
        assertEquals(
                "sample 0: θ = 1.570796 is at the kink 1.570796",
                jump.kinks().get(0).toString());
        double turn = Math.PI - 0.5;
        Report linear = at(new ArcFace(8, 0.5, ArcFace.Extension.LINEAR), Math.cos(turn), Math.sin(turn));
        assertTrue(linear.passed() && linear.count(Verdict.AT_A_KINK) > 0, linear::toString);
        assertEquals(
                "sample 0: θ = 2.641593 is at the kink 2.641593",
                linear.kinks().get(0).toString());
        Report branch = at(new SphereFace(4, 0), Math.sqrt(0.5), Math.sqrt(0.5));
        assertTrue(branch.passed(), branch::toString);
        assertEquals(
                "sample 0: θ = 0.785398 is at the kink 0.785398",
                branch.kinks().get(0).toString());
        assertTrue(at(new ArcFace(8, 0.5), 0.8, 0.6).kinks().isEmpty());
    }

    /** Scales far from 1: the step follows the size of the row. */
    @Test
    void rowsOfAnySize() {
        for (double size : new double[] {1e-200, 1e-100, 1e-8, 1e8, 1e100, 1e200}) {
            Batch batch = Batch.random(EnumSet.of(Kind.WEIGHTS, Kind.BIAS), 3, 4, 5, 9);
            DMatrixRMaj x = batch.features();
            for (int k = 0; k < x.getNumElements(); k++) {
                x.data[k] *= size;
                batch.parameters().weights().data[k] /= size;
            }
            Report report = GradientCheck.of(
                    new ArcFace(), x, Parameters.ofWeights(batch.parameters().weights()), batch.labels());
            assertTrue(report.passed(), report::toString);
        }
        assertTrue(GradientCheck.of(new Softmax(), point(), Parameters.ofWeights(point()), LABELS)
                .passed());
    }
}
