package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Features and centers that move in the same step. The center of a class of N samples and their mean converge exactly
 * if ρ + αN/(1 + N) &lt; 2, where ρ = η λ a. If centers follow their gradient, the condition is ρ + α′ λ a N &lt; 2.
 */
class CenterStepTest {

    private static final double LAMBDA = 0.03;
    private static final double FROM_THE_BOUND = 0.1;
    private static final int STEPS = 100;

    /** N samples of class 0, and one of class 1, whose bound is at least as large. */
    private static final class Training {
        final int count;
        final DMatrixRMaj features;
        final DMatrixRMaj centers;
        final int[] labels;
        final Loss loss = new Softmax().plus(LAMBDA, new Center(Reduction.MEAN));
        final double a;

        Training(int count) {
            this.count = count;
            Random random = new Random(count);
            features = RandomMatrices_DDRM.rectangle(count + 1, 3, -1, 1, random);
            centers = RandomMatrices_DDRM.rectangle(2, 3, -1, 1, random);
            labels = new int[count + 1];
            labels[count] = 1;
            a = 1.0 / (count + 1);
        }

        /**
         * Moves features and centers by one step from where they are. With weights of 0, Softmax does not move
         * features.
         */
        void step(double rho, double alpha, boolean published) {
            Parameters parameters = Parameters.ofWeights(new DMatrixRMaj(2, 3)).withCenters(centers);
            Gradients gradients = loss.backward(features, parameters, labels).gradients();
            DMatrixRMaj delta = published ? Center.delta(features, centers, labels) : gradients.centers();
            CommonOps_DDRM.addEquals(features, -rho / (LAMBDA * a), gradients.features());
            CommonOps_DDRM.addEquals(centers, -alpha, delta);
        }

        /** The length of u, the mean of class 0 minus its center, after many steps, divided by the length before. */
        double growth(double rho, double alpha, boolean published) {
            double before = distance();
            for (int step = 0; step < STEPS; step++) {
                step(rho, alpha, published);
            }
            return distance() / before;
        }

        double distance() {
            double square = 0;
            for (int k = 0; k < 3; k++) {
                square += Math.pow(deviation(k), 2);
            }
            return Math.sqrt(square);
        }

        double deviation(int k) {
            return mean(k) - centers.get(0, k);
        }

        double mean(int k) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += features.get(i, k);
            }
            return sum / count;
        }
    }

    static Stream<double[]> sizes() {
        return Stream.of(1.0, 3.0, 10.0, 100.0)
                .flatMap(count -> Stream.of(new double[] {count, 0.5}, new double[] {count, 1}));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void thePublishedStepOnBothSidesOfItsBound(double[] size) {
        int count = (int) size[0];
        double alpha = size[1];
        double bound = 2 - alpha * count / (1 + count);
        assertBound(new Training(count).growth(bound - FROM_THE_BOUND, alpha, true), true);
        assertBound(new Training(count).growth(bound + FROM_THE_BOUND, alpha, true), false);
    }

    /** Chooses α′ so that α′ λ a N has a certain value. */
    @ParameterizedTest
    @CsvSource({"1, 0.5", "1, 1.5", "10, 0.5", "10, 1.5", "100, 1.8"})
    void theGradientStepOnBothSidesOfItsBound(int count, double share) {
        double alpha = share * (count + 1) / (LAMBDA * count);
        assertBound(new Training(count).growth(2 - share - FROM_THE_BOUND, alpha, false), true);
        assertBound(new Training(count).growth(2 - share + FROM_THE_BOUND, alpha, false), false);
    }

    private static void assertBound(double growth, boolean inside) {
        double expected = Math.pow(inside ? 1 - FROM_THE_BOUND : 1 + FROM_THE_BOUND, STEPS);
        assertTrue(growth < 2 * expected && growth > expected / 2 || inside && growth < 1e-10, "grew by " + growth);
    }

    /** ρ ≤ 2 − α is enough for a class of any size. */
    @Test
    void theBoundOfEverySize() {
        for (int count : new int[] {1, 2, 10, 1000}) {
            for (double alpha : new double[] {0.25, 0.5, 1}) {
                assertTrue(new Training(count).growth(2 - alpha, alpha, true) < 1);
            }
        }
    }

    /** u′ = (1 − ρ − αN/(1 + N)) u, and the deviations from the mean shrink as 1 − ρ. */
    @Test
    void oneStep() {
        Training before = new Training(4);
        Training after = new Training(4);
        double rho = 0.7;
        double alpha = 0.5;
        after.step(rho, alpha, true);
        for (int k = 0; k < 3; k++) {
            assertEquals((1 - rho - alpha * 4 / 5) * before.deviation(k), after.deviation(k), 1e-15);
            for (int i = 0; i < 4; i++) {
                assertEquals(
                        (1 - rho) * (before.features.get(i, k) - before.mean(k)),
                        after.features.get(i, k) - after.mean(k),
                        1e-15);
            }
        }
    }

    /**
     * A linear layer x = V z that gets an input of length 3 N times: the largest eigenvalue of J Jᵀ is 9N, and the bound
     * is 9Nρ + αN/(1 + N) &lt; 2.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void throughALayerRhoIsMultipliedByTheGain(int count) {
        double alpha = 0.5;
        double bound = (2 - alpha * count / (1 + count)) / (9 * count);
        assertTrue(layer(count, 0.95 * bound, alpha) < 1e-10);
        assertTrue(layer(count, 1.05 * bound, alpha) > 1e10);
    }

    private static double layer(int count, double rho, double alpha) {
        DMatrixRMaj input = new DMatrixRMaj(count, 3);
        for (int i = 0; i < count; i++) {
            CommonOps_DDRM.insert(new DMatrixRMaj(new double[][] {{1, 2, -2}}), input, i, 0);
        }
        int[] labels = new int[count];
        DMatrixRMaj layer = RandomMatrices_DDRM.rectangle(2, 3, -1, 1, new Random(3));
        DMatrixRMaj centers = new DMatrixRMaj(1, 2);
        DMatrixRMaj features = new DMatrixRMaj(count, 2);
        for (int step = 0; step < 5 * STEPS; step++) {
            CommonOps_DDRM.multTransB(input, layer, features);
            Gradients gradients = new Center()
                    .backward(features, Parameters.ofCenters(centers), labels)
                    .gradients();
            DMatrixRMaj delta = Center.delta(features, centers, labels);
            CommonOps_DDRM.multAddTransA(-rho, gradients.features(), input, layer);
            CommonOps_DDRM.addEquals(centers, -alpha, delta);
        }
        return new Center().forward(features, Parameters.ofCenters(centers), labels);
    }
}
