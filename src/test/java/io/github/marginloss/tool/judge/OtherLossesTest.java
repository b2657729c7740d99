package io.github.marginloss.tool.judge;

import io.github.marginloss.ArcFace;
import io.github.marginloss.ArcFace.Extension;
import io.github.marginloss.Batch;
import io.github.marginloss.Center;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.Loss;
import io.github.marginloss.MagFace;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Parameters;
import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.check.Precision;
import io.github.marginloss.core.Scale;
import io.github.marginloss.core.UnitRow;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A program that computes another loss is told which one; also the mistakes of Softmax and Center. */
class OtherLossesTest {

    private static final Batch BATCH =
            Batch.atAngles(Set.of(Kind.WEIGHTS), new double[] {3, 0.4, 2.8, 1.2, 1.9, 0.7}, 6, 4, 1);
    private static final Batch CENTERS = Batch.random(Set.of(Kind.CENTERS), 9, 5, 3, 2);
    private static final Batch LINEAR = Batch.random(Set.of(Kind.WEIGHTS, Kind.BIAS), 9, 5, 3, 3);

    static Stream<Arguments> losses() {
        ArcFace arc = new ArcFace(16, 0.5);
        SphereFace sphere = new SphereFace(4, 0, Scale.fixed(8), Reduction.MEAN);
        CombinedMargin combined = new CombinedMargin(64, 1, 0.3, 0.2);
        NormalizedSoftmax normalized = new NormalizedSoftmax(Scale.fixed(16), Reduction.MEAN);
        MagFace mag = new MagFace(16, new MagFace.Range(0.1, 50, 0.2, 0.8), 35);
        LabelSmoothing smoothed = new LabelSmoothing(arc, 0.1);
        return Stream.of(
                Arguments.of("easy margin", mag, mag.withEasyMargin()),
                Arguments.of("λ g(‖x‖) is left out", mag, new MagFace(16, mag.range(), 0)),
                Arguments.of("λ is 20, not 35", mag, new MagFace(16, mag.range(), 20)),
                Arguments.of("not smoothed", smoothed, arc),
                Arguments.of("ε/(n − 1)", smoothed, new LabelSmoothing(arc, 0.1 * 4 / 3)),
                Arguments.of("ε is 0.2", smoothed, new LabelSmoothing(arc, 0.2)),
                Arguments.of("smoothed by 0.1", arc, smoothed),
                Arguments.of("s is 30,", smoothed, new LabelSmoothing(new ArcFace(30, 0.5), 0.1)),
                Arguments.of("(LINEAR)", arc, new ArcFace(16, 0.5, Extension.LINEAR)),
                Arguments.of("(CONTINUOUS)", arc, new ArcFace(16, 0.5, Extension.CONTINUOUS)),
                Arguments.of("(CLAMP)", arc, new ArcFace(16, 0.5, Extension.CLAMP)),
                Arguments.of("(EASY)", arc, new ArcFace(16, 0.5, Extension.EASY)),
                Arguments.of("(NONE)", new ArcFace(16, 0.5, Extension.LINEAR), arc),
                Arguments.of("no branches", sphere, new CombinedMargin(8, 4, 0, 0)),
                Arguments.of("t is 3", sphere, new SphereFace(3, 0, Scale.fixed(8), Reduction.MEAN)),
                Arguments.of("scale is ‖x‖", sphere, new SphereFace(4, 0)),
                Arguments.of("only m₃ is used", combined, new CosFace(64, 0.2)),
                Arguments.of(
                        "m₂ is left out", new CombinedMargin(64, 1.2, 0.3, 0.2), new CombinedMargin(64, 1.2, 0, 0.2)),
                Arguments.of("s is 30,", combined, new CombinedMargin(30, 1, 0.3, 0.2)),
                Arguments.of("scale is ‖x‖", normalized, new NormalizedSoftmax()),
                Arguments.of("mean is missing", arc, arc.withReduction(Reduction.SUM)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void anotherLoss(String words, Loss asked, Loss computed) {
        JudgeTest.assertNamed(words, judge(asked, BATCH, BATCH.backward(computed)));
    }

    private static Verdict judge(Loss loss, Batch batch, Evaluation yours) {
        return Judge.judge(loss, batch.features(), batch.parameters(), batch.labels(), yours, Precision.DOUBLE);
    }

    private static Verdict judge(Loss loss, Batch batch, Gradients gradients) {
        Evaluation right = batch.backward(loss);
        return judge(loss, batch, new Evaluation(right.loss(), right.sampleLosses(), gradients));
    }

    @Test
    void centerStep() {
        Center loss = new Center();
        DMatrixRMaj step = Center.delta(CENTERS.features(), CENTERS.parameters().centers(), CENTERS.labels());
        JudgeTest.assertNamed("center step", judge(loss, CENTERS, new Gradients(null, null, null, step)));
    }

    @Test
    void centerFactors() {
        Evaluation kaiyang = CENTERS.backward(new Center(Reduction.weighted(filled(2 / 9.0))));
        JudgeTest.assertNamed("pytorch-center-loss", judge(new Center(), CENTERS, halves(kaiyang)));
        Evaluation mean = CENTERS.backward(new Center(Reduction.MEAN));
        JudgeTest.assertNamed("a mean, not the sum", judge(new Center(), CENTERS, halves(mean)));
    }

    private static double[] filled(double weight) {
        double[] weights = new double[9];
        Arrays.fill(weights, weight);
        return weights;
    }

    /** The evaluation without sample losses. */
    private static Evaluation halves(Evaluation whole) {
        return new Evaluation(whole.loss(), null, whole.gradients());
    }

    /** dC[y] = c − x in a loop over samples. */
    @Test
    void centersAssigned() {
        DMatrixRMaj c = CENTERS.parameters().centers();
        DMatrixRMaj gradient = new DMatrixRMaj(3, 5);
        for (int i = 0; i < 9; i++) {
            for (int k = 0; k < 5; k++) {
                int y = CENTERS.labels()[i];
                gradient.set(y, k, c.get(y, k) - CENTERS.features().get(i, k));
            }
        }
        JudgeTest.assertNamed(
                "dC[y] is assigned", judge(new Center(), CENTERS, new Gradients(null, null, null, gradient)));
    }

    /** dW = P.T @ X; dW[y] -= X, which in numpy counts once per class. */
    @Test
    void numpyIndices() {
        Softmax loss = new Softmax();
        DMatrixRMaj gradient = LINEAR.backward(loss).gradients().weights().copy();
        boolean[] seen = new boolean[3];
        for (int i = 8; i >= 0; i--) {
            int y = LINEAR.labels()[i];
            for (int k = 0; k < 5 && seen[y]; k++) {
                gradient.add(y, k, LINEAR.features().get(i, k) / 9);
            }
            seen[y] = true;
        }
        JudgeTest.assertNamed(
                "dW[y] is assigned, not added to: only the last sample of each class adds its −1",
                judge(loss, LINEAR, new Gradients(null, gradient, null, null)));
    }

    @Test
    void biasAndLayout() {
        Softmax loss = new Softmax();
        Parameters zero = Parameters.ofWeights(LINEAR.parameters().weights(), new DMatrixRMaj(3, 1));
        Evaluation unbiased = loss.backward(LINEAR.features(), zero, LINEAR.labels());
        JudgeTest.assertNamed("bias is not used", judge(loss, LINEAR, unbiased));
        DMatrixRMaj right = LINEAR.backward(loss).gradients().weights();
        DMatrixRMaj turned = new DMatrixRMaj(3, 5);
        for (int k = 0; k < 15; k++) {
            turned.data[k % 5 * 3 + k / 5] = right.data[k];
        }
        JudgeTest.assertNamed("transposed", judge(loss, LINEAR, new Gradients(null, turned, null, null)));
    }

    /** Cross-entropies, from sample losses alone. */
    @Test
    void crossEntropies() {
        Softmax loss = new Softmax();
        double[][] z = new double[9][3];
        DMatrixRMaj logits = loss.logits(LINEAR.features(), LINEAR.parameters());
        double[] twice = new double[9];
        double[] smoothed = new double[9];
        double[] missing = new double[9];
        double[] others = new double[9];
        for (int i = 0; i < 9; i++) {
            double sum = 0;
            for (int j = 0; j < 3; j++) {
                z[i][j] = logits.get(i, j);
                sum += Math.exp(z[i][j]);
            }
            int y = LINEAR.labels()[i];
            double log = Math.log(sum);
            double again = 0;
            for (int j = 0; j < 3; j++) {
                again += Math.exp(Math.exp(z[i][j] - log));
                smoothed[i] += (j == y ? 0.9 + 0.1 / 3 : 0.1 / 3) * (log - z[i][j]);
            }
            twice[i] = Math.log(again) - Math.exp(z[i][y] - log);
            missing[i] = -z[i][y];
            others[i] = Math.log(sum - Math.exp(z[i][y])) - z[i][y];
        }
        JudgeTest.assertNamed("softmax twice", judge(loss, LINEAR, new Evaluation(Double.NaN, twice, null)));
        JudgeTest.assertNamed("smoothed by 0.1", judge(loss, LINEAR, new Evaluation(Double.NaN, smoothed, null)));
        JudgeTest.assertNamed("no log-softmax", judge(loss, LINEAR, new Evaluation(Double.NaN, missing, null)));
        JudgeTest.assertNamed("left out of the sum", judge(loss, LINEAR, new Evaluation(Double.NaN, others, null)));
    }

    /** PyTorch's division by the sum of the weights, and a mean in place of a sum. */
    @Test
    void reductions() {
        ArcFace loss = new ArcFace(16, 0.5);
        double[] weights = {1, 0.5, 2, 0.25, 1, 3};
        double[] shares = Arrays.stream(weights).map(w -> w / 7.75).toArray();
        Verdict weighted = judge(
                loss.withReduction(Reduction.weighted(weights)),
                BATCH,
                BATCH.backward(loss.withReduction(Reduction.weighted(shares))));
        JudgeTest.assertNamed("divided by the sum of the weights", weighted);
        JudgeTest.assertNamed(
                "a mean, not the sum", judge(loss.withReduction(Reduction.SUM), BATCH, BATCH.backward(loss)));
    }

    /** The rows of W are taken as they are, as if a local variable had been rebound to the unit rows. */
    @Test
    void weightsAsTheyAre() {
        CosFace loss = new CosFace(8, 0);
        DMatrixRMaj units = BATCH.features().copy();
        UnitRow row = new UnitRow(6);
        for (int i = 0; i < units.numRows; i++) {
            row.load(units, i);
            row.toUnit();
            for (int k = 0; k < 6; k++) {
                units.set(i, k, 8 * row.entries()[k]);
            }
        }
        double[] losses = new Softmax()
                .backward(units, BATCH.parameters(), BATCH.labels())
                .sampleLosses();
        JudgeTest.assertNamed("W is not normalised", judge(loss, BATCH, new Evaluation(Double.NaN, losses, null)));
    }
}
