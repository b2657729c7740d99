package io.github.marginloss;

import java.util.function.IntUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cosine does not depend on lengths: a power of two in a row changes only the exponents of that row's gradient. */
class PowersOfTwoTest {

    private static final double[] ANGLES = {0.2, 0.6, 0.95, 1.3, 1.75, 2.2, 2.5, 2.8, 3.0};
    private static final int D = 5;
    private static final int N = 7;

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.marginloss.Losses#cosine")
    void powersOfTwoInWeightsChangeNothing(Losses.Entry entry) {
        for (int k : new int[] {1, -1, 10, -10, 500, -500}) {
            weights(entry, j -> k);
        }
        weights(entry, j -> 37 * (j % 5) - 300 * (j % 2));
    }

    private static void weights(Losses.Entry entry, IntUnaryOperator exponent) {
        Batch batch = Batch.atAngles(entry.kinds(), ANGLES, D, N, 53);
        Evaluation expected = batch.backward(entry.loss());
        Batch scaled = batch.withWeights(scaled(batch.parameters().weights(), exponent));
        Evaluation actual = scaled.backward(entry.loss());
        Compare.bits("L", expected.loss(), actual.loss());
        Compare.bits("l", expected.sampleLosses(), actual.sampleLosses());
        Compare.bits("dX", expected.gradients().features(), actual.gradients().features());
        DMatrixRMaj dw = scaled(expected.gradients().weights(), j -> -exponent.applyAsInt(j));
        Compare.bits("dW", dw, actual.gradients().weights());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.marginloss.Losses#cosine")
    void powersOfTwoInFeaturesChangeNothing(Losses.Entry entry) {
        if (((Naive.Cosine) entry.naive()).fixed()) {
            for (int k : new int[] {1, -1, 10, -10, 500, -500}) {
                features(entry, i -> k);
            }
            features(entry, i -> 61 * (i % 4) - 200 * (i % 3));
        }
    }

    private static void features(Losses.Entry entry, IntUnaryOperator exponent) {
        Batch batch = Batch.atAngles(entry.kinds(), ANGLES, D, N, 54);
        Evaluation expected = batch.backward(entry.loss());
        Batch scaled = new Batch(scaled(batch.features(), exponent), batch.parameters(), batch.labels());
        Evaluation actual = scaled.backward(entry.loss());
        Compare.bits("L", expected.loss(), actual.loss());
        Compare.bits("l", expected.sampleLosses(), actual.sampleLosses());
        Compare.bits("dW", expected.gradients().weights(), actual.gradients().weights());
        DMatrixRMaj dx = scaled(expected.gradients().features(), i -> -exponent.applyAsInt(i));
        Compare.bits("dX", dx, actual.gradients().features());
    }

    private static DMatrixRMaj scaled(DMatrixRMaj matrix, IntUnaryOperator exponent) {
        DMatrixRMaj result = matrix.copy();
        for (int k = 0; k < result.getNumElements(); k++) {
            result.data[k] = Math.scalb(result.data[k], exponent.applyAsInt(k / matrix.numCols));
        }
        return result;
    }
}
