package io.github.marginloss.tool.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Batch;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.Parameters;
import io.github.marginloss.check.Batches;
import io.github.marginloss.check.Plain;
import io.github.marginloss.check.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Remarks if no known mistake fits, if not every output is given, and about what a batch cannot show. */
class RemarksTest {

    private static final ArcFace LOSS = new ArcFace(64, 0.5);
    private static final Batch BATCH = Batches.small().get("small");

    private static Evaluation plain(boolean floats, Consumer<Plain> mistake) {
        Plain plain = Plain.arcFace(floats, 64, 0.5);
        mistake.accept(plain);
        return plain.evaluate(floats ? Plain.floats(BATCH) : BATCH);
    }

    private static DoubleUnaryOperator rounded(DoubleUnaryOperator slope) {
        return c -> (float) (1.05 * slope.applyAsDouble(c));
    }

    private static Verdict judge(Evaluation yours, Precision precision) {
        Batch batch = precision == Precision.DOUBLE ? BATCH : Plain.floats(BATCH);
        return Judge.judge(LOSS, batch.features(), batch.parameters(), batch.labels(), yours, precision);
    }

    private static void assertRemark(String words, Verdict verdict) {
        assertEquals(List.of(), verdict.findings(), verdict::toString);
        assertTrue(verdict.remarks().stream().anyMatch(remark -> remark.contains(words)), verdict::toString);
    }

    private static Evaluation only(Evaluation whole, boolean x) {
        Gradients all = whole.gradients();
        return new Evaluation(
                Double.NaN, null, x ? Gradients.ofFeatures(all.features()) : Gradients.ofWeights(all.weights()));
    }

    @Test
    void whereGradientsAreOff() {
        Evaluation target = plain(false, plain -> plain.slope = c -> 0.123);
        assertRemark("dX is off along the target's class weight alone", judge(target, Precision.DOUBLE));
        assertRemark("dW is off, only for classes that have samples", judge(target, Precision.DOUBLE));
        Evaluation along = plain(false, plain -> plain.projectX = false);
        for (int k = 0; k < BATCH.features().getNumElements(); k++) { // half of the part along x
            double right = BATCH.backward(LOSS).gradients().features().data[k];
            along.gradients().features().data[k] = (along.gradients().features().data[k] + right) / 2;
        }
        assertRemark("dX is off along x alone", judge(along, Precision.DOUBLE));
        Evaluation little =
                plain(true, plain -> plain.slope = rounded(plain.slope)); // an error of 5 %, which float16 may have
        assertRemark("dX is off along the target's class weight alone", judge(little, Precision.FLOAT));
        Evaluation cosines = plain(false, plain -> plain.s = 21);
        assertRemark("dX is off in the parts of other classes", judge(cosines, Precision.DOUBLE));
    }

    @Test
    void whereLossesStop() {
        Evaluation stopped = plain(false, plain -> {
            plain.epsilon = -3e-9;
            plain.slope = c -> 0.123;
        });
        assertRemark("losses stop at 19.625 = −log 3e-9", judge(stopped, Precision.DOUBLE));
    }

    /** Cosines of half precision in a float32 program, and of single precision in a float64 one. */
    @Test
    void aCoarserPrecision() {
        Evaluation halves = plain(true, plain -> plain.cosine = Plain::half);
        assertRemark("is autocast on?", judge(halves, Precision.FLOAT));
        Evaluation floats = plain(false, plain -> plain.cosine = c -> (float) c);
        assertRemark("does a part of it run in float32?", judge(floats, Precision.DOUBLE));
    }

    /** A remark says no more than the given outputs show. */
    @Test
    void noMoreIsSaidThanIsSeen() {
        Evaluation unprojected = plain(false, plain -> {
            plain.projectX = false;
            plain.projectW = false;
        });
        JudgeTest.assertNamed("∂X is not projected", judge(only(unprojected, true), Precision.DOUBLE));
        JudgeTest.assertNamed("∂W is not projected", judge(only(unprojected, false), Precision.DOUBLE));
        Evaluation sign = plain(false, plain -> {
            plain.gradientDivisor = m -> -m;
            plain.psi = c -> c - 0.001;
        });
        assertTrue(judge(sign, Precision.DOUBLE).findings().stream()
                .noneMatch(finding -> finding.name().startsWith("a factor -")));
        Evaluation clamped = plain(false, plain -> plain.clamp = 0.01);
        Verdict losses = judge(new Evaluation(Double.NaN, clamped.sampleLosses(), null), Precision.DOUBLE);
        assertEquals(
                "cosines are clamped to ±(1 − 0.01)", losses.findings().get(0).name(), losses::toString);
        assertEquals(1, losses.findings().size());
    }

    /**
     * The remark names the project with this bound on the probability, and says nothing about a gradient that is not
     * given.
     */
    @Test
    void boundsOfProbabilities() {
        Map<Double, String> projects = Map.of(
                (double) Float.MIN_NORMAL,
                "1.18e-38) (Caffe's, the smallest normal float, and no loss exceeds 87.34)",
                1e-30,
                "1e-30) (PartialFC's, and no loss exceeds 69.08)",
                1e-10,
                "1e-10) (Deeplearning4j's, and no loss exceeds 23.03)",
                1e-7,
                "1e-7) (TensorFlow Java's, and no loss exceeds 16.12)",
                1e-5,
                "1e-5)");
        DMatrixRMaj far = new DMatrixRMaj(new double[][] {{-1, 0.1}, {-0.6, 0.8}, {0, 1}, {0.6, 0.8}});
        DMatrixRMaj w = new DMatrixRMaj(new double[][] {{1, 0}, {-0.9, 0.3}});
        int[] labels = new int[4];
        projects.forEach((epsilon, words) -> {
            double[] losses = new double[4];
            LOSS.evaluate(far, Parameters.ofWeights(w), labels, losses, null);
            double[] bounded = Arrays.stream(losses)
                    .map(loss -> Math.min(loss, -Math.log(epsilon)))
                    .toArray();
            Evaluation yours = new Evaluation(Double.NaN, bounded, null);
            Verdict verdict = Judge.judge(LOSS, far, Parameters.ofWeights(w), labels, yours, Precision.DOUBLE);
            JudgeTest.assertNamed("the loss is −log max(p, " + words, verdict);
            assertTrue(verdict.findings().get(0).name().endsWith(words), verdict::toString);
        });
    }

    @Test
    void whatTheBatchCannotShow() {
        Batch near = Batches.small().get("small and trained");
        Evaluation right = near.backward(LOSS);
        Verdict verdict = Judge.judge(LOSS, near.features(), near.parameters(), near.labels(), right, Precision.DOUBLE);
        assertRemark("no sample is past θ = 2.64 (the largest is 1.40)", verdict);
        ArcFace wide = new ArcFace(64, 1.5);
        right = BATCH.backward(wide);
        verdict = Judge.judge(wide, BATCH.features(), BATCH.parameters(), BATCH.labels(), right, Precision.DOUBLE);
        assertEquals(List.of(), verdict.remarks());
    }
}
