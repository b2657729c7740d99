package io.github.marginloss.docs;

import static io.github.marginloss.docs.PagesNumbers.assertDigits;
import static io.github.marginloss.docs.PagesNumbers.assertFound;
import static io.github.marginloss.docs.PagesNumbers.number;
import static io.github.marginloss.docs.PagesNumbers.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.FloatGradients;
import io.github.marginloss.FloatParameters;
import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.reference.Reference;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.SpecializedOps_DDRM;
import org.ejml.ops.ConvertMatrixData;
import org.junit.jupiter.api.Test;

/** The numbers on the page of floats; the demo prints those of its last table. */
class FloatsPageTest {

    private static final Loss LOSS = new ArcFace(30, 0.5);

    /** The batch of README's first example, in floats. */
    private record Batch(FMatrixRMaj features, FloatParameters parameters, int[] labels) {

        static Batch of(long seed) {
            Random random = new Random(seed);
            FMatrixRMaj features = floats(RandomMatrices_DDRM.rectangle(64, 16, -1, 1, random));
            FMatrixRMaj weights = floats(RandomMatrices_DDRM.rectangle(10, 16, -1, 1, random));
            return new Batch(
                    features,
                    FloatParameters.ofWeights(weights),
                    random.ints(64, 0, 10).toArray());
        }

        private static FMatrixRMaj floats(DMatrixRMaj doubles) {
            FMatrixRMaj floats = new FMatrixRMaj(doubles.numRows, doubles.numCols);
            ConvertMatrixData.convert(doubles, floats);
            return floats;
        }
    }

    @Test
    void entriesAreThoseOfTheReference() {
        int entries = 0;
        for (int seed = 0; seed < 20; seed++) {
            Batch batch = Batch.of(seed);
            FloatGradients ours = LOSS.backward(batch.features, batch.parameters, batch.labels)
                    .gradients();
            FloatGradients right = Reference.of(LOSS)
                    .backward(batch.features, batch.parameters, batch.labels)
                    .gradients();
            for (FMatrixRMaj[] pair :
                    new FMatrixRMaj[][] {{ours.features(), right.features()}, {ours.weights(), right.weights()}}) {
                for (int k = 0; k < pair[0].data.length; k++) {
                    assertEquals(pair[1].data[k], pair[0].data[k]);
                    entries++;
                }
            }
        }
        assertFound("floats.md", "(?:all|共) (23680)", entries);
    }

    @Test
    void stepsOfEachRate() {
        for (List<String> row : rows("floats.md", "$\\eta$ |")) {
            Descent descent = new Descent(number(row.get(0)));
            descent.run(500);
            assertDigits(row.get(1), 100 * descent.lost());
            assertDigits(row.get(2), descent.distance());
        }
    }

    /** Plain SGD on W in floats, and in doubles from the same start. */
    private static final class Descent {

        private final Batch batch = Batch.of(1);
        private final double rate;
        private final DMatrixRMaj x = new DMatrixRMaj(64, 16);
        private final Parameters doubles = batch.parameters.toDouble();
        private final Gradients gradients;
        private final FloatGradients floatGradients;
        private final float[] w = batch.parameters.weights().data;
        private long moves;
        private long lost;

        Descent(double rate) {
            this.rate = rate;
            ConvertMatrixData.convert(batch.features, x);
            gradients = Gradients.like(x, doubles);
            floatGradients = FloatGradients.like(batch.features, batch.parameters);
        }

        void run(int steps) {
            for (int step = 0; step < steps; step++) {
                LOSS.evaluate(batch.features, batch.parameters, batch.labels, null, floatGradients);
                LOSS.evaluate(x, doubles, batch.labels, null, gradients);
                for (int k = 0; k < w.length; k++) {
                    float before = w[k];
                    w[k] = (float) (before - rate * floatGradients.weights().data[k]);
                    lost += w[k] == before ? 1 : 0;
                    moves++;
                    doubles.weights().data[k] -= rate * gradients.weights().data[k];
                }
            }
        }

        double lost() {
            return (double) lost / moves;
        }

        double distance() {
            DMatrixRMaj start = Batch.of(1).parameters.toDouble().weights();
            DMatrixRMaj floats = batch.parameters.toDouble().weights();
            double way = SpecializedOps_DDRM.diffNormF(doubles.weights(), start);
            assertTrue(NormOps_DDRM.normF(start) > 0 && way > 0);
            return SpecializedOps_DDRM.diffNormF(doubles.weights(), floats) / way;
        }
    }

    @Test
    void halfAnUlp() {
        assertFound("floats.md", "0\\.05.*?(1\\.9e-9)", Math.ulp(0.05f) / 2);
        assertFound("floats.md", "(1\\.9e-4)", Math.ulp(0.05f) / 2 / 1e-5);
    }

    @Test
    void theEndsOfTheRange() {
        assertFound("floats.md", "(3\\.4e38)", Float.MAX_VALUE);
        assertFound("floats.md", "(1\\.2e-38)", Float.MIN_NORMAL);
        assertFound("floats.md", "(7\\.0e-46)", (double) Float.MIN_VALUE / 2);
        assertFound("floats.md", "(104) nat", Math.ceil(-Math.log((double) Float.MIN_VALUE / 2)));
        assertTrue(gradient(103) != 0);
        assertEquals(0f, Math.abs(gradient(104)));
        assertFound("floats.md", "(?:already 0 at|到) (17)", 17);
        assertTrue(1 - probability(16) != 0);
        assertEquals(0f, 1 - probability(17));
    }

    /** ∂L/∂b of a sample whose class leads by a number of nats. */
    private static float gradient(float lead) {
        FMatrixRMaj x = new FMatrixRMaj(new float[][] {{1}});
        FMatrixRMaj w = new FMatrixRMaj(new float[][] {{lead}, {0}});
        return new Softmax(Reduction.SUM)
                .backward(x, FloatParameters.ofWeights(w, new FMatrixRMaj(2, 1)), new int[] {0})
                .gradients()
                .bias()
                .data[0];
    }

    /** p_y, as float code forms it. */
    private static float probability(float lead) {
        return 1 / (1 + (float) Math.exp(-lead));
    }

    @Test
    void memory() {
        double entries = 2.0 * 100_000 * 512;
        assertFound("floats.md", "(410) MB", entries * Float.BYTES / 1e6);
        assertFound("floats.md", "(819)", entries * Double.BYTES / 1e6);
    }
}
