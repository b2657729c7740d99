package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.marginloss.reference.Reference;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums within the range of double whose terms are beyond it. */
class SumRangeTest {

    private static final int[] LABELS = {1, 0};

    private static Batch huge(double size) {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{size, 3}, {-1, 0.7 * size}});
        DMatrixRMaj w = new DMatrixRMaj(new double[][] {{size, 0.3}, {-0.4, size}, {1, 2}});
        DMatrixRMaj c = new DMatrixRMaj(new double[][] {{-size, 0.3}, {-0.4, -size}, {1, 2}});
        return new Batch(x, new Parameters(w, null, c), LABELS);
    }

    private static Batch of(Loss loss, Batch all) {
        Parameters p = all.parameters();
        boolean weights = loss.uses().contains(Parameters.Kind.WEIGHTS);
        boolean centers = loss.uses().contains(Parameters.Kind.CENTERS);
        return new Batch(
                all.features(),
                new Parameters(weights ? p.weights() : null, null, centers ? p.centers() : null),
                all.labels());
    }

    /**
     * Compares losses and gradients with the reference: the same infinities, no NaN, finite losses within 1e-10,
     * entries within 1e-10 of their row.
     */
    private static void agree(Loss loss, Batch all) {
        Batch batch = of(loss, all);
        Evaluation right = batch.backward(Reference.of(loss));
        Evaluation fast = batch.backward(loss);
        close(loss + " L", right.loss(), fast.loss(), Math.abs(right.loss()));
        for (int i = 0; i < right.sampleLosses().length; i++) {
            close(loss + " l " + i, right.sampleLosses()[i], fast.sampleLosses()[i], Math.abs(right.sampleLosses()[i]));
        }
        for (Compare.Output output : Compare.Output.values()) {
            if (output.of(right.gradients()) != null) {
                double[] expected = output.of(right.gradients()).data;
                double[] actual = output.of(fast.gradients()).data;
                int columns = output.of(right.gradients()).numCols;
                for (int k = 0; k < expected.length; k++) {
                    int from = k / columns * columns;
                    double row = Arrays.stream(expected, from, from + columns)
                            .map(Math::abs)
                            .max()
                            .orElse(0);
                    close(loss + " " + output + " " + k, expected[k], actual[k], Math.min(row, Double.MAX_VALUE));
                }
            }
        }
    }

    private static void close(String what, double expected, double actual, double size) {
        assertFalse(Double.isNaN(actual), what + " is NaN for " + expected);
        if (Double.isFinite(expected)) {
            assertEquals(expected, actual, 1e-10 * size, what);
        } else {
            assertEquals(expected, actual, what);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e154, 3e154, 1e160, 1e200, 1e300, 1e308})
    void oppositeInfinities(double size) {
        // the factor of the second loss is 1 − 2^-10, so the difference is finite for the smaller sizes
        double most = 1 - 0x1p-10;
        agree(new Center().plus(-most, new Center()), huge(size));
        agree(new Softmax().plus(-most, new Softmax()), huge(size));
        agree(new Softmax().plus(1, new Center()).plus(-1, new Softmax()), huge(size));
    }

    /** Equal terms cancel. The fast path may leave their rounding error, which may be beyond the range. */
    @ParameterizedTest
    @ValueSource(doubles = {1e154, 3e154, 1e160, 1e200, 1e300, 1e308})
    void nothingIsLeft(double size) {
        for (Loss loss : new Loss[] {new Center().plus(-1, new Center()), new Softmax().plus(-1, new Softmax())}) {
            Batch batch = of(loss, huge(size));
            assertEquals(0, batch.forward(Reference.of(loss)));
            assertFalse(Double.isNaN(batch.forward(loss)));
        }
    }

    /** Terms of different kinds that cancel leave their rounding errors, which may have any size and sign. */
    @ParameterizedTest
    @ValueSource(doubles = {1e154, 3e154, 1e160, 1e200, 1e300, 1e308})
    void neverNaN(double size) {
        for (Loss loss : new Loss[] {
            new Softmax().plus(-1, new Center()), new Center().plus(-3, new Softmax().plus(-0.5, new Center()))
        }) {
            Evaluation result = of(loss, huge(size)).backward(loss);
            assertFalse(Double.isNaN(result.loss()), loss.toString());
            assertFalse(Arrays.stream(result.sampleLosses()).anyMatch(Double::isNaN), loss.toString());
            for (Compare.Output output : Compare.Output.values()) {
                if (output.of(result.gradients()) != null) {
                    double[] entries = output.of(result.gradients()).data;
                    assertFalse(Arrays.stream(entries).anyMatch(Double::isNaN), loss + " " + output);
                }
            }
        }
    }

    /** The term is beyond the range, and its weight brings it back into range. */
    @Test
    void aSmallWeightOfATermBeyondTheRange() {
        agree(new Softmax().plus(1e-100, new Center()), huge(1e180));
        agree(new Center(Reduction.MEAN).plus(1e-300, new Softmax()), huge(1e180));
        agree(new CosFace().plus(1e-250, new Center()), huge(1e250));
        agree(new CosFace().plus(0x1p-1074, new Center()), huge(1e300));
    }

    /** Two gradients of opposite signs are each beyond the range, because of their coefficients; their sum is right. */
    @Test
    void gradientsBeyondTheRangeThatCancel() {
        Reduction large = Reduction.weighted(1e300, 1e300);
        Reduction other = Reduction.weighted(0.75e300, 0.5e300);
        for (double size : new double[] {1e5, 1e9, 1e20}) {
            agree(new Center(large).plus(-1, new Center(other)), huge(size));
        }
        // larger features would cancel so far that no digit of the row is certain
        agree(new Softmax(large).plus(-1, new Softmax(other)), huge(1e5));
        Batch batch = huge(1);
        batch = new Batch(Batch.map(batch.features(), v -> v * 1e-10), batch.parameters(), LABELS);
        agree(new ArcFace(64, 0.5).withReduction(large).plus(-1, new ArcFace(64, 0.5).withReduction(other)), batch);
    }
}
