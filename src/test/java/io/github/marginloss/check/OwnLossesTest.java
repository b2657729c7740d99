package io.github.marginloss.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.Batch;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.Naive;
import io.github.marginloss.Parameterless;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.check.Entry.Verdict;
import io.github.marginloss.core.Angle;
import io.github.marginloss.core.DD;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.MultiplicativeAngle;
import io.github.marginloss.core.PreciseMargin;
import io.github.marginloss.core.Scale;
import java.util.EnumSet;
import java.util.function.DoubleUnaryOperator;
import org.ejml.MatrixDimensionException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses in double, as people write them: confident samples are not faults, and NaN never passes. */
class OwnLossesTest {

    /** ArcFace from the textbook, with ∂L/∂W multiplied by a factor. */
    private static class Textbook implements Loss {
        private static final long serialVersionUID = 1;
        private final double s;
        private final double m;
        private final double factor;

        Textbook(double s, double m, double factor) {
            this.s = s;
            this.m = m;
            this.factor = factor;
        }

        @Override
        public double evaluate(DMatrixRMaj x, Parameters p, int[] labels, double[] losses, Gradients gradients) {
            Naive naive = new Naive.Cosine(s, v -> Math.cos(v + m), v -> -Math.sin(v + m), Reduction.MEAN);
            Evaluation result = naive.evaluate(new Batch(x, p, labels));
            if (gradients != null) {
                gradients.features().setTo(result.gradients().features());
                gradients.weights().setTo(result.gradients().weights());
                for (int k = 0; k < gradients.weights().getNumElements(); k++) {
                    gradients.weights().data[k] *= factor;
                }
            }
            return result.loss()
                    + s
                    - s; // rounded like log Σ exp(z_j) − z_y, which is a multiple of the ulp of the logits
        }

        @Override
        public Loss withReduction(Reduction reduction) {
            return this;
        }
    }

    /** cos(θ + m) by the angle itself. */
    private record OwnMargin(double m) implements Margin {
        private static final long serialVersionUID = 1;

        @Override
        public double value(double cos, double sin) {
            return Math.cos(Math.atan2(sin, cos) + m);
        }

        @Override
        public double slope(double cos, double sin) {
            return -Math.sin(Math.atan2(sin, cos) + m);
        }
    }

    private static Report check(Loss loss, long seed) {
        Batch batch = Batch.random(EnumSet.of(Parameters.Kind.WEIGHTS), 3, 3, 4, seed);
        return GradientCheck.of(loss, batch.features(), batch.parameters(), batch.labels());
    }

    /** The larger the scale, the more confident are the samples, and the more of L is rounding error. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 16, 30, 64, 300})
    void rightAndWrongAtAnyScale(double s) {
        int right = 0;
        int unseen = 0;
        for (int seed = 0; seed < 10; seed++) {
            for (Loss loss : new Loss[] {
                new Textbook(s, 0.3, 1), new MarginSoftmax(Scale.fixed(s), new OwnMargin(0.3), Reduction.MEAN)
            }) {
                Report report = check(loss, seed);
                assertEquals(0, report.count(Verdict.WRONG), report::toString);
                assertEquals(0, report.count(Verdict.AT_A_KINK), report::toString);
                right += (int) report.count(Verdict.RIGHT);
                unseen += (int) report.count(Verdict.UNSEEN);
            }
            Report wrong = check(new Textbook(s, 0.3, 1.001), seed);
            assertFalse(wrong.passed(), wrong::toString);
        }
        assertTrue(unseen < right / 4, unseen + " unseen, " + right + " right");
    }

    /** One entry of a row is not a number; the others are still compared. */
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aGradientThatIsNotFinite(double bad) {
        DMatrixRMaj point = new DMatrixRMaj(new double[][] {{0.3, -1.2, 0.7}, {2.5, 0.9, -0.4}});
        Parameters none = new Parameters(null, null, null);
        Own one = new Own(Math::exp, v -> v == 0.9 ? bad : Math.exp(v), 1);
        Report report = GradientCheck.of(one, point, none, new int[] {0, 0});
        assertEquals(5, report.count(Verdict.RIGHT), report::toString);
        assertEquals(1, report.count(Verdict.WRONG), report::toString);
        assertEquals(Verdict.WRONG, report.worst().verdict());
        Report all = GradientCheck.of(new Own(Math::exp, v -> bad, 1), point, none, new int[] {0, 0});
        assertEquals(6, all.count(Verdict.WRONG), all::toString);
    }

    @Test
    void aLossThatIsNotFinite() {
        DMatrixRMaj point = new DMatrixRMaj(new double[][] {{0.3, -1.2, 0.7}});
        Parameters none = new Parameters(null, null, null);
        Report nan = GradientCheck.of(new Own(v -> Double.NaN, v -> 1, 1), point, none, new int[] {0});
        assertEquals(3, nan.count(Verdict.WRONG), nan::toString);
        Own beyond = new Own(v -> Double.POSITIVE_INFINITY, v -> 1, 1);
        Report infinite = GradientCheck.of(beyond, point, none, new int[] {0});
        assertEquals(3, infinite.count(Verdict.UNSEEN), infinite::toString);
        // finite only at this point
        Own alone = new Own(v -> v == 0.3 || v == -1.2 || v == 0.7 ? 1 : Double.NaN, v -> 0, 1);
        Report island = GradientCheck.of(alone, point, none, new int[] {0});
        assertEquals(3, island.count(Verdict.WRONG), island::toString);
    }

    /** For a confident sample, log Σ exp − z_y is a multiple of the logit's ulp, so all neighbours are equal. */
    @Test
    void aLossOnAGrid() {
        DMatrixRMaj point = new DMatrixRMaj(new double[][] {{0.3, -1.2, 0.7}});
        Parameters none = new Parameters(null, null, null);
        double grid = Math.ulp(64.0);
        DoubleUnaryOperator coarse = v -> grid * Math.rint(1e-13 * v / grid);
        Report right = GradientCheck.of(new Own(coarse, v -> 1e-13, 1), point, none, new int[] {0});
        assertEquals(3, right.count(Verdict.UNSEEN), right::toString);
        Report wrong = GradientCheck.of(new Own(coarse, v -> 1e-3, 1), point, none, new int[] {0});
        assertEquals(3, wrong.count(Verdict.WRONG), wrong::toString);
    }

    /** A hinge at any distance: the check does not use steps that reach across it. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 0.5})
    void besideAHinge(double distance) {
        DMatrixRMaj point = new DMatrixRMaj(new double[][] {{1, -1.5, 1.25}});
        Parameters none = new Parameters(null, null, null);
        for (double sign : new double[] {-1, 1}) {
            double edge = 1 + sign * distance;
            DoubleUnaryOperator hinge = v -> Math.max(0, v - edge);
            DoubleUnaryOperator slope = v -> v > edge ? 1 : 0;
            Report right = GradientCheck.of(new Own(hinge, slope, 1), point, none, new int[] {0});
            assertEquals(0, right.count(Verdict.WRONG), right::toString);
            assertTrue(right.count(Verdict.RIGHT) >= 2, right::toString);
            DoubleUnaryOperator other = v -> 1 - slope.applyAsDouble(v);
            Report wrong = GradientCheck.of(new Own(hinge, other, 1), point, none, new int[] {0});
            assertEquals(0, wrong.count(Verdict.RIGHT), wrong::toString);
            assertTrue(wrong.count(Verdict.WRONG) >= 2, wrong::toString);
        }
    }

    /** A loss that was rounded to float shows no digit of a small slope; that is neither a kink nor a fault. */
    @Test
    void aLossOfSinglePrecision() {
        for (int seed = 0; seed < 20; seed++) {
            Loss single = new Textbook(4, 0.3, 1) {
                private static final long serialVersionUID = 1;

                @Override
                public double evaluate(DMatrixRMaj x, Parameters p, int[] labels, double[] losses, Gradients g) {
                    return (float) super.evaluate(x, p, labels, losses, g);
                }
            };
            Report report = check(single, seed);
            assertEquals(0, report.count(Verdict.WRONG), report::toString);
            assertEquals(0, report.count(Verdict.AT_A_KINK), report::toString);
        }
    }

    /** L = Σ x²/2, with a gradient that is added to the previous value, partly left out, or of another shape. */
    private record Careless(String fault) implements Parameterless {
        private static final long serialVersionUID = 1;

        @Override
        public double evaluate(DMatrixRMaj x, Parameters p, int[] labels, double[] losses, Gradients gradients) {
            double loss = 0;
            for (int k = 0; k < x.getNumElements(); k++) {
                loss += x.data[k] * x.data[k] / 2;
                if (gradients != null && !(fault.equals("left out") && k == 1)) {
                    double before = fault.equals("added") ? gradients.features().data[k] : 0;
                    gradients.features().data[k] = before + x.data[k];
                }
            }
            if (gradients != null && fault.equals("reshaped")) {
                gradients.features().reshape(0, 0);
            }
            return loss;
        }
    }

    @Test
    void gradientsThatAreNotOverwritten() {
        DMatrixRMaj point = new DMatrixRMaj(new double[][] {{0.3, -1.2, 0.7}});
        Parameters none = new Parameters(null, null, null);
        int[] labels = {0};
        assertTrue(GradientCheck.of(new Careless("none"), point, none, labels).passed());
        Report added = GradientCheck.of(new Careless("added"), point, none, labels);
        assertEquals(3, added.count(Verdict.WRONG), added::toString);
        Report left = GradientCheck.of(new Careless("left out"), point, none, labels);
        assertEquals(1, left.count(Verdict.WRONG), left::toString);
        assertEquals(2, left.count(Verdict.RIGHT), left::toString);
        Loss adding = new Textbook(4, 0.3, 1) {
            private static final long serialVersionUID = 1;

            @Override
            public double evaluate(DMatrixRMaj x, Parameters p, int[] y, double[] losses, Gradients gradients) {
                if (gradients == null) {
                    return super.evaluate(x, p, y, losses, null);
                }
                Gradients right = new Gradients(gradients.features(), new DMatrixRMaj(), null, null);
                double loss = super.evaluate(x, p, y, losses, right);
                CommonOps_DDRM.addEquals(gradients.weights(), right.weights());
                return loss;
            }
        };
        Report weights = check(adding, 1);
        assertEquals(9, weights.count(Verdict.RIGHT), weights::toString);
        assertEquals(12, weights.count(Verdict.WRONG), weights::toString);
        MatrixDimensionException thrown = assertThrows(
                MatrixDimensionException.class, () -> GradientCheck.of(new Careless("reshaped"), point, none, labels));
        assertTrue(thrown.getMessage().contains("gradients.features is 0×0"), thrown.getMessage());
    }

    /** Beside 1e15 a slope of 1 is below the rounding of L. */
    @Test
    void whatIsBelowTheRoundingOfTheLoss() {
        DMatrixRMaj point = new DMatrixRMaj(new double[][] {{0.3, -1.2, 0.7}});
        Parameters none = new Parameters(null, null, null);
        Own twice = new Own(v -> 1e15 + v, v -> 2, 1);
        Report report = GradientCheck.of(twice, point, none, new int[] {0});
        assertEquals(3, report.count(Verdict.UNSEEN), report::toString);
        assertTrue(report.toString().startsWith("uncompared gradients of Own["), report::toString);
        assertTrue(report.toString().contains("0 right, 0 wrong, 0 at a kink, 3 unseen"), report::toString);
    }

    /** φ of SphereFace with a wrong slope: at a branch point only its curvature jumps. */
    private record WrongSlope(boolean wrong) implements PreciseMargin {
        private static final long serialVersionUID = 1;

        @Override
        public Result at(Angle<DD> theta) {
            Result right = new MultiplicativeAngle(4, 0).at(theta);
            return wrong ? new Result(right.value(), right.slope().plus(0.5)) : right;
        }

        @Override
        public double[] kinks() {
            return new MultiplicativeAngle(4, 0).kinks();
        }
    }

    @Test
    void aWrongSlopeAtABranchPoint() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{Math.sqrt(0.5), Math.sqrt(0.5), 0}});
        Parameters w = Parameters.ofWeights(new DMatrixRMaj(new double[][] {{1, 0, 0}, {0.3, -0.5, 0.8}}));
        for (boolean wrong : new boolean[] {false, true}) {
            HeadLoss loss = new MarginSoftmax(Scale.fixed(4), new WrongSlope(wrong), Reduction.MEAN);
            assertTrue(loss.head() instanceof Head.Cosine);
            Report report = GradientCheck.of(loss, x, w, new int[] {0});
            assertEquals(1, report.kinks().size());
            assertEquals(!wrong, report.passed(), report::toString);
        }
    }
}
