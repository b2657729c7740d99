package outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.Evaluation;
import io.github.marginloss.FloatEvaluation;
import io.github.marginloss.FloatGradients;
import io.github.marginloss.FloatParameters;
import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.MarginLoss;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.check.GradientCheck;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.Scale;
import java.util.EnumSet;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

/** A program outside the library, which uses every name of the contract. */
class ContractTest {

    private static final DMatrixRMaj X = new DMatrixRMaj(new double[][] {{1, 2}, {-3, 0.5}, {0.25, -1}});
    private static final DMatrixRMaj W = new DMatrixRMaj(new double[][] {{1, 0}, {0.5, -2}});
    private static final DMatrixRMaj B = new DMatrixRMaj(new double[][] {{0.5}, {-0.5}});
    private static final DMatrixRMaj C = new DMatrixRMaj(new double[][] {{0, 1}, {1, 1}});
    private static final int[] Y = {0, 1, 1};

    /** A user's own loss that learns nothing: ½‖x‖². It overrides nothing that it need not. */
    record FeatureNorm(Reduction reduction) implements Loss {
        @Override
        public double evaluate(
                DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
            double[] a = reduction.coefficients(labels);
            DMatrixRMaj dx = gradients == null ? null : gradients.features();
            if (dx != null) {
                dx.reshape(features.numRows, features.numCols);
            }
            double total = 0;
            for (int i = 0; i < labels.length; i++) {
                double loss = 0;
                for (int k = 0; k < features.numCols; k++) {
                    loss += features.get(i, k) * features.get(i, k) / 2;
                    if (dx != null) {
                        dx.set(i, k, a[i] * features.get(i, k));
                    }
                }
                if (sampleLosses != null) {
                    sampleLosses[i] = loss;
                }
                total += a[i] * loss;
            }
            return total;
        }

        @Override
        public Loss withReduction(Reduction other) {
            return new FeatureNorm(other);
        }

        @Override
        public Set<Parameters.Kind> uses() {
            return EnumSet.noneOf(Parameters.Kind.class);
        }
    }

    /** A user's own loss in terms of another, which uses the default {WEIGHTS}. */
    record Twice(MarginLoss loss) implements MarginLoss {
        @Override
        public double evaluate(
                DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
            return loss.plus(1, loss).evaluate(features, parameters, labels, sampleLosses, gradients);
        }

        @Override
        public Loss withReduction(Reduction other) {
            return new Twice((MarginLoss) loss.withReduction(other));
        }

        @Override
        public DMatrixRMaj logits(DMatrixRMaj features, Parameters parameters) {
            return loss.logits(features, parameters);
        }
    }

    /** cos θ − m, as a user writes it. */
    record OwnMargin(double m) implements Margin {
        @Override
        public double value(double cos, double sin) {
            return cos - m;
        }

        @Override
        public double slope(double cos, double sin) {
            return -sin;
        }
    }

    /** Counts only the last sample. */
    record Last() implements Reduction {
        @Override
        public double[] coefficients(int[] labels) {
            double[] a = new double[labels.length];
            a[labels.length - 1] = 1;
            return a;
        }
    }

    @Test
    void everyConstructor() {
        Reduction mean = Reduction.MEAN;
        Scale norm = Scale.norm();
        Loss[] onWeights = {
            new NormalizedSoftmax(),
            new NormalizedSoftmax(Scale.fixed(30), mean),
            new SphereFace(),
            new SphereFace(4, 5),
            new SphereFace(4, 5, norm, mean),
            new CosFace(),
            new CosFace(64, 0.35),
            new CosFace(64, 0.35, mean),
            new ArcFace(),
            new ArcFace(64, 0.5),
            new ArcFace(64, 0.5, ArcFace.Extension.NONE),
            new ArcFace(64, 0.5, ArcFace.Extension.NONE, mean),
            new CombinedMargin(64, 1, 0.3, 0.2),
            new CombinedMargin(64, 1, 0.3, 0.2, mean),
            new MarginSoftmax(norm, new OwnMargin(0.1), mean),
            new Twice(new CosFace()),
        };
        for (Loss loss : onWeights) {
            assertEquals(EnumSet.of(Parameters.Kind.WEIGHTS), loss.uses());
            assertTrue(loss.forward(X, Parameters.ofWeights(W), Y) > 0, loss + "");
        }
        assertEquals(EnumSet.of(Parameters.Kind.WEIGHTS, Parameters.Kind.BIAS), new Softmax().uses());
        assertEquals(new Softmax(), new Softmax(Reduction.MEAN));
        assertTrue(new Softmax().forward(X, Parameters.ofWeights(W, B), Y) > 0);
        assertEquals(EnumSet.of(Parameters.Kind.CENTERS), new Center().uses());
        assertEquals(new Center(), new Center(Reduction.SUM));
        assertTrue(new Center().forward(X, Parameters.ofCenters(C), Y) > 0);
        ArcFace.Extension[] extensions = {
            ArcFace.Extension.NONE,
            ArcFace.Extension.LINEAR,
            ArcFace.Extension.CONTINUOUS,
            ArcFace.Extension.CLAMP,
            ArcFace.Extension.EASY
        };
        assertEquals(extensions.length, ArcFace.Extension.values().length);
        assertEquals(5, new SphereFace.Annealing(1000, 0.12, 1, 5).lambda(1_000_000L));
    }

    @Test
    void jointSupervision() {
        Loss loss = new Softmax().plus(0.003, new Center(Reduction.MEAN));
        Parameters parameters = Parameters.ofWeights(W, B).withCenters(C);
        assertEquals(new Parameters(W, B, C), parameters);
        Evaluation joint = loss.backward(X, parameters, Y);
        Evaluation softmax = new Softmax().backward(X, Parameters.ofWeights(W, B), Y);
        Evaluation center = new Center(Reduction.MEAN).backward(X, Parameters.ofCenters(C), Y);
        assertEquals(softmax.loss() + 0.003 * center.loss(), joint.loss(), 1e-15);
        assertEquals(softmax.sampleLosses()[2] + 0.003 * center.sampleLosses()[2], joint.sampleLosses()[2], 1e-15);
        Gradients g = joint.gradients();
        assertEquals(3, g.features().numRows);
        assertEquals(softmax.gradients().weights().get(1, 1), g.weights().get(1, 1), 1e-15);
        assertEquals(softmax.gradients().bias().get(1, 0), g.bias().get(1, 0), 1e-15);
        assertEquals(0.003 * center.gradients().centers().get(1, 1), g.centers().get(1, 1), 1e-15);
        DMatrixRMaj step = Center.delta(X, C, Y);
        assertEquals((2 * 1 - (-3 + 0.25)) / 3, step.get(1, 0), 1e-15);
    }

    @Test
    void aReductionOfOnesOwn() {
        double last = new CosFace()
                .forward(new DMatrixRMaj(new double[][] {{0.25, -1}}), Parameters.ofWeights(W), new int[] {1});
        Loss loss = new CosFace().withReduction(new Last());
        assertEquals(last, loss.forward(X, Parameters.ofWeights(W), Y), 1e-13);
        Reduction weighted = Reduction.weighted(0, 0, 1);
        assertEquals(last, new CosFace(64, 0.35, weighted).forward(X, Parameters.ofWeights(W), Y), 1e-13);
        Reduction byClass = Reduction.classWeighted(0, 0);
        assertEquals(0, new CosFace(64, 0.35, byClass).forward(X, Parameters.ofWeights(W), Y), 0.0);
    }

    @Test
    void aMarginOfOnesOwn() {
        Loss own = new MarginSoftmax(Scale.fixed(64), new OwnMargin(0.35), Reduction.MEAN);
        Evaluation expected = new CosFace().backward(X, Parameters.ofWeights(W), Y);
        Evaluation actual = own.backward(X, Parameters.ofWeights(W), Y);
        assertEquals(expected.loss(), actual.loss(), 1e-13 * expected.loss());
        assertEquals(
                expected.gradients().features().get(1, 1),
                actual.gradients().features().get(1, 1),
                1e-12);
    }

    @Test
    void aLossOfOnesOwn() {
        Parameters weights = Parameters.ofWeights(W);
        double cos = new CosFace().forward(X, weights, Y);
        assertEquals(2 * cos, new Twice(new CosFace()).forward(X, weights, Y), 1e-14 * cos);
        Evaluation sum = new CosFace().plus(0.1, new Twice(new CosFace())).backward(X, weights, Y);
        assertEquals(1.2 * cos, sum.loss(), 1e-14 * cos);
        // a fault in the user's own term is found before the first term computes
        Gradients untouched = new Gradients(new DMatrixRMaj(1, 1), null, null, null);
        Loss loss = new Softmax().plus(1, new Twice(new CosFace()));
        int[] labels = {0, 1, 2};
        assertThrows(IllegalArgumentException.class, () -> loss.evaluate(X, weights, labels, null, untouched));
        assertEquals(1, untouched.features().numRows);
    }

    /** A term that learns nothing sees no parameters, and does not check the labels. */
    @Test
    void aLossOfOnesOwnWithoutParameters() {
        Parameters weights = Parameters.ofWeights(W);
        Loss norm = new FeatureNorm(Reduction.SUM);
        double half = (5 + 9.25 + 1.0625) / 2;
        Parameters nothing = new Parameters(null, null, null);
        assertEquals(half, norm.backward(X, nothing, Y).loss(), 1e-15);
        Evaluation sum = new CosFace().plus(0.1, norm).backward(X, weights, Y);
        Evaluation cos = new CosFace().backward(X, weights, Y);
        assertEquals(cos.loss() + 0.1 * half, sum.loss(), 1e-13);
        assertEquals(
                cos.gradients().features().get(2, 1) - 0.1,
                sum.gradients().features().get(2, 1),
                1e-13);
        assertEquals(cos.loss() + 0.1 * half, norm.plus(10, new CosFace()).forward(X, weights, Y) / 10, 1e-13);
    }

    @Test
    void singlePrecision() {
        FMatrixRMaj x = new FMatrixRMaj(new float[][] {{1, 2}, {-3, 0.5f}, {0.25f, -1}});
        FMatrixRMaj w = new FMatrixRMaj(new float[][] {{1, 0}, {0.5f, -2}});
        FMatrixRMaj c = new FMatrixRMaj(new float[][] {{0, 1}, {1, 1}});
        FloatParameters parameters = FloatParameters.ofWeights(w).withCenters(c);
        assertEquals(parameters, new FloatParameters(w, null, c));
        Loss loss = new Softmax().plus(0.003, new Center(Reduction.MEAN));
        FloatGradients gradients = FloatGradients.like(x, parameters);
        double[] losses = new double[3];
        double value = loss.evaluate(x, parameters, Y, losses, gradients);
        Evaluation expected = loss.backward(X, new Parameters(W, null, C), Y);
        assertEquals(expected.loss(), value);
        assertEquals(expected.loss(), loss.forward(x, parameters, Y));
        assertEquals(expected.sampleLosses()[1], losses[1]);
        FloatEvaluation all = loss.backward(x, parameters, Y);
        assertEquals(expected.loss(), all.loss());
        assertEquals(
                (float) expected.gradients().centers().get(1, 0),
                all.gradients().centers().get(1, 0));
        assertEquals(
                (float) expected.gradients().weights().get(1, 1),
                gradients.weights().get(1, 1));
        MarginLoss arc = new ArcFace(16, 0.5);
        assertEquals((float) (16 / Math.sqrt(5)), arc.logits(x, parameters).get(0, 0));
        assertEquals(
                (float) Center.delta(X, C, Y).get(1, 0), Center.delta(x, c, Y).get(1, 0));
        // a user's own loss is called with doubles
        Loss own = new Twice(new CosFace());
        double twice = own.forward(X, Parameters.ofWeights(W), Y);
        assertEquals(twice, own.forward(x, FloatParameters.ofWeights(w), Y));
        assertEquals(
                new CosFace().logits(x, parameters).get(2, 1),
                new Twice(new CosFace()).logits(x, parameters).get(2, 1));
        assertTrue(GradientCheck.of(arc, x, FloatParameters.ofWeights(w), Y).passed());
    }

    @Test
    void outputsAreReused() {
        MarginLoss loss = new ArcFace(16, 0.5);
        Parameters parameters = Parameters.ofWeights(W);
        Gradients gradients = Gradients.like(X, parameters);
        double[] losses = new double[3];
        double loss1 = loss.evaluate(X, parameters, Y, losses, gradients);
        DMatrixRMaj dx = gradients.features();
        assertEquals(loss1, loss.evaluate(X, parameters, Y, losses, gradients));
        assertSame(dx, gradients.features());
        DMatrixRMaj logits = loss.logits(X, parameters);
        assertEquals(16 / Math.sqrt(5), logits.get(0, 0), 1e-14);
        assertEquals(loss1, new Evaluation(loss1, losses, gradients).loss());
    }
}
