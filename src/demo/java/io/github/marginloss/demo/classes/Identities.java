package io.github.marginloss.demo.classes;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;

/**
 * Synthetic people. Each class has a hidden unit vector, and its samples are noisy copies of it. As in collections of
 * faces, a few classes are frequent and most are rare: the k-th most frequent has a share of about 1/(k ln n).
 *
 * @param classes n
 * @param dimension d
 * @param chance the source of random numbers
 */
record Identities(int classes, int dimension, Chance chance) {

    /** The length of a feature, about as large as in networks. */
    private static final double LENGTH = 16;
    /** The length of the noise that is added to a unit vector: samples are some 27° from their identity. */
    private static final double NOISE = 0.5;
    /** A prime larger than any n. Multiplication by it spreads the frequent classes over all class numbers. */
    private static final long SPREAD = 2_654_435_761L;

    /**
     * The output of a network, as the head would receive it.
     *
     * @param features X, m×d
     * @param labels y
     */
    record Batch(FMatrixRMaj features, int[] labels) {}

    /** {@return the batch of a step, which is always the same for the same step} */
    Batch batch(int step, int size) {
        RandomGenerator random = chance.of(Chance.Use.LABELS, step);
        int[] labels = IntStream.range(0, size).map(i -> label(random)).toArray();
        FMatrixRMaj features = new FMatrixRMaj(size, dimension);
        for (int i = 0; i < size; i++) {
            double[] identity = identity(labels[i]);
            RandomGenerator noise = chance.of(Chance.Use.NOISE, (long) step * size + i);
            for (int k = 0; k < dimension; k++) {
                double own = NOISE / Math.sqrt(dimension) * noise.nextGaussian();
                features.data[i * dimension + k] = (float) (LENGTH * (identity[k] + own));
            }
        }
        return new Batch(features, labels);
    }

    private int label(RandomGenerator random) {
        double rank = Math.exp(random.nextDouble() * Math.log(classes + 1.0)) - 1;
        return (int) (Math.min((long) rank, classes - 1) * SPREAD % classes);
    }

    /** {@return the unit vector of a class} */
    double[] identity(int label) {
        RandomGenerator random = chance.of(Chance.Use.IDENTITY, label);
        double[] vector = new double[dimension];
        double squares = 0;
        for (int k = 0; k < dimension; k++) {
            vector[k] = random.nextGaussian();
            squares += vector[k] * vector[k];
        }
        double norm = Math.sqrt(squares);
        return Arrays.stream(vector).map(value -> value / norm).toArray();
    }
}
