package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.core.AdditiveAngle;
import io.github.marginloss.core.AdditiveCosine;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.MarginRule;
import io.github.marginloss.core.Scale;
import io.github.marginloss.reference.Reference;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.MatrixDimensionException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.ops.ConvertMatrixData;
import org.junit.jupiter.api.Test;

/** Margins per class and per sample: if they are all equal, the bits are those of the plain loss. */
class AdaptiveMarginsTest {

    private static final int M = 20;
    private static final int N = 30;
    private static final Batch BATCH = Batch.random(new ArcFace().uses(), M, 6, N, 181);

    private static void same(String what, Loss plain, Loss other) {
        Compare.bits(what, BATCH.backward(plain), BATCH.backward(other));
        Compare.bits(what, BATCH.backward(Reference.of(plain)), BATCH.backward(Reference.of(other)));
    }

    private static double[] all(int count, double m) {
        double[] margins = new double[count];
        Arrays.fill(margins, m);
        return margins;
    }

    @Test
    void equalMarginsAreThePlainLoss() {
        Scale s = Scale.fixed(64);
        same(
                "class angles",
                new ArcFace(64, 0.3),
                new MarginSoftmax(s, ClassMargins.angular(all(N, 0.3)), Reduction.MEAN));
        same(
                "class cosines",
                new CosFace(64, 0.3),
                new MarginSoftmax(s, ClassMargins.cosine(all(N, 0.3)), Reduction.MEAN));
        double[] drawn = ElasticFace.draw(0.3, 0, M, new Random(1));
        same("elastic angles", new ArcFace(64, 0.3), ElasticFace.angular(64, drawn));
        same("elastic cosines", new CosFace(64, 0.3), ElasticFace.cosine(64, drawn));
        MagFace.Range flat = new MagFace.Range(10, 110, 0.3, 0.3);
        same("MagFace", new ArcFace(64, 0.3), new MagFace(64, flat, 0));
        same("easy MagFace", new ArcFace(64, 0.3, ArcFace.Extension.EASY), new MagFace(64, flat, 0).withEasyMargin());
        same("no smoothing", new ArcFace(), new LabelSmoothing(new ArcFace(), 0));
    }

    /**
     * ‖x‖ cos θ − m, AM-Softmax without normalised features: a rule that divides by the norm gives the value. The page
     * on a user's own losses has the gradient, too.
     */
    @Test
    void aMarginThatIsNotScaled() {
        MarginRule rule = (sample, label, norm) -> new AdditiveCosine(0.35 / norm);
        Evaluation evaluation = BATCH.backward(new MarginSoftmax(Scale.norm(), rule, Reduction.MEAN));
        DMatrixRMaj z = new NormalizedSoftmax().logits(BATCH.features(), BATCH.parameters());
        for (int i = 0; i < M; i++) {
            int y = BATCH.labels()[i];
            z.set(i, y, z.get(i, y) - 0.35);
            double sum = 0;
            for (int j = 0; j < N; j++) {
                sum += Math.exp(z.get(i, j) - z.get(i, y));
            }
            assertEquals(Math.log(sum), evaluation.sampleLosses()[i], 1e-13);
        }
    }

    @Test
    void adaFaceIsArcFaceAndCosFaceAtItsEnds() {
        double[] norms = IntStream.range(0, M)
                .mapToDouble(i -> Rows.norm(Rows.row(BATCH.features(), i)))
                .toArray();
        double mean = norms[3];
        // the deviation is so small that all other samples are clamped
        Loss ada = new AdaFace(16, 0.4, 1e9, new NormStatistics(mean, 0));
        Evaluation evaluation = BATCH.backward(ada);
        for (int i = 0; i < M; i++) {
            Margin margin = i == 3
                    ? new AdditiveCosine(0.4)
                    : norms[i] < mean
                            ? new AdditiveAngle(0.4)
                            : Margin.of((c, s) -> c * Math.cos(0.4) + s * Math.sin(0.4) - 0.8, (c, s) -> 0);
            Loss plain = new MarginSoftmax(Scale.fixed(16), margin, Reduction.MEAN);
            assertEquals(BATCH.backward(plain).sampleLosses()[i], evaluation.sampleLosses()[i], 1e-13);
        }
    }

    @Test
    void statisticsOfNorms() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{3, 4}, {6, 8}, {0, 0}, {300, 400}});
        NormStatistics next = NormStatistics.initial().next(x, 0.01);
        // norms 5, 10, 0.001 and 100
        assertEquals(0.01 * 28.75025 + 0.99 * 20, next.mean(), 1e-14);
        double squares = 0;
        for (double norm : new double[] {5, 10, 0.001, 100}) {
            squares += (norm - 28.75025) * (norm - 28.75025);
        }
        assertEquals(0.01 * Math.sqrt(squares / 3) + 99, next.deviation(), 1e-13);
        int[] labels = {0, -1, -1, 1};
        DMatrixRMaj kept = new DMatrixRMaj(new double[][] {{3, 4}, {300, 400}});
        Reduction ignoring = Reduction.MEAN.ignoring(-1);
        assertEquals(next.next(kept, 0.3), next.next(x, labels, ignoring, 0.3));
        assertEquals(next.next(kept, 0.3), next.next(floats(x), labels, ignoring, 0.3));
        assertThrows(MatrixDimensionException.class, () -> next.next(kept, labels, ignoring, 0.3));
        DMatrixRMaj one = new DMatrixRMaj(new double[][] {{3, 4}});
        assertEquals(new NormStatistics(5, 100), NormStatistics.initial().next(one, 1));
        assertEquals(NormStatistics.initial(), NormStatistics.initial().next(new DMatrixRMaj(0, 2), 0.5));
    }

    @Test
    void magFaceKeepsTheTermOfItsNorm() {
        MagFace loss = new MagFace(64, MagFace.Range.published(), 35);
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{30, 40}});
        Evaluation evaluation = loss.backward(x, Parameters.ofWeights(new DMatrixRMaj(1, 2, true, 1, 1)), new int[1]);
        double slope = 35 * (1 / 12100.0 - 1 / 2500.0);
        assertEquals(35 * (50 / 12100.0 + 1 / 50.0), evaluation.loss(), 1e-15);
        assertArrayEquals(
                new double[] {0.6 * slope, 0.8 * slope}, evaluation.gradients().features().data, 1e-17);
        assertEquals(22.59, MagFace.leastLambda(64, MagFace.Range.published()), 0.005);
    }

    @Test
    void marginsByFrequency() {
        double[] m = ClassMargins.byFrequency(new int[] {100, 1, 16, 16}, 0.05, 0.5, 0.25);
        assertEquals(0.05, m[0]);
        assertEquals(0.5, m[1]);
        double end = Math.pow(100, -0.25);
        assertEquals(0.05 + 0.45 * (0.5 - end) / (1 - end), m[2], 1e-15);
        assertEquals(m[2], m[3]);
        assertArrayEquals(new double[] {0.5, 0.5}, ClassMargins.byFrequency(new int[] {7, 7}, 0.05, 0.5, 0.25));
    }

    @Test
    void theSmallestMarginGoesToTheLargestCosine() {
        double[] cosines = {0.2, 0.9, -0.3, 0.5};
        double[] margins = {0.4, 0.1, 0.3, 0.2};
        assertArrayEquals(new double[] {0.3, 0.1, 0.4, 0.2}, ElasticFace.sortedFor(cosines, margins));
    }

    @Test
    void targetCosines() {
        DMatrixRMaj cosines =
                new NormalizedSoftmax(Scale.fixed(1), Reduction.MEAN).logits(BATCH.features(), BATCH.parameters());
        MarginLoss loss = new ArcFace(64, 0.5, Reduction.MEAN.ignoring(BATCH.labels()[4]));
        double[] found = loss.targetCosines(BATCH.features(), BATCH.parameters(), BATCH.labels());
        for (int i = 0; i < M; i++) {
            int y = BATCH.labels()[i];
            assertEquals(y == BATCH.labels()[4] ? 0 : cosines.get(i, y), found[i], 1e-15);
        }
        FloatBatch floats = FloatBatch.of(BATCH);
        assertArrayEquals(
                loss.targetCosines(floats.widened().features(), floats.widened().parameters(), BATCH.labels()),
                loss.targetCosines(floats.features(), floats.parameters(), BATCH.labels()));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused(
                "29 class margins for 30 classes",
                new MarginSoftmax(Scale.fixed(1), ClassMargins.angular(all(N - 1, 0.1)), Reduction.MEAN));
        refused("21 sample margins for 20 samples", ElasticFace.cosine(1, all(M + 1, 0.1)));
        refused("null for sample 0 of class ", new MarginSoftmax(Scale.fixed(1), (i, y, norm) -> null, Reduction.MEAN));
        says("m[1] is 3.2", () -> ClassMargins.angular(0, 3.2));
        says("m[0] is -2.5", () -> ClassMargins.cosine(-2.5));
        says("deviation is -1.0", () -> ElasticFace.draw(0, -1, 3, new Random(1)));
        says("2 margins for 1 cosines", () -> ElasticFace.sortedFor(new double[1], new double[2]));
        says("alpha is 1.5", () -> NormStatistics.initial().next(BATCH.features(), 1.5));
        says("la is 3.0", () -> new MagFace.Range(3, 2, 0, 0));
        says("lm is 0.5", () -> new MagFace.Range(1, 2, 0.5, 0.4));
        says("lambda is -1.0", () -> new MagFace(1, MagFace.Range.published(), -1));
        says("epsilon is 1.1", () -> new LabelSmoothing(new ArcFace(), 1.1));
        says("smooth the loss inside it", () -> new LabelSmoothing(new LabelSmoothing(new ArcFace(), 0.1), 0.1));
        says("counts[1] is 0", () -> ClassMargins.byFrequency(new int[] {1, 0}, 0, 1, 1));
    }

    private static void refused(String words, Loss loss) {
        Gradients gradients = Gradients.like(BATCH.features(), BATCH.parameters());
        gradients.features().fill(7);
        says(words, () -> loss.evaluate(BATCH.features(), BATCH.parameters(), BATCH.labels(), null, gradients));
        assertEquals(7, gradients.features().get(0, 0));
    }

    private static FMatrixRMaj floats(DMatrixRMaj matrix) {
        FMatrixRMaj floats = new FMatrixRMaj(matrix.numRows, matrix.numCols);
        ConvertMatrixData.convert(matrix, floats);
        return floats;
    }

    private static void says(String words, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.contains(words), message);
    }
}
