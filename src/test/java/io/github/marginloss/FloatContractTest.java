package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.check.GradientCheck;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

/** What every loss promises about floats: the losses of the double call, and its matrices rounded once. */
class FloatContractTest {

    private static FloatBatch batch(Losses.Entry entry, int m, int d, int n, long seed) {
        return FloatBatch.of(entry.batch(m, d, n, seed));
    }

    @EachImplementation
    void theBitsAreThoseOfTheDoubleCall(Losses.Entry entry) {
        for (int[] shape : new int[][] {{1, 2, 3}, {1, 1, 1}, {7, 5, 11}, {9, 4, 6}, {40, 9, 130}, {5, 9, 200}}) {
            batch(entry, shape[0], shape[1], shape[2], 1).holds(Arrays.toString(shape), entry.loss());
        }
    }

    @EachImplementation
    void anyReduction(Losses.Entry entry) {
        FloatBatch batch = batch(entry, 5, 4, 6, 2);
        for (Reduction reduction : new Reduction[] {
            Reduction.MEAN,
            Reduction.SUM,
            Reduction.weighted(1, 0, -2, 1e-300, 1e40), // too different in size for a common unit
            Reduction.classWeighted(1, 2, 3, 0, 5, 1e-45),
            labels -> new double[labels.length],
        }) {
            batch.holds(reduction + "", entry.loss().withReduction(reduction));
        }
    }

    /** Each of the 2^5 choices of outputs, against the double call with the same. */
    @EachImplementation
    void outputsMayBeLeftOut(Losses.Entry entry) {
        FloatBatch batch = batch(entry, 9, 4, 6, 3);
        for (int mask = 0; mask < 32; mask++) {
            FloatGradients used = outputs(mask, entry, new int[] {2, 7});
            double[] losses = (mask & 16) == 0 ? null : new double[9];
            double[] expectedLosses = losses == null ? null : new double[9];
            Gradients expected = used.toDouble();
            Batch wide = batch.widened();
            double value =
                    entry.loss().evaluate(wide.features(), wide.parameters(), wide.labels(), expectedLosses, expected);
            double actual = entry.loss().evaluate(batch.features(), batch.parameters(), batch.labels(), losses, used);
            String what = "outputs " + mask;
            FloatBatch.same(
                    what,
                    new Evaluation(value, losses == null ? new double[0] : expectedLosses, expected),
                    new FloatEvaluation(actual, losses == null ? new double[0] : losses, used));
            Compare.bits(
                    what,
                    value,
                    entry.loss().evaluate(batch.features(), batch.parameters(), batch.labels(), losses, null));
        }
    }

    /** Matrices of another shape that are full of NaN. */
    private static FloatGradients outputs(int mask, Losses.Entry entry, int... shape) {
        return new FloatGradients(
                (mask & 1) == 0 ? null : garbage(shape),
                (mask & 2) == 0 || !entry.kinds().contains(Kind.WEIGHTS) ? null : garbage(shape),
                (mask & 4) == 0 || !entry.kinds().contains(Kind.BIAS) ? null : garbage(shape),
                (mask & 8) == 0 || !entry.kinds().contains(Kind.CENTERS) ? null : garbage(shape));
    }

    private static FMatrixRMaj garbage(int... shape) {
        FMatrixRMaj matrix = new FMatrixRMaj(shape[0], shape[1]);
        Arrays.fill(matrix.data, Float.NaN);
        return matrix;
    }

    @EachImplementation
    void outputsAreReshapedAndOverwritten(Losses.Entry entry) {
        FloatBatch batch = batch(entry, 9, 4, 6, 7);
        FloatEvaluation fresh = batch.backward(entry.loss());
        for (int[] shape : new int[][] {{0, 0}, {1, 2}, {4, 9}, {9, 4}, {20, 30}}) {
            FloatGradients used = outputs(15, entry, shape);
            double[] losses = new double[9];
            Arrays.fill(losses, Double.NaN);
            double value = entry.loss().evaluate(batch.features(), batch.parameters(), batch.labels(), losses, used);
            FloatBatch.same(
                    Arrays.toString(shape),
                    new Evaluation(
                            fresh.loss(),
                            fresh.sampleLosses(),
                            fresh.gradients().toDouble()),
                    new FloatEvaluation(value, losses, used));
        }
    }

    @EachImplementation
    void inputsStayAsTheyWere(Losses.Entry entry) {
        FloatBatch batch = batch(entry, 9, 4, 6, 3);
        Batch before = batch.widened().copy();
        batch.backward(entry.loss());
        FloatBatch.same("features", before.features(), batch.features());
        for (Kind kind : entry.kinds()) {
            FloatBatch.same(
                    kind + "", before.parameters().get(kind), batch.parameters().get(kind));
        }
    }

    @EachImplementation
    void logitsAreRoundedOnce(Losses.Entry entry) {
        if (entry.loss() instanceof MarginLoss loss) {
            FloatBatch batch = batch(entry, 7, 5, 200, 9);
            Batch wide = batch.widened();
            DMatrixRMaj expected = loss.logits(wide.features(), wide.parameters());
            FloatBatch.same("logits", expected, loss.logits(batch.features(), batch.parameters()));
        }
    }

    @EachImplementation
    void anEmptyBatch(Losses.Entry entry) {
        Loss loss = entry.loss().withReduction(Reduction.SUM);
        batch(entry, 0, 4, 6, 5).holds("empty", loss);
    }

    @Test
    void theCenterStepIsRoundedOnce() {
        Losses.Entry entry = new Losses.Entry("delta", new Center(), new Center().uses(), null);
        FloatBatch batch = batch(entry, 30, 5, 7, 10);
        FMatrixRMaj centers = batch.parameters().centers();
        DMatrixRMaj expected = Center.delta(batch.widened().features(), FloatBatch.widen(centers), batch.labels());
        FloatBatch.same("delta", expected, Center.delta(batch.features(), centers, batch.labels()));
    }

    /** Rounded to a float, L would not show steps of 2^−26. */
    @Test
    void gradientsAreCheckedInDouble() {
        Loss loss = new ArcFace(16, 0.5);
        FloatBatch batch = FloatBatch.of(Batch.random(loss.uses(), 3, 4, 5, 11));
        assertTrue(GradientCheck.of(loss, batch.features(), batch.parameters(), batch.labels())
                .passed());
    }

    /** A user's own loss that computes on floats is called with them, except where a sum needs doubles. */
    @Test
    void aLossOfOnesOwnMayTakeFloatsItself() {
        record Own() implements Parameterless {
            private static final long serialVersionUID = 1;

            @Override
            public double evaluate(DMatrixRMaj x, Parameters p, int[] labels, double[] losses, Gradients gradients) {
                if (losses != null) {
                    Arrays.fill(losses, 1);
                }
                if (gradients != null && gradients.features() != null) {
                    gradients.features().zero();
                }
                return 1;
            }

            @Override
            public double evaluate(
                    FMatrixRMaj x, FloatParameters p, int[] labels, double[] losses, FloatGradients gradients) {
                return 2;
            }
        }
        FMatrixRMaj x = FloatBatch.matrix(1, 2, 3, 4);
        FloatParameters none = new FloatParameters(null, null, null);
        assertEquals(2, new Own().forward(x, none, new int[] {0}), 0.0);
        assertEquals(2, new Own().backward(x, none, new int[] {0}).loss(), 0.0);
        assertEquals(4, new Own().plus(3, new Own()).forward(x, none, new int[] {0}), 0.0);
    }

    @Test
    void namesThatParametersAndGradientsHaveAsWell() {
        FMatrixRMaj w = FloatBatch.matrix(2, 3, new Random(1).doubles(6).toArray());
        FMatrixRMaj b = FloatBatch.matrix(2, 1, 1, 2);
        FMatrixRMaj c = w.copy();
        FMatrixRMaj x = FloatBatch.matrix(1, 3, 1, 2, 3);
        assertEquals(new FloatParameters(w, null, null), FloatParameters.ofWeights(w));
        assertEquals(
                new FloatParameters(w, b, c), FloatParameters.ofWeights(w, b).withCenters(c));
        assertEquals(new FloatParameters(null, null, c), FloatParameters.ofCenters(c));
        assertEquals(new FloatGradients(x, null, null, null), FloatGradients.ofFeatures(x));
        assertEquals(
                new FloatGradients(x, w, null, c),
                FloatGradients.ofWeights(w).withFeatures(x).withCenters(c));
        assertEquals(new FloatGradients(null, w, b, null), FloatGradients.ofWeights(w, b));
        assertEquals(new FloatGradients(null, null, null, c), FloatGradients.ofCenters(c));
        FloatGradients like = FloatGradients.like(x, FloatParameters.ofWeights(w, b));
        assertArrayEquals(new int[] {1, 3, 2, 3, 2, 1}, new int[] {
            like.features().numRows,
            like.features().numCols,
            like.weights().numRows,
            like.weights().numCols,
            like.bias().numRows,
            like.bias().numCols
        });
        assertNull(like.centers());
        for (Kind kind : Kind.values()) {
            FMatrixRMaj one = kind == Kind.WEIGHTS ? w : kind == Kind.BIAS ? b : c;
            assertSame(one, new FloatParameters(w, b, c).get(kind));
            assertSame(one, new FloatGradients(x, w, b, c).get(kind));
        }
    }

    @Test
    void parametersCanBeSaved() throws Exception {
        FMatrixRMaj w = FloatBatch.matrix(2, 2, 1e-45, 2, -3, 4);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(FloatParameters.ofWeights(w));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            FloatParameters read = (FloatParameters) in.readObject();
            assertArrayEquals(w.data, read.weights().data);
            assertNull(read.bias());
        }
    }

    @Test
    void aResultIsMeantToBeRead() {
        FloatGradients gradients = FloatGradients.ofFeatures(FloatBatch.matrix(1, 2, 3, 4));
        assertEquals(
                "loss 1.5, sample losses [1.5], gradient of features 1×2 of norm 5.0",
                new FloatEvaluation(1.5, new double[] {1.5}, gradients).toString());
        assertEquals("loss 1.5", new FloatEvaluation(1.5, null, null).toString());
    }
}
