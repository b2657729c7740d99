package io.github.marginloss.demo.classes;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;

/**
 * Neighbouring classes, with the rows that are kept from step to step.
 *
 * @param first the first class
 * @param weights their rows of W
 * @param momentum the momentum of the optimiser, one row per class
 */
record ClassShard(int first, FMatrixRMaj weights, FMatrixRMaj momentum) {

    /**
     * Creates rows of about unit length, each from the number of its class, and no momentum.
     *
     * @param first the first class
     * @param count the number of classes
     * @param dimension d
     * @param chance the source of random numbers
     */
    static ClassShard create(int first, int count, int dimension, Chance chance) {
        ClassShard shard = new ClassShard(first, new FMatrixRMaj(count, dimension), new FMatrixRMaj(count, dimension));
        float bound = (float) Math.sqrt(3.0 / dimension);
        float[] w = shard.weights.data;
        IntStream.range(0, count).parallel().forEach(row -> {
            RandomGenerator random = chance.of(Chance.Use.WEIGHTS, first + row);
            for (int k = row * dimension; k < (row + 1) * dimension; k++) {
                w[k] = bound * (2 * random.nextFloat() - 1);
            }
        });
        return shard;
    }

    /** {@return the number of its classes} */
    int count() {
        return weights.numRows;
    }
}
