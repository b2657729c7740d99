package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.core.AdditiveCosine;
import io.github.marginloss.core.Angle;
import io.github.marginloss.core.ExactMargin;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.NormMargin;
import io.github.marginloss.core.Numeric;
import io.github.marginloss.core.Scale;
import io.github.marginloss.reference.Reference;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Margins that depend on the norm: the exact rows decide branches, and no norm is out of range. */
class NormMarginTest {

    private static final Parameters W =
            Parameters.ofWeights(new DMatrixRMaj(new double[][] {{1, .1}, {.3, 1}, {-1, .5}}));

    private static void agree(Loss loss, double... x) {
        DMatrixRMaj features = new DMatrixRMaj(new double[][] {x});
        Evaluation fast = loss.backward(features, W, new int[1]);
        Evaluation right = Reference.of(loss).backward(features, W, new int[1]);
        assertEquals(right.loss(), fast.loss(), 1e-13 * right.loss());
        for (Compare.Output output : Compare.Output.values()) {
            DMatrixRMaj want = output.of(right.gradients());
            DMatrixRMaj got = output.of(fast.gradients());
            for (int k = 0; want != null && k < want.getNumElements(); k++) {
                int row = k / want.numCols * want.numCols;
                double size = Math.max(Math.abs(want.data[row]), Math.abs(want.data[row + 1]));
                assertEquals(want.data[k], got.data[k], 1e-12 * size, loss + " " + output + " " + k);
            }
        }
    }

    /** The norm is beyond a limit by less than doubles can resolve. */
    @Test
    void theNormOfTheRowDecides() {
        agree(new MagFace(), 10, 1e-200);
        agree(new MagFace(), 10, 0);
        agree(new MagFace(64, new MagFace.Range(10.1, 110, .45, .8), 35), 10.1, 1e-20);
        agree(new MagFace(64, new MagFace.Range(10.1, 10.1, .45, .8), 35), 10.1, 1e-20);
        agree(new MagFace(64, new MagFace.Range(1, 10.1, .45, .8), 35), 10.1, -1e-20);
    }

    /** x·w is 2^−300, the sum of parts that cancel. */
    @Test
    void theCosineOfTheRowsDecidesTheEasyMargin() {
        Parameters w = Parameters.ofWeights(new DMatrixRMaj(new double[][] {{1, 1, 0x1p-300}, {1, -1, 0}, {0, 1, 1}}));
        for (double sign : new double[] {1, -1}) {
            DMatrixRMaj x = new DMatrixRMaj(new double[][] {{20, -20, 20 * sign}});
            Loss easy = new MagFace().withEasyMargin();
            assertEquals(Reference.of(easy).forward(x, w, new int[1]), easy.forward(x, w, new int[1]), 1e-12);
        }
    }

    /** ‖x‖ cos θ − m. */
    private record Unscaled(double m) implements NormMargin {
        @Override
        public <N extends Numeric<N>> AtNorm<N> at(Angle<N> theta, N norm) {
            N zero = norm.constant(0);
            N share = norm.isZero() ? zero : norm.constant(m).dividedBy(norm);
            return new AtNorm<>(
                    new ExactMargin.Psi<>(theta.cos().minus(share), norm.constant(1), zero), share, zero, zero);
        }

        @Override
        public Margin margin(int sample, int label, double norm) {
            return new AdditiveCosine(norm == 0 ? 0 : m / norm);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-250, 1e-160, 1, 1e160, 1e300})
    void noNormIsOutOfRange(double size) {
        MarginSoftmax loss = new MarginSoftmax(Scale.norm(), new Unscaled(0.35), Reduction.MEAN);
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{size, -2 * size}});
        DMatrixRMaj got = loss.backward(x, W, new int[1]).gradients().features();
        DMatrixRMaj want =
                Reference.of(loss).backward(x, W, new int[1]).gradients().features();
        // two terms of the size m/‖x‖ cancel
        double tolerance = 1e-15 * Math.max(1, 1 / size);
        assertEquals(want.data[0], got.data[0], tolerance);
        assertEquals(want.data[1], got.data[1], tolerance);
    }

    /** One of its numbers is 1/‖x‖, which a zero row does not have. */
    private record Broken(int which) implements NormMargin {
        @Override
        public <N extends Numeric<N>> AtNorm<N> at(Angle<N> theta, N norm) {
            N one = norm.constant(1);
            N bad = one.dividedBy(norm);
            ExactMargin.Psi<N> psi = new ExactMargin.Psi<>(which == 0 ? bad : one, which == 1 ? bad : one, one);
            return new AtNorm<>(psi, which == 2 ? bad : one, which == 3 ? bad : one, which == 4 ? bad : one);
        }

        @Override
        public Margin margin(int sample, int label, double norm) {
            return new AdditiveCosine(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void whatIsNotFiniteIsRefused(int which) {
        Loss loss = new MarginSoftmax(Scale.fixed(1), new Broken(which), Reduction.MEAN);
        Gradients gradients = Gradients.ofFeatures(new DMatrixRMaj(1, 2));
        gradients.features().fill(7);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> loss.evaluate(new DMatrixRMaj(1, 2), W, new int[1], null, gradients))
                .getMessage();
        assertTrue(message.startsWith("margin: ") && message.contains("sample 0 of class 0"), message);
        assertEquals(7, gradients.features().get(0, 0));
    }
}
