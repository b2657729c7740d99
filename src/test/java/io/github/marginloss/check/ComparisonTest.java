package io.github.marginloss.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Batch;
import io.github.marginloss.Center;
import io.github.marginloss.CosFace;
import io.github.marginloss.Evaluation;
import io.github.marginloss.FloatParameters;
import io.github.marginloss.Gradients;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Losses;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.PreciseMargin;
import io.github.marginloss.core.Scale;
import io.github.marginloss.golden.GoldenCase;
import io.github.marginloss.golden.GoldenFile;
import io.github.marginloss.reference.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ejml.MatrixDimensionException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Right numbers are called right, with their grade, and wrong ones are located. */
class ComparisonTest {

    private static final ArcFace LOSS = new ArcFace(64, 0.5);
    private static final Batch BATCH = Batches.all().get("trained");

    private static Comparison compare(HeadLoss loss, Batch batch, Evaluation yours, Precision precision) {
        return Comparison.of(loss, batch.features(), batch.parameters(), batch.labels(), yours, precision);
    }

    @Test
    void theLibraryReachesItsGradesOnAllGoldenCases() {
        List<String> failures = new ArrayList<>();
        for (GoldenCase golden : GoldenFile.cases()) {
            DMatrixRMaj x = golden.features();
            Evaluation fast = golden.loss().backward(x, golden.parameters(), golden.labels());
            Evaluation right = Reference.of(golden.loss()).backward(x, golden.parameters(), golden.labels());
            Comparison ours = Comparison.of(golden.loss(), x, golden.parameters(), golden.labels(), fast);
            RoundingBounds bounds =
                    RoundingBounds.of(golden.loss(), x, golden.parameters(), golden.labels(), Precision.DOUBLE);
            Comparison reference = Comparison.of(bounds, right, right);
            if (!ours.reaches(Grade.P) || reference.grade() != Grade.R) {
                failures.add(golden + " " + ours + " " + reference);
            }
        }
        assertEquals("", String.join("\n", failures));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void everyLoss(Losses.Entry entry) {
        Batch batch = entry.batch(7, 5, 6, 3);
        Evaluation fast = batch.backward(entry.loss());
        Comparison ours = Comparison.of(entry.loss(), batch.features(), batch.parameters(), batch.labels(), fast);
        assertTrue(ours.reaches(Grade.P), ours::toString);
        Evaluation textbook = entry.naive().evaluate(batch);
        Comparison plain = Comparison.of(entry.loss(), batch.features(), batch.parameters(), batch.labels(), textbook);
        assertTrue(plain.passed(), plain::toString);
    }

    static List<Losses.Entry> losses() {
        return Losses.all().stream()
                .filter(entry -> !(entry.loss() instanceof MarginSoftmax own)
                        || own.margin() instanceof PreciseMargin) // otherwise there is no reference
                .toList();
    }

    /** The computation of PyTorch's usual head, in both precisions. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void plainCodeIsRounding(boolean floats) {
        Precision precision = floats ? Precision.FLOAT : Precision.DOUBLE;
        Batches.all().forEach((name, batch) -> {
            Batch rounded = floats ? Plain.floats(batch) : batch;
            plain(floats).forEach((loss, plain) -> {
                Comparison comparison = compare(loss, rounded, plain.evaluate(rounded), precision);
                assertTrue(comparison.passed(), () -> name + " " + comparison);
            });
        });
    }

    private static Map<HeadLoss, Plain> plain(boolean floats) {
        return Map.of(
                LOSS,
                Plain.arcFace(floats, 64, 0.5),
                new CosFace(64, 0.35),
                Plain.cosFace(floats, 64, 0.35),
                new SphereFace(4, 5),
                Plain.sphereFace(floats, 0, 5),
                new SphereFace(4, 0, Scale.fixed(30), Reduction.MEAN),
                Plain.sphereFace(floats, 30, 0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void straightThroughIsAMistake(boolean floats) {
        Precision precision = floats ? Precision.FLOAT : Precision.DOUBLE;
        Batches.all().forEach((name, batch) -> {
            Batch rounded = floats ? Plain.floats(batch) : batch;
            Plain plain = Plain.arcFace(floats, 64, 0.5);
            plain.slope = c -> 1;
            Comparison comparison = compare(LOSS, rounded, plain.evaluate(rounded), precision);
            assertEquals(
                    List.of(false, false, true, true),
                    comparison.judgements().stream()
                            .map(judgement -> judgement.grade() == Grade.MISTAKE)
                            .toList(),
                    () -> name + " " + comparison);
        });
    }

    /** Single precision near θ = 0 keeps no digit of the slope. */
    @Test
    void smallAnglesAreRounding() {
        Batch batch = Plain.floats(Batch.atAngles(LOSS.uses(), new double[] {1e-2, 3e-3, 3.13}, 16, 4, 1));
        Comparison comparison =
                compare(LOSS, batch, Plain.arcFace(true, 64, 0.5).evaluate(batch), Precision.FLOAT);
        assertEquals(Grade.ROUNDING, comparison.grade(), comparison::toString);
    }

    @Test
    void theWorstRowIsNamed() {
        Evaluation yours = BATCH.backward(LOSS);
        yours.gradients().weights().set(3, 5, 1);
        yours.gradients().features().set(2, 1, Double.NaN);
        Comparison comparison = compare(LOSS, BATCH, yours, Precision.DOUBLE);
        Judgement weights = comparison.judgements().get(3);
        assertEquals("dW class 3, column 5", weights.output() + " " + weights.place());
        assertEquals(1, weights.got());
        assertEquals(1, weights.mistakes());
        Judgement features = comparison.judgements().get(2);
        assertEquals("sample 2 (class " + BATCH.labels()[2] + "), column 1", features.place());
        assertTrue(features.isNotFinite());
        assertFalse(comparison.passed());
        String text = comparison.toString();
        assertTrue(text.startsWith("2 of 4 outputs mistaken, in the units of float64"), text);
        assertTrue(text.contains("dX  MISTAKE: NaN at sample 2"), text);
    }

    @Test
    void whatIsNotGivenIsNotJudged() {
        Evaluation yours = BATCH.backward(LOSS);
        Gradients some = new Gradients(null, yours.gradients().weights(), null, null);
        Comparison comparison = compare(LOSS, BATCH, new Evaluation(Double.NaN, null, some), Precision.DOUBLE);
        assertEquals(1, comparison.judgements().size());
        comparison = compare(LOSS, BATCH, new Evaluation(yours.loss(), null, null), Precision.DOUBLE);
        assertEquals("L", comparison.judgements().get(0).output());
        Evaluation nothing = new Evaluation(Double.NaN, null, null);
        assertThrows(IllegalArgumentException.class, () -> compare(LOSS, BATCH, nothing, Precision.DOUBLE));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Gradients bias = new Gradients(null, null, new DMatrixRMaj(20, 1), null);
        Evaluation foreign = new Evaluation(1, null, bias);
        assertThrows(IllegalArgumentException.class, () -> compare(LOSS, BATCH, foreign, Precision.DOUBLE));
        Gradients transposed = new Gradients(null, new DMatrixRMaj(64, 20), null, null);
        Evaluation shape = new Evaluation(1, null, transposed);
        assertThrows(MatrixDimensionException.class, () -> compare(LOSS, BATCH, shape, Precision.DOUBLE));
        Evaluation length = new Evaluation(1, new double[3], null);
        assertThrows(MatrixDimensionException.class, () -> compare(LOSS, BATCH, length, Precision.DOUBLE));
    }

    @Test
    void floatsOfTheLibraryAreRight() {
        Batch batch = Plain.floats(BATCH);
        FMatrixRMaj x = toFloats(batch.features());
        FloatParameters w =
                FloatParameters.ofWeights(toFloats(batch.parameters().weights()));
        Comparison comparison = Comparison.of(LOSS, x, w, batch.labels(), LOSS.backward(x, w, batch.labels()));
        assertEquals(Grade.R, comparison.grade(), comparison::toString);
        assertEquals(Precision.FLOAT, comparison.precision());
    }

    private static FMatrixRMaj toFloats(DMatrixRMaj matrix) {
        FMatrixRMaj floats = new FMatrixRMaj(matrix.numRows, matrix.numCols);
        for (int k = 0; k < floats.data.length; k++) {
            floats.data[k] = (float) matrix.data[k];
        }
        return floats;
    }

    /** An infinite result is right where the true one is beyond the range, of float too. */
    @Test
    void infinitiesThatAreRight() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1e30, 0}});
        Parameters c = Parameters.ofCenters(new DMatrixRMaj(1, 2));
        Evaluation yours = new Evaluation(Double.POSITIVE_INFINITY, null, null);
        Center center = new Center();
        assertEquals(
                Grade.R,
                Comparison.of(center, x, c, new int[1], yours, Precision.FLOAT).grade());
        assertEquals(
                Grade.MISTAKE, Comparison.of(center, x, c, new int[1], yours).grade());
    }

    /**
     * A gradient with the wrong sign and a hundred times too large, for a sample that is certain in single precision.
     */
    @Test
    void aRowThatNothingIsLeftOf() {
        Batch sure = Plain.floats(Batch.atAngles(LOSS.uses(), new double[] {0.5}, 8, 3, 1));
        Gradients right = sure.backward(LOSS).gradients();
        for (int k = 0; k < 8; k++) {
            right.features().data[k] *= -100;
        }
        Evaluation yours = new Evaluation(Double.NaN, null, Gradients.ofFeatures(right.features()));
        Comparison comparison = compare(LOSS, sure, yours, Precision.FLOAT);
        assertEquals(Grade.ROUNDING, comparison.grade(), comparison::toString);
        assertEquals(1, comparison.judgements().get(0).unseen());
        String text = comparison.toString();
        assertTrue(text.startsWith("no mistake that can be seen, in the units of float32"), text);
        assertTrue(text.contains("it cannot be judged in float32: compute in float64"), text);
        assertEquals(Grade.MISTAKE, compare(LOSS, sure, yours, Precision.DOUBLE).grade());
    }

    /** Half precision has 11 bits from 2⁻¹⁴ to 65504. */
    @Test
    void halves() {
        Precision half = Precision.HALF;
        assertEquals(0x1p-10, half.ulp(1.5));
        assertEquals(0x1p-11, half.ulp(-0.75));
        assertEquals(0x1p-24, half.ulp(1e-9));
        assertEquals(0x1p-24, half.smallest());
        assertEquals(0x1p-14, half.smallestNormal());
        assertTrue(half.overflows(65520, Double.POSITIVE_INFINITY));
        assertFalse(half.overflows(65519, Double.POSITIVE_INFINITY));
        assertFalse(half.overflows(65520, Double.NEGATIVE_INFINITY));
        assertFalse(Precision.FLOAT.overflows(Float.MAX_VALUE, Double.POSITIVE_INFINITY));
        assertTrue(Precision.FLOAT.overflows(0x1.ffffffp127, Double.POSITIVE_INFINITY));
        assertTrue(Precision.DOUBLE.overflows(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY));
        assertEquals(Double.MIN_VALUE, Precision.DOUBLE.ulp(0));
        assertEquals(Math.ulp(3.3), Precision.DOUBLE.ulp(3.3));
        assertEquals(Math.ulp(3.3f), Precision.FLOAT.ulp(3.3));
    }

    /** A user's own loss has no bounds. */
    @Test
    void onlyLossesThatDescribeThemselves() {
        Parameters none = new Parameters(null, null, null);
        Own own = new Own(v -> v, v -> 1, 1);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> RoundingBounds.of(own, BATCH.features(), none, BATCH.labels(), Precision.DOUBLE));
        assertTrue(refused.getMessage().contains("no bounds for"), refused::getMessage);
    }
}
