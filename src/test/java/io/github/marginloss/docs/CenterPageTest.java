package io.github.marginloss.docs;

import static io.github.marginloss.docs.PagesNumbers.assertDigits;
import static io.github.marginloss.docs.PagesNumbers.assertFound;
import static io.github.marginloss.docs.PagesNumbers.number;
import static io.github.marginloss.docs.PagesNumbers.rows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.Center;
import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;

/** The bounds of the step on the page of Center, and the page's program inside, at and beyond them. */
class CenterPageTest {

    private static final int M = 32;
    private static final int N = 4;

    @Test
    void bounds() {
        for (List<String> row : rows("center.md", "$\\alpha' = \\eta$")) {
            double count = number(row.get(0));
            assertDigits(row.get(1), 2 - 0.5 * count / (1 + count));
            assertDigits(row.get(2), 2 - count / (1 + count));
            assertDigits(row.get(3), 2 / (1 + count));
        }
    }

    @Test
    void theProgramOnBothSides() {
        int[] labels = new Program(0).labels;
        double largest = IntStream.range(0, N)
                .mapToDouble(
                        j -> IntStream.of(labels).filter(label -> label == j).count())
                .max()
                .orElseThrow();
        assertFound("center.md", "(?:largest class has|最大的类有) (11)", largest);
        assertFound("center.md", "(49\\.33)", M * (2 - 0.5 * largest / (1 + largest)));
        assertFound("center.md", "(0\\.0070)", new Program(48).train());
        assertFound("center.md", "(1\\.1e11)", new Program(50).train());
        assertTrue(new Program(49.3).train() > 1000);
    }

    @Test
    void aLargeWeightDoesNotDrawTheClassesTogether() {
        Program none = new Program(0);
        none.train();
        assertFound("center.md", "(0\\.14)", none.within());
        assertFound("center.md", "(2\\.7)\\b", none.between());
        Program large = new Program(3);
        large.train();
        assertFound("center.md", "(0\\.0008)", large.within());
        assertFound("center.md", "(2\\.3)\\b", large.between());
    }

    /** The program of the page, at another λ. */
    private static final class Program {
        private final DMatrixRMaj features;
        private final DMatrixRMaj weights;
        private final DMatrixRMaj centers = new DMatrixRMaj(N, 2);
        private final int[] labels;
        private final Loss loss;

        Program(double lambda) {
            Random random = new Random(5);
            features = RandomMatrices_DDRM.rectangle(M, 2, -1, 1, random);
            weights = RandomMatrices_DDRM.rectangle(N, 2, -1, 1, random);
            labels = random.ints(M, 0, N).toArray();
            loss = new Softmax().plus(lambda, new Center(Reduction.MEAN));
        }

        double train() {
            Parameters parameters = Parameters.ofWeights(weights).withCenters(centers);
            Gradients gradients = Gradients.ofWeights(new DMatrixRMaj()).withFeatures(new DMatrixRMaj());
            double value = 0;
            for (int step = 0; step <= 400; step++) {
                value = loss.evaluate(features, parameters, labels, null, gradients);
                DMatrixRMaj delta = Center.delta(features, centers, labels);
                CommonOps_DDRM.addEquals(weights, -1, gradients.weights());
                CommonOps_DDRM.addEquals(features, -1, gradients.features());
                CommonOps_DDRM.addEquals(centers, -0.5, delta);
            }
            return value;
        }

        /** The mean distance of a sample from its center. */
        double within() {
            return IntStream.range(0, M)
                    .mapToDouble(i -> distance(features, i, labels[i]))
                    .average()
                    .orElseThrow();
        }

        /** The mean distance of two centers. */
        double between() {
            return IntStream.range(0, N)
                    .boxed()
                    .flatMapToDouble(j -> IntStream.range(0, j).mapToDouble(k -> distance(centers, j, k)))
                    .average()
                    .orElseThrow();
        }

        private double distance(DMatrixRMaj rows, int row, int center) {
            return Math.hypot(rows.get(row, 0) - centers.get(center, 0), rows.get(row, 1) - centers.get(center, 1));
        }
    }
}
