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
public record Problem(DMatrixRMaj features, DMatrixRMaj weights, int[] labels) {

    /** The loss that all compute. */
    public static final ArcFace LOSS = new ArcFace();

    /** The same numbers for the same shape. */
    static Problem of(Shape shape) {
        Random random = new Random(1);
        DMatrixRMaj features = uniform(shape.m(), shape.d(), random);
        DMatrixRMaj weights = uniform(shape.n(), shape.d(), random);
        return new Problem(
                features, weights, random.ints(shape.m(), 0, shape.n()).toArray());
    }

    private static DMatrixRMaj uniform(int rows, int columns, Random random) {
        DMatrixRMaj result = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < result.data.length; i++) {
            result.data[i] = random.nextDouble() - 0.5;
        }
        return result;
    }

    /** Returns m. */
    public int samples() {
        return features.numRows;
    }

    /** Returns d. */
    public int dimension() {
        return features.numCols;
    }

    /** Returns n. */
    public int classes() {
        return weights.numRows;
    }
}
