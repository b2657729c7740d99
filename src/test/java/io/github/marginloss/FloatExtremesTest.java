package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.Parameters.Kind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Floats at the ends of their range, and results beyond it. */
class FloatExtremesTest {

    private static final float MAX = Float.MAX_VALUE;
    private static final float MIN = Float.MIN_VALUE;

    private static FMatrixRMaj rows(float[]... rows) {
        return new FMatrixRMaj(rows);
    }

    /** Subnormal rows, the largest rows, zero rows, equal and opposite rows, all in one batch. */
    @EachImplementation
    void everyKindOfRow(Losses.Entry entry) {
        FMatrixRMaj rows = rows(
                new float[] {MIN, 0, -3 * MIN},
                new float[] {MAX, -MAX, MAX},
                new float[] {0, 0, 0},
                new float[] {1, 2, 3},
                new float[] {2, 4, 6},
                new float[] {-1, -2, -3},
                new float[] {1, Math.nextUp(2f), 3},
                new float[] {MAX, MIN, 1});
        Set<Kind> kinds = entry.kinds();
        FMatrixRMaj bias = FloatBatch.matrix(8, 1, 0, 1, -1, 1e38, -1e38, 1e-45, MAX, -MAX);
        FloatParameters parameters = new FloatParameters(
                kinds.contains(Kind.WEIGHTS) ? rows.copy() : null,
                kinds.contains(Kind.BIAS) ? bias : null,
                kinds.contains(Kind.CENTERS) ? rows.copy() : null);
        int[] labels = {0, 1, 2, 3, 3, 3, 4, 0};
        for (Reduction reduction :
                Arrays.asList(Reduction.SUM, Reduction.classWeighted(1, 2, 3, 1e-30, 1e300, 1, 1, 1))) {
            new FloatBatch(rows, parameters, labels)
                    .holds(reduction + "", entry.loss().withReduction(reduction));
        }
    }

    /** If the double is 1e76 or 1e-90, the float is infinite or 0; L is a double and stays finite. */
    @Test
    void resultsBeyondFloat() {
        FMatrixRMaj x = FloatBatch.matrix(1, 1, 1);
        FloatParameters large = FloatParameters.ofCenters(FloatBatch.matrix(1, 1, -3e38));
        FloatEvaluation twice = new Center(Reduction.weighted(2)).backward(x, large, new int[1]);
        assertEquals(9e76, twice.loss(), 1e70);
        assertEquals(Float.POSITIVE_INFINITY, twice.gradients().features().data[0]);
        assertEquals(Float.NEGATIVE_INFINITY, twice.gradients().centers().data[0]);
        FloatEvaluation faint = new Center(Reduction.weighted(1e-90)).backward(x, large, new int[1]);
        assertEquals(0f, faint.gradients().features().data[0]);
        FMatrixRMaj logits = new Softmax()
                .logits(FloatBatch.matrix(1, 1, MAX), FloatParameters.ofWeights(FloatBatch.matrix(2, 1, 2, -2)));
        assertEquals(Float.POSITIVE_INFINITY, logits.data[0]);
        assertEquals(Float.NEGATIVE_INFINITY, logits.data[1]);
    }

    /** Two terms beyond the range of double cancel, or their sum is in the range of float. */
    @Test
    void termsBeyondDoubleCancel() {
        Loss sum = new Center(Reduction.SUM).plus(-1, new Center(Reduction.SUM)).plus(1, new Center(Reduction.SUM));
        Loss loss = sum.withReduction(Reduction.weighted(1e300, 1));
        FloatBatch batch = FloatBatch.of(Batch.random(EnumSet.of(Kind.CENTERS), 2, 3, 2, 1));
        batch.holds("cancelling", loss.plus(-1, new Center(Reduction.weighted(1e300, 0))));
    }
}
