package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.core.AdditiveCosine;
import io.github.marginloss.core.CombinedAngle;
import io.github.marginloss.core.Scale;
import io.github.marginloss.reference.Reference;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Finite input of any size never gives NaN, and obvious answers are right. */
class ExtremesTest {

    private static final double[] SIZES = {
        1, 0, Double.MIN_VALUE, 1e-310, 1e-300, 1e-160, 1e-8, 1e8, 1e160, 1e300, Double.MAX_VALUE
    };

    /** Rows of every size, and every sample against every class as its target. */
    @EachLoss
    void rowsOfAllSizes(Losses.Entry entry) {
        // ∞ − ∞ is the only NaN, as Sum says; Reference gives a number
        Loss loss = takesOff(entry.loss()) ? Reference.of(entry.loss()) : entry.loss();
        int size = SIZES.length;
        for (int shift = 0; shift < size; shift++) {
            int turn = shift;
            int[] labels = IntStream.range(0, size).map(i -> (i + turn) % size).toArray();
            for (int d : new int[] {1, 4}) {
                Batch batch = entry.batch(size, d, size, 61);
                Parameters given = batch.parameters();
                Parameters parameters =
                        new Parameters(sized(given.weights()), sized(given.bias()), sized(given.centers()));
                noNaN(loss, new Batch(sized(batch.features()), parameters, labels));
            }
        }
    }

    private static boolean takesOff(Loss loss) {
        return loss instanceof Sum sum && (sum.weight() < 0 || takesOff(sum.first()) || takesOff(sum.second()));
    }

    private static DMatrixRMaj sized(DMatrixRMaj matrix) {
        if (matrix == null) {
            return null;
        }
        DMatrixRMaj result = matrix.copy();
        for (int k = 0; k < result.getNumElements(); k++) {
            double direction = Math.max(-1, Math.min(1, result.data[k])); // MAX_VALUE · 1.1 cannot be an argument
            result.data[k] = direction * SIZES[k / matrix.numCols];
        }
        return result;
    }

    private static void noNaN(Loss loss, Batch batch) {
        Evaluation evaluation = batch.backward(loss);
        assertFalse(Double.isNaN(evaluation.loss()), () -> loss + ": L is NaN");
        noNaN(loss + " l", evaluation.sampleLosses());
        for (Compare.Output output : Compare.Output.values()) {
            if (output.of(evaluation.gradients()) != null) {
                noNaN(loss + " " + output, Compare.entries(output.of(evaluation.gradients())));
            }
        }
        if (loss instanceof MarginLoss margin) {
            noNaN(loss + " logits", Compare.entries(margin.logits(batch.features(), batch.parameters())));
        }
    }

    private static void noNaN(String what, double[] values) {
        for (int k = 0; k < values.length; k++) {
            int place = k;
            assertFalse(Double.isNaN(values[k]), () -> what + "[" + place + "] is NaN");
        }
    }

    static Stream<Loss> lossesOfAllSizes() {
        Stream<Loss> scales = DoubleStream.of(1e-300, 1e-3, 340, 500, 501, 700, 1e4, 1e6, 1e300, Double.MAX_VALUE)
                .boxed()
                .flatMap(s -> Stream.of(
                        new NormalizedSoftmax(Scale.fixed(s), Reduction.MEAN),
                        new CosFace(s, 0.35),
                        new ArcFace(s, 0.5),
                        new SphereFace(4, 0, Scale.fixed(s), Reduction.MEAN),
                        new CombinedMargin(s, 1.2, 0.1, 0.1)));
        return Stream.concat(
                scales,
                Stream.of(
                        new MarginSoftmax(Scale.fixed(64), new AdditiveCosine(1e300)),
                        new MarginSoftmax(Scale.fixed(1e300), new AdditiveCosine(Double.MAX_VALUE)),
                        new SphereFace(1000, 0),
                        new SphereFace(5000, 0, Scale.fixed(16), Reduction.MEAN),
                        new SphereFace(4, Double.MAX_VALUE),
                        new SphereFace(4, Double.MIN_VALUE),
                        new CombinedMargin(64, 1e300, 0.5, 0),
                        new CombinedMargin(64, Double.MAX_VALUE, 0.5, 0),
                        new MarginSoftmax(
                                Scale.fixed(64), new CombinedAngle(Double.MIN_VALUE, Math.PI, Double.MAX_VALUE)),
                        new ArcFace(64, Math.PI, ArcFace.Extension.LINEAR),
                        new ArcFace(64, Double.MIN_VALUE)));
    }

    @ParameterizedTest
    @MethodSource("lossesOfAllSizes")
    void scalesAndMarginsOfAllSizes(Loss loss) {
        noNaN(loss, Batch.random(loss.uses(), 6, 5, 8, 62));
    }

    /** Products beyond the double range that cancel exactly: both logits are 0, and the loss is log 2. */
    @Test
    void productsThatOverflowMayCancel() {
        double huge = 0x1p700;
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{huge, huge}});
        DMatrixRMaj w = new DMatrixRMaj(new double[][] {{huge, -huge}, {0, 0}});
        Evaluation evaluation = new Softmax().backward(x, Parameters.ofWeights(w), new int[] {1});
        assertEquals(Math.log(2), evaluation.loss(), 1e-15);
        Compare.close(
                "dX",
                1e-15,
                new double[] {huge / 2, -huge / 2},
                evaluation.gradients().features().data);
        Compare.close(
                "dW",
                1e-15,
                new double[] {huge / 2, huge / 2, -huge / 2, -huge / 2},
                evaluation.gradients().weights().data);
    }

    /**
     * A class of huge weights together with classes of tiny ones. Results that depend only on the tiny ones stay right.
     */
    @Test
    void tinyWeightsBesideHugeOnes() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{-1e-290}});
        DMatrixRMaj w = new DMatrixRMaj(new double[][] {{1e300}, {1e-300}, {3e-300}});
        Evaluation evaluation = new Softmax().backward(x, Parameters.ofWeights(w), new int[] {1});
        assertEquals(Math.log(2), evaluation.loss(), 1e-15);
        Compare.close("dX", 1e-15, new double[] {1e-300}, evaluation.gradients().features().data);
        double half = 0.5e-290;
        Compare.close(
                "dW",
                1e-15,
                new double[] {0, half, -half},
                evaluation.gradients().weights().data);
    }

    /** One score is beyond the range of double, and another is not. */
    @Test
    void logitsBesideOneBeyondTheRange() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{0x1p1000}});
        DMatrixRMaj w = new DMatrixRMaj(new double[][] {{-0x1p1000}, {0x1p-100}});
        DMatrixRMaj logits = new Softmax().logits(x, Parameters.ofWeights(w));
        assertEquals(Double.NEGATIVE_INFINITY, logits.get(0, 0), 0.0);
        assertEquals(0x1p900, logits.get(0, 1), 0.0);
    }

    /** The target's score is beyond the range of double, so its lead or its lag is as well. */
    @Test
    void scoresBeyondTheRange() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1e200, 0}});
        Parameters w = Parameters.ofWeights(new DMatrixRMaj(new double[][] {{1e200, 0}, {1, 1}}));
        Evaluation right = new Softmax().backward(x, w, new int[] {0});
        assertEquals(0, right.loss(), 0.0);
        Compare.close("dX", 0, new double[2], right.gradients().features().data);
        Evaluation wrong = new Softmax().backward(x, w, new int[] {1});
        assertEquals(Double.POSITIVE_INFINITY, wrong.loss());
        Compare.close("dX", 1e-15, new double[] {1e200, -1}, wrong.gradients().features().data);
    }

    /** A result beyond the range does not count if its coefficient is 0. */
    @Test
    void zeroTimesTooMuchIsZero() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1e200}, {3}});
        Parameters parameters = new Parameters(
                new DMatrixRMaj(new double[][] {{1e200}, {1}}), null, new DMatrixRMaj(new double[][] {{0}, {1}}));
        for (Loss loss : new Loss[] {
            new Center(Reduction.weighted(0, 1)),
            new Softmax(Reduction.weighted(0, 1)),
            new Softmax(Reduction.weighted(0, 1)).plus(1, new Center(Reduction.weighted(0, 1))),
            new Softmax(Reduction.weighted(0, 1)).plus(0, new Center())
        }) {
            Parameters used = new Parameters(
                    loss.uses().contains(Parameters.Kind.WEIGHTS) ? parameters.weights() : null,
                    null,
                    loss.uses().contains(Parameters.Kind.CENTERS) ? parameters.centers() : null);
            Evaluation evaluation = loss.backward(x, used, new int[] {1, 0});
            assertTrue(Double.isFinite(evaluation.loss()), loss + ": " + evaluation.loss());
            noNaN(loss, new Batch(x, used, new int[] {1, 0}));
        }
    }

    /**
     * x and c at the two ends of the range: their distance is beyond it, and so is the gradient, with the right sign.
     */
    @Test
    void distancesBeyondTheRange() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{Double.MAX_VALUE, 1}});
        DMatrixRMaj c = new DMatrixRMaj(new double[][] {{-Double.MAX_VALUE, -1}});
        Evaluation evaluation = new Center().backward(x, Parameters.ofCenters(c), new int[] {0});
        assertEquals(Double.POSITIVE_INFINITY, evaluation.loss());
        assertEquals("[Infinity, 2.0]", Arrays.toString(evaluation.gradients().features().data));
        assertEquals("[-Infinity, -2.0]", Arrays.toString(evaluation.gradients().centers().data));
        // (c − x)/2 is in the range, even where c − x is not
        assertEquals("[" + -Double.MAX_VALUE + ", -1.0]", Arrays.toString(Center.delta(x, c, new int[] {0}).data));
    }

    /** The square of a distance may underflow or overflow where the distance does not. */
    @Test
    void centerStepAndGradientOfTinyAndHugeDistances() {
        for (double size : new double[] {1e-200, 1e200}) {
            DMatrixRMaj x = new DMatrixRMaj(new double[][] {{3 * size}});
            DMatrixRMaj c = new DMatrixRMaj(new double[][] {{size}, {7}});
            Evaluation evaluation = new Center().backward(x, Parameters.ofCenters(c), new int[] {0});
            assertEquals(size < 1 ? 0 : Double.POSITIVE_INFINITY, evaluation.loss());
            assertEquals(3 * size - size, evaluation.gradients().features().data[0]);
            assertEquals(size - 3 * size, evaluation.gradients().centers().data[0]);
            assertEquals((size - 3 * size) / 2, Center.delta(x, c, new int[] {0}).data[0]);
            assertEquals(0, Center.delta(x, c, new int[] {0}).data[1], 0.0);
        }
    }
}
