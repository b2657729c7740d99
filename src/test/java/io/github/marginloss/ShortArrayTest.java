package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.ejml.MatrixDimensionException;
import org.ejml.data.DMatrixRMaj;

/**
 * EJML's fields are public, so a matrix may claim more rows than its array holds. That is refused by the name of the
 * argument.
 */
class ShortArrayTest {

    private static DMatrixRMaj tooShort(DMatrixRMaj matrix) {
        DMatrixRMaj result = matrix.copy();
        result.data = java.util.Arrays.copyOf(result.data, matrix.getNumElements() - 1);
        return result;
    }

    @EachLoss
    void aMatrixWhoseArrayIsTooShortIsNamed(Losses.Entry entry) {
        Call good = Call.good(entry);
        names("features", entry.loss(), good.withFeatures(tooShort(good.features())));
        for (Parameters.Kind kind : entry.kinds()) {
            names(
                    kind.name().toLowerCase(Locale.ROOT),
                    entry.loss(),
                    good.withParameter(kind, tooShort(good.parameters().get(kind))));
        }
    }

    private static void names(String name, Loss loss, Call call) {
        DMatrixRMaj before = call.gradients().features().copy();
        refused(name, () -> call.evaluate(loss));
        refused(name, () -> loss.forward(call.features(), call.parameters(), call.labels()));
        refused(name, () -> loss.backward(call.features(), call.parameters(), call.labels()));
        if (loss instanceof MarginLoss margin) {
            refused(name, () -> margin.logits(call.features(), call.parameters()));
        }
        Compare.bits("output touched", before, call.gradients().features());
    }

    private static void refused(String name, org.junit.jupiter.api.function.Executable call) {
        RuntimeException thrown = assertThrows(RuntimeException.class, call);
        boolean fits = thrown instanceof MatrixDimensionException || thrown instanceof IllegalArgumentException;
        assertTrue(fits && String.valueOf(thrown.getMessage()).contains(name), name + ": " + thrown);
    }

    @org.junit.jupiter.api.Test
    void centerDeltaRefusesTheSame() {
        DMatrixRMaj x = new DMatrixRMaj(2, 3);
        DMatrixRMaj c = new DMatrixRMaj(4, 3);
        int[] labels = {0, 3};
        refused("features", () -> Center.delta(tooShort(x), c, labels));
        refused("centers", () -> Center.delta(x, tooShort(c), labels));
    }

    /** An output whose array is too short is reshaped like any other. */
    @EachLoss
    void anOutputWhoseArrayIsTooShortIsReshaped(Losses.Entry entry) {
        Batch batch = entry.batch(9, 4, 6, 7);
        Evaluation fresh = batch.backward(entry.loss());
        Gradients lying = new Gradients(
                lying(fresh.gradients().features()),
                lying(fresh.gradients().weights()),
                lying(fresh.gradients().bias()),
                lying(fresh.gradients().centers()));
        double[] losses = new double[9];
        double loss = entry.loss().evaluate(batch.features(), batch.parameters(), batch.labels(), losses, lying);
        Compare.bits("into short arrays", fresh, new Evaluation(loss, losses, lying));
    }

    private static DMatrixRMaj lying(DMatrixRMaj matrix) {
        return matrix == null ? null : tooShort(matrix);
    }
}
