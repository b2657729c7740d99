package io.github.marginloss.tool.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Batch;
import io.github.marginloss.CosFace;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Parameters;
import io.github.marginloss.check.Plain;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NaN, and the constants that are put in its way. */
class GuardsTest {

    private static final ArcFace LOSS = new ArcFace(16, 0.5);

    private static Report judge(Plain plain, Batch batch, boolean floats) {
        Evaluation yours = plain.evaluate(batch);
        return Judge.report(LOSS, batch.features(), batch.parameters(), batch.labels(), yours, floats, true);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-7, 1e-6, 1e-5, 1e-4, 1e-3})
    void clamps(double clamp) {
        double angle = Math.sqrt(clamp);
        Batch batch = Batch.atAngles(LOSS.uses(), new double[] {angle, 1.2, Math.PI - angle}, 8, 4, 1);
        Plain plain = Plain.arcFace(false, 16, 0.5);
        plain.clamp = clamp;
        JudgeTest.assertNamed("clamped to ±(1 − " + clamp + ")", judge(plain, batch, false));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-8, 1e-5})
    void epsilons(double epsilon) {
        Batch batch = Batch.atAngles(LOSS.uses(), new double[] {1.3, 1.2, 0.5}, 8, 4, 1);
        for (int k = 0; k < 8; k++) {
            batch.features().set(1, k, batch.features().get(1, k) * epsilon / 10);
        }
        Plain plain = Plain.arcFace(false, 16, 0.5);
        plain.normEps = epsilon;
        Evaluation yours = new Evaluation(Double.NaN, plain.evaluate(batch).sampleLosses(), null);
        Report report = Judge.report(LOSS, batch.features(), batch.parameters(), batch.labels(), yours, false);
        JudgeTest.assertNamed("max(‖·‖, " + epsilon + ")", report);
    }

    /** x on its class weight, in single precision. */
    @Test
    void parallelRows() {
        Batch batch = Batch.random(LOSS.uses(), 3, 8, 4, 1);
        for (int k = 0; k < 8; k++) {
            batch.features().set(1, k, batch.parameters().weights().get(batch.labels()[1], k));
        }
        Batch floats = Plain.floats(batch);
        Plain plain = Plain.arcFace(true, 16, 0.5);
        DoubleUnaryOperator slope = plain.slope;
        plain.slope = c -> c > 0.999999 ? Double.NaN : slope.applyAsDouble(c); // 0/0, but for rounding
        Report report = judge(plain, floats, true);
        assertEquals(2, report.findings().size(), report::toString); // dX and dW
        assertTrue(report.findings().get(0).name().startsWith("sample 1 is at θ = 0"), report::toString);
    }

    @Test
    void zeroRows() {
        Batch batch = Batch.random(LOSS.uses(), 3, 8, 4, 1);
        for (int k = 0; k < 8; k++) {
            batch.features().set(2, k, 0);
        }
        Plain plain = Plain.arcFace(false, 16, 0.5);
        plain.normEps = 0;
        Report report = judge(plain, batch, false);
        assertTrue(report.findings().get(0).name().startsWith("x of sample 2 is zero"), report::toString);
        assertTrue(report.toString().contains("L   MISTAKE: NaN, want "), report::toString);
    }

    /** exp(z) of a logit of 100, without the greatest subtracted. */
    @Test
    void overflow() {
        CosFace loss = new CosFace(100, 0.1);
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 0}});
        DMatrixRMaj w = new DMatrixRMaj(new double[][] {{1, 0}, {0, 1}});
        Evaluation yours = new Evaluation(Double.POSITIVE_INFINITY, null, null);
        Report report = Judge.report(loss, x, Parameters.ofWeights(w), new int[1], yours, true);
        assertEquals(Set.of("L"), Set.copyOf(report.findings().get(0).outputs()));
        assertTrue(report.findings().get(0).name().contains("logit of size 100"), report::toString);
    }
}
