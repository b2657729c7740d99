package io.github.marginloss;

import static io.github.marginloss.Compare.EPS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.core.Scale;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Identities that hold for all numbers. */
class IdentitiesTest {

    private static final double[] ANGLES = {0.2, 0.6, 0.95, 1.3, 1.75, 2.2, 2.5, 2.8, 3.0};
    private static final int D = 5;
    private static final int N = 7;

    /**
     * The cosine does not depend on the length, so a gradient is orthogonal to its vector. A gradient is a sum of
     * tangents of length s|g|/norm, each orthogonal up to rounding: 32 eps times that length, times the norm. The |g|
     * of a sample add up to at most 2, and |ψ′| is at most 4 here.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.marginloss.Losses#cosine")
    void gradientsAreOrthogonalToWhatIsNormalised(Losses.Entry entry) {
        Naive.Cosine naive = (Naive.Cosine) entry.naive();
        Batch batch = Batch.atAngles(entry.kinds(), ANGLES, D, N, 51);
        Gradients gradients = batch.backward(entry.loss()).gradients();
        double norm = naive.fixed() ? 1 : 1.5;
        double bound = 32 * EPS * Math.max(naive.s(), norm) * (1 + 4);
        for (int j = 0; j < N; j++) {
            double product = Rows.dot(Rows.row(batch.parameters().weights(), j), Rows.row(gradients.weights(), j));
            assertTrue(Math.abs(product) <= bound, "w·dW of class " + j + ": " + product + ", bound " + bound);
        }
        for (int i = 0; i < ANGLES.length && naive.fixed(); i++) {
            double product = Rows.dot(Rows.row(batch.features(), i), Rows.row(gradients.features(), i));
            double share = bound / ANGLES.length; // the mean's 1/m
            assertTrue(Math.abs(product) <= share, "x·dX of sample " + i + ": " + product + ", bound " + share);
        }
    }

    /** Σ_j g_ij = 0 for every sample; m of them, each rounded n times, |g| ≤ 1, times 1/m. */
    @Test
    void biasGradientsAddUpToNothing() {
        for (int[] shape : new int[][] {{1, 3, 2}, {9, 4, 6}, {40, 5, 200}}) {
            Batch batch = Batch.random(new Softmax().uses(), shape[0], shape[1], shape[2], 52);
            double sum = Arrays.stream(Compare.entries(
                            batch.backward(new Softmax()).gradients().bias()))
                    .sum();
            assertEquals(0, sum, (shape[0] + shape[2]) * EPS);
        }
    }

    /** Two ways to compute the same number differ by a few roundings of logits of size R. */
    private static void same(double scale, Loss expected, Loss actual) {
        Batch batch = Batch.atAngles(expected.uses(), ANGLES, D, N, 55);
        String what = actual + " for " + expected;
        Compare.close(what, 8 * EPS * (1 + scale), batch.backward(expected), batch.backward(actual));
    }

    @Test
    void sphereFaceOfOneIsNormalizedSoftmax() {
        for (double lambda : new double[] {0, 5, 1000}) {
            for (Scale scale : new Scale[] {Scale.norm(), Scale.fixed(16)}) {
                same(
                        16,
                        new NormalizedSoftmax(scale, Reduction.MEAN),
                        new SphereFace(1, lambda, scale, Reduction.MEAN));
            }
        }
    }

    @Test
    void lossesWithoutMarginAgree() {
        Loss plain = new NormalizedSoftmax(Scale.fixed(30), Reduction.MEAN);
        same(30, plain, new CosFace(30, 0));
        same(30, plain, new CombinedMargin(30, 1, 0, 0));
        for (ArcFace.Extension extension : ArcFace.Extension.values()) {
            same(30, plain, new ArcFace(30, 0, extension));
        }
    }

    @Test
    void combinedMarginIsEachOfItsParts() {
        same(30, new CosFace(30, 0.35), new CombinedMargin(30, 1, 0, 0.35));
        same(30, new ArcFace(30, 0.5), new CombinedMargin(30, 1, 0.5, 0));
    }

    @EachLoss
    void oneClassIsNeverWrong(Losses.Entry entry) {
        // MagFace still has the penalty of the norm
        if (entry.loss() instanceof MarginLoss && !entry.name().contains("MagFace")) {
            for (double size : new double[] {1, 0, 1e-310, 1e300}) {
                for (int d : new int[] {1, 4}) {
                    Batch batch = entry.batch(3, d, 1, 56);
                    batch = new Batch(Batch.map(batch.features(), v -> size * v), batch.parameters(), batch.labels());
                    Evaluation evaluation = batch.backward(entry.loss());
                    assertEquals(0, evaluation.loss(), 0.0);
                    Compare.close("l", 0, new double[3], evaluation.sampleLosses());
                    Gradients zero = Gradients.like(batch.features(), batch.parameters());
                    Compare.close("gradients", 0, zero, evaluation.gradients());
                }
            }
        }
    }

    /** On a line every angle is 0 or π and cannot change, so the gradients of fixed-s losses are 0. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.marginloss.Losses#cosine")
    void oneDimensionHasNoTangent(Losses.Entry entry) {
        if (((Naive.Cosine) entry.naive()).fixed()) {
            Batch batch = entry.batch(6, 1, 4, 57);
            Gradients zero = Gradients.like(batch.features(), batch.parameters());
            Compare.close("gradients", 0, zero, batch.backward(entry.loss()).gradients());
        }
    }
}
