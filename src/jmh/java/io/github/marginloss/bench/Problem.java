package io.github.marginloss.bench;

import io.github.marginloss.ArcFace;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * What every contender is given.
 *
 * @param features X, m×d
 * @param weights W, n×d
 * @param labels y
 */
record Problem(DMatrixRMaj features, DMatrixRMaj weights, int[] labels) {

    /** The loss that all compute. */
    static final ArcFace LOSS = new ArcFace();

    /** The same numbers for the same shape. */
    static Problem of(int samples, int dimension, int classes) {
        Random random = new Random(1);
        DMatrixRMaj features = uniform(samples, dimension, random);
        DMatrixRMaj weights = uniform(classes, dimension, random);
        return new Problem(features, weights, random.ints(samples, 0, classes).toArray());
    }

    private static DMatrixRMaj uniform(int rows, int columns, Random random) {
        DMatrixRMaj result = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < result.data.length; i++) {
            result.data[i] = random.nextDouble() - 0.5;
        }
        return result;
    }

    int samples() {
        return features.numRows;
    }

    int classes() {
        return weights.numRows;
    }

    @Override
    public String toString() {
        return "(" + samples() + ", " + features.numCols + ", " + classes() + ")";
    }
}
