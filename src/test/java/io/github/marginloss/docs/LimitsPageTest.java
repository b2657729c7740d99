package io.github.marginloss.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Softmax;
import io.github.marginloss.reference.Reference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;

/** The cost of large logits that README and docs/numerics.md state: one number is added to every bias of a Softmax. */
class LimitsPageTest {

    private static final int M = 64;
    private static final int D = 16;
    private static final int N = 10;

    @Test
    void aCommonOffsetCostsDigits() {
        assertOffset(1e10, 4e-7);
        assertOffset(1e12, 3e-5);
        assertOffset(1e16, 0.5);
        String text = Pages.of(Path.of("docs", "numerics.md")).text();
        assertTrue(text.contains("up to 4e-7 for the number $10^{10}$, 3e-5 for $10^{12}$, and 0.5 for $10^{16}$"));
        // README: digits lost of the sixteen
        assertEquals(9, Math.floor(Math.log10(4e-7 / 0x1p-52)));
        assertEquals(11, Math.floor(Math.log10(3e-5 / 0x1p-52)));
    }

    /** The error is within the bound, and is the page's up to a factor, because its bits depend on the processor. */
    private static void assertOffset(double offset, double said) {
        double worst = 0;
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            DMatrixRMaj x = RandomMatrices_DDRM.rectangle(M, D, -1, 1, random);
            DMatrixRMaj w = RandomMatrices_DDRM.rectangle(N, D, -1, 1, random);
            DMatrixRMaj bias = new DMatrixRMaj(N, 1);
            CommonOps_DDRM.fill(bias, offset);
            int[] labels = random.ints(M, 0, N).toArray();
            double[] truth = losses(Reference.of(new Softmax()), x, Parameters.ofWeights(w), labels);
            double[] actual = losses(new Softmax(), x, Parameters.ofWeights(w, bias), labels);
            double reach = offset + NormOps_DDRM.normF(x) * NormOps_DDRM.normF(w);
            for (int i = 0; i < M; i++) {
                double error = Math.abs(actual[i] - truth[i]);
                worst = Math.max(worst, error / truth[i]);
                double bound = 4 + 4 * reach * -Math.expm1(-truth[i]) / truth[i];
                assertTrue(error <= bound * Math.ulp(truth[i]));
            }
        }
        double found = worst;
        assertTrue(worst > said / 3 && worst < said * 3, () -> "at " + offset + " up to " + found);
    }

    private static double[] losses(Loss loss, DMatrixRMaj x, Parameters parameters, int[] labels) {
        double[] losses = new double[M];
        loss.evaluate(x, parameters, labels, losses, null);
        assertTrue(Arrays.stream(losses).allMatch(Double::isFinite));
        return losses;
    }
}
