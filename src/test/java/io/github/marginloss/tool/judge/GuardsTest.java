package io.github.marginloss.tool.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Batch;
import io.github.marginloss.CosFace;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Parameters;
import io.github.marginloss.check.Plain;
import io.github.marginloss.check.Precision;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NaN, and the constants that are meant to prevent it. */
class GuardsTest {

    private static final ArcFace LOSS = new ArcFace(16, 0.5);

    private static Verdict judge(Plain plain, Batch batch, boolean floats) {
        Evaluation yours = plain.evaluate(batch);
        return Judge.judge(
                LOSS, batch.features(), batch.parameters(), batch.labels(), yours, JudgeTest.precision(floats), true);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-7, 1e-6, 1e-5, 1e-4, 1e-3})
    void clamps(double clamp) {
        double angle = Math.sqrt(clamp);
        Batch batch = Batch.atAngles(LOSS.uses(), new double[] {angle, 1.2, Math.PI - angle}, 8, 4, 1);
        Plain plain = Plain.arcFace(false, 16, 0.5);
        plain.clamp = clamp;
        JudgeTest.assertNamed("clamped to ±(1 − " + OtherLosses.text(clamp) + ")", judge(plain, batch, false));
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
        Verdict report =
                Judge.judge(LOSS, batch.features(), batch.parameters(), batch.labels(), yours, Precision.DOUBLE);
        JudgeTest.assertNamed("max(‖·‖, " + OtherLosses.text(epsilon) + ")", report);
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
        plain.slope = c -> c > 0.999999 ? Double.NaN : slope.applyAsDouble(c); // 0/0 up to rounding
        Verdict report = judge(plain, floats, true);
        assertEquals(List.of("dX", "dW"), report.findings().get(0).outputs(), report::toString);
        assertEquals(1, report.findings().size(), report::toString);
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
        Verdict report = judge(plain, batch, false);
        assertTrue(report.findings().get(0).name().startsWith("x of sample 2 is zero"), report::toString);
        assertTrue(report.toString().contains("L   MISTAKE: NaN, want "), report::toString);
    }

    private static Verdict large(double target, double other, double got) {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 0}});
        DMatrixRMaj w = new DMatrixRMaj(new double[][] {{target, Math.sqrt(1 - target * target)}, {other, 0}});
        Evaluation yours = new Evaluation(got, null, null);
        return Judge.judge(new CosFace(100, 0), x, Parameters.ofWeights(w), new int[1], yours, Precision.FLOAT, true);
    }

    /** Two causes: exp(z) for a logit of 100 if the largest is not subtracted, and −log p if p is 0. */
    @Test
    void overflow() {
        Verdict report = large(1, -1, Double.NaN);
        assertEquals(Set.of("L"), Set.copyOf(report.findings().get(0).outputs()));
        assertTrue(report.findings().get(0).name().contains("subtract the largest logit"), report::toString);
        report = large(-0.2, 1, Double.POSITIVE_INFINITY);
        assertTrue(report.findings().get(0).name().contains("−log p is infinite"), report::toString);
        assertEquals(
                0,
                large(0.5, 1, Double.POSITIVE_INFINITY)
                        .findings()
                        .get(0)
                        .outputs()
                        .indexOf("L"));
        report = large(0.6, 0.5 - 1, Double.POSITIVE_INFINITY);
        assertTrue(report.findings().isEmpty(), report::toString); // logits of 60 and 100 do not overflow
    }

    /** The sample whose loss is NaN is the cause of the sum's NaN, not an earlier sample that is special, too. */
    @Test
    void twoCauses() {
        Batch batch = Batch.random(LOSS.uses(), 4, 8, 4, 1);
        for (int k = 0; k < 8; k++) {
            batch.features().set(1, k, batch.parameters().weights().get(batch.labels()[1], k));
            batch.features().set(3, k, 0);
        }
        Plain plain = Plain.arcFace(true, 16, 0.5);
        plain.normEps = 0;
        DoubleUnaryOperator slope = plain.slope;
        plain.slope = c -> c > 0.999999 ? Double.NaN : slope.applyAsDouble(c);
        Verdict report = judge(plain, Plain.floats(batch), true);
        for (Finding finding : report.findings()) {
            boolean zero = finding.name().startsWith("x of sample 3 is zero");
            assertEquals(
                    zero, finding.outputs().contains("L") || finding.outputs().contains("l"), report::toString);
        }
        assertEquals(2, report.findings().size(), report::toString);
    }

    /** A NaN in one sample does not hide mistakes in the others. */
    @Test
    void besideAnotherMistake() {
        Batch batch = Batch.random(LOSS.uses(), 6, 8, 4, 1);
        for (int k = 0; k < 8; k++) {
            batch.features().set(2, k, 0);
        }
        Plain plain = Plain.arcFace(false, 16, 0.5);
        plain.normEps = 0;
        plain.projectX = false;
        Verdict report = judge(plain, batch, false);
        assertTrue(report.findings().get(0).name().startsWith("x of sample 2 is zero"), report::toString);
        assertTrue(report.findings().get(1).name().startsWith("∂X is not projected"), report::toString);
        assertEquals(List.of("dX"), report.findings().get(1).outputs());
        assertEquals(2, report.findings().size(), report::toString);
    }
}
