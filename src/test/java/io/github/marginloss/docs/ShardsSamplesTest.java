package io.github.marginloss.docs;

import static io.github.marginloss.docs.PagesNumbers.assertFound;
import static io.github.marginloss.docs.PagesNumbers.number;
import static io.github.marginloss.docs.PagesNumbers.rows;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.Batch;
import io.github.marginloss.CosFace;
import io.github.marginloss.Parameters;
import io.github.marginloss.shard.ClassSample;
import io.github.marginloss.shard.ClassSample.Correction;
import io.github.marginloss.shard.ShardedStep;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** The numbers about samples of classes on the page of shards. The study prints its tables. */
class ShardsSamplesTest {

    private static final String PAGE = "shards.md";

    /** PyTorch's SGD with a gradient in the first of ten steps and zeros in the others. */
    @Test
    void whereMomentumTakesARow() {
        double velocity = 0;
        double way = 0;
        for (int step = 0; step < 10; step++) {
            velocity = 0.9 * velocity + (step == 0 ? 1 : 0);
            way += velocity;
        }
        assertFound(PAGE, "(6\\.5) (?:times|倍)", way);
    }

    /** Both tables are the same on both pages, and the statements of the text follow from them. */
    @Test
    void samples() {
        List<List<String>> losses = rows(PAGE, "$1 - p_y$");
        List<List<String>> gradients = rows(PAGE, "$\\cos\\theta$ | `NONE`");
        List<String> easy = losses.get(0);
        assertEquals(1 / 8.0, number(easy.get(5)) / number(easy.get(4)), 0.01);
        assertEquals(2 / 3.0, number(easy.get(6)) / number(easy.get(4)), 0.03);
        double[] angles = gradients.stream()
                .flatMap(row -> Stream.of(row.get(2), row.get(5)))
                .mapToDouble(cosine -> Math.toDegrees(Math.acos(number(cosine))))
                .sorted()
                .toArray();
        assertFound(PAGE, "(37) (?:to|到) 66", angles[0]);
        assertFound(PAGE, "37 (?:to|到) (66)", angles[angles.length - 1]);
    }

    /**
     * With a correction, Σ exp z has the right mean, so the mean of its logarithm is too small. Without one, it is even
     * smaller.
     */
    @Test
    void aSampleLowersTheLoss() {
        CosFace loss = new CosFace(8, 0.4);
        Batch batch = Batch.random(loss.uses(), 4, 16, 300, 2);
        double[] full = losses(loss, batch, 1, Correction.NONE, 0);
        double[][] none = drawn(loss, batch, Correction.NONE);
        double[][] corrected = drawn(loss, batch, Correction.LOG_RATE);
        for (int i = 0; i < 4; i++) {
            double mean = Arrays.stream(corrected[i]).average().orElseThrow();
            assertTrue(Arrays.stream(none[i]).average().orElseThrow() < mean && mean < full[i], "sample " + i);
            // Σ exp(z_j − z_y) over the others, to four standard errors
            double[] sums = Arrays.stream(corrected[i]).map(Math::expm1).toArray();
            double sum = Arrays.stream(sums).average().orElseThrow();
            double variance = Arrays.stream(sums)
                    .map(each -> (each - sum) * (each - sum))
                    .average()
                    .orElseThrow();
            assertEquals(Math.expm1(full[i]), sum, 4 * Math.sqrt(variance / sums.length), "sample " + i);
        }
    }

    /** The losses of each sample of the batch, over 500 draws. */
    private static double[][] drawn(CosFace loss, Batch batch, Correction correction) {
        double[][] drawn = new double[4][500];
        for (int seed = 0; seed < 500; seed++) {
            double[] losses = losses(loss, batch, 0.1, correction, seed);
            for (int i = 0; i < 4; i++) {
                drawn[i][seed] = losses[i];
            }
        }
        return drawn;
    }

    private static double[] losses(CosFace loss, Batch batch, double rate, Correction correction, long seed) {
        ShardedStep step = ShardedStep.of(loss, batch.features(), batch.labels(), 300);
        ClassSample sample = ClassSample.draw(batch.labels(), 0, 300, rate, correction, new Random(seed));
        Parameters rows = Parameters.ofWeights(sample.gather(batch.parameters().weights()));
        return step.finish(step.scan(step.targets(sample, rows), sample, rows)).sampleLosses();
    }

    @Test
    void smallShardsAndClassesThatNobodyHas() {
        assertEquals(0, (int) (0.1 * 9));
        int[] none = new int[0];
        assertEquals(1, ClassSample.draw(none, 0, 9, 0.1, new Random(1)).size());
        int[] positives = {1, 2, 3};
        ClassSample crowded = ClassSample.draw(positives, 0, 9, 0.1, new Random(1));
        assertArrayEquals(positives, crowded.classes());
        assertEquals(
                4,
                ClassSample.draw(positives, 0, 9, 0.1, Correction.LOG_RATE, new Random(1))
                        .size());
        // padded to a multiple of 8, as CVLface does it
        int most = IntStream.rangeClosed(1, 100)
                .map(n -> (n + 7) / 8 * 8 - n)
                .max()
                .orElseThrow();
        assertFound(PAGE, "(?:up to|至多) (7)", most);
        assertEquals(-Math.log(1e-30), 69.08, 5e-3);
    }

    /** Only sampled rows are gathered and scattered. */
    @Test
    void otherRowsStayAsTheyAre() {
        DMatrixRMaj rows =
                Batch.random(new CosFace().uses(), 1, 3, 50, 3).parameters().weights();
        DMatrixRMaj before = rows.copy();
        ClassSample sample = ClassSample.draw(new int[] {7}, 0, 50, 0.1, new Random(1));
        DMatrixRMaj gathered = sample.gather(rows);
        CommonOps_DDRM.scale(0.5, gathered);
        sample.scatter(gathered, rows);
        List<Integer> moved = IntStream.range(0, 50)
                .filter(j -> rows.get(j, 0) != before.get(j, 0))
                .boxed()
                .toList();
        assertEquals(Arrays.stream(sample.classes()).boxed().toList(), moved);
    }
}
