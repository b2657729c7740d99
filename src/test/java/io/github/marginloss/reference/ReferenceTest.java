package io.github.marginloss.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Loss;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.Scale;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** What the reference can read, and cases beyond the golden ones: right angles, parallel rows and angles of 1e-300. */
class ReferenceTest {

    private static final DMatrixRMaj X = new DMatrixRMaj(new double[][] {{1, 2}, {-3, 0.5}});
    private static final DMatrixRMaj W = new DMatrixRMaj(new double[][] {{1, 0.25}, {0.5, -2}});
    private static final int[] LABELS = {1, 0};

    /** cos θ, only in double. */
    private record InDouble() implements Margin {
        @Override
        public double value(double cos, double sin) {
            return cos;
        }

        @Override
        public double slope(double cos, double sin) {
            return -sin;
        }
    }

    /** A reference of references is the reference of their losses: nothing is rounded in between. */
    @Test
    void referencesOfReferences() {
        Loss arc = new ArcFace(16, 0.5);
        Loss center = new Center();
        Loss sum = Reference.of(Reference.of(arc).plus(-0.3, Reference.of(center)));
        Parameters parameters = Parameters.ofWeights(W).withCenters(W);
        Evaluation nested = sum.backward(X, parameters, LABELS);
        Evaluation plain = Reference.of(arc.plus(-0.3, center)).backward(X, parameters, LABELS);
        assertEquals(plain.loss(), nested.loss());
        assertArrayEquals(plain.gradients().features().data, nested.gradients().features().data);
        assertArrayEquals(plain.gradients().centers().data, nested.gradients().centers().data);
        assertTrue(plain.loss() != 0);
    }

    @Test
    void everyTermMustBeReadable() {
        Loss unreadable = new MarginSoftmax(Scale.norm(), new InDouble(), Reduction.MEAN);
        Loss readable = new Softmax();
        for (Loss loss : List.of(
                unreadable,
                unreadable.plus(1, readable),
                readable.plus(1, unreadable),
                readable.plus(1, readable.plus(1, unreadable)))) {
            Exception thrown = assertThrows(IllegalArgumentException.class, () -> Reference.of(loss), loss + "");
            assertTrue(thrown.getMessage().contains("InDouble is not a PreciseMargin"), thrown.getMessage());
        }
    }

    @Test
    void theUnroundedLossChecksItsArguments() {
        Reference reference = new Reference(new ArcFace());
        Parameters weights = Parameters.ofWeights(W);
        assertEquals(
                reference.forward(X, weights, LABELS),
                reference.unrounded(X, weights, LABELS).toDouble());
        assertThrows(IllegalArgumentException.class, () -> reference.unrounded(X, weights, new int[] {1, 2}));
        DMatrixRMaj bad = X.copy();
        bad.set(1, 1, Double.NaN);
        assertThrows(IllegalArgumentException.class, () -> reference.unrounded(bad, weights, LABELS));
    }

    private static double loss(double s, double[][] x, double[][] w, int label) {
        Loss loss = Reference.of(new NormalizedSoftmax(Scale.fixed(s), Reduction.MEAN));
        return loss.forward(new DMatrixRMaj(x), Parameters.ofWeights(new DMatrixRMaj(w)), new int[] {label});
    }

    /** A cosine of 2^-50 has all its digits, which a scale of 2^27 makes visible: the logits are 2^-23 and 0. */
    @Test
    void cosinesNextToTheRightAngle() {
        double expected = Math.log1p(Math.exp(0x1p-23));
        double[][] w = {{1 + 0x1p-50, -1 + 0x1p-50}, {1, -1}};
        assertEquals(expected, loss(0x1p27, new double[][] {{1, 1}}, w, 1), 2e-16);
    }

    /** 3x and 5x are parallel to x, and no scale can tell them apart, although their norms are rounded. */
    @Test
    void parallelClassesAreEqual() {
        double[] x = {(1L << 49) - 1, 0x1p-40 * ((1L << 49) - 3), 0x1p-90 * ((1L << 49) - 5)};
        double[][] w = new double[2][3];
        for (int k = 0; k < 3; k++) {
            w[0][k] = 3 * x[k];
            w[1][k] = -5 * -x[k];
        }
        assertEquals(Math.log(2), loss(1e40, new double[][] {x}, w, 0), 1e-16);
        assertEquals(Math.log(2), loss(1e40, new double[][] {{-x[0], -x[1], -x[2]}}, w, 0), 1e-16);
    }

    /** The cone of ArcFace is as steep at 1e-300 as at 1e-20: the unit tangent has no size to lose. */
    @Test
    void theTangentOfTheSmallestAngles() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 0}});
        Loss loss = Reference.of(new ArcFace(2, 0.5));
        double[] expected = null;
        for (double angle : new double[] {1e-20, 1e-150, 1e-250, 1e-300}) {
            DMatrixRMaj w = new DMatrixRMaj(new double[][] {{1, angle}, {0, 1}});
            double[] actual = loss.backward(x, Parameters.ofWeights(w), new int[] {0})
                    .gradients()
                    .weights()
                    .data;
            expected = expected == null ? actual : expected;
            assertEquals(expected[1], actual[1], 2 * Math.ulp(expected[1]));
            assertTrue(Math.abs(actual[1]) > 0.1, () -> "∂w of the target: " + actual[1]);
        }
    }
}
