package io.github.marginloss.bench;

import io.github.marginloss.ArcFace;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * The input of every contender: the same numbers for the same shape, as doubles or as floats. Each matrix is created
 * when it is first needed, so that a process whose memory is measured contains no other.
 */
public final class Problem {

    /** The loss that all contenders compute. */
    public static final ArcFace LOSS = new ArcFace();

    private static final int FEATURES = 1;
    private static final int WEIGHTS = 2;
    private static final int LABELS = 3;

    private final Shape shape;
    private final int[] labels;
    private DMatrixRMaj features;
    private DMatrixRMaj weights;
    private FMatrixRMaj floatFeatures;
    private FMatrixRMaj floatWeights;

    Problem(Shape shape) {
        this.shape = shape;
        labels = new Random(LABELS).ints(shape.m(), 0, shape.n()).toArray();
    }

    /** Returns the size. */
    public Shape shape() {
        return shape;
    }

    /** Returns y. */
    public int[] labels() {
        return labels;
    }

    /** Returns X, m×d. */
    public DMatrixRMaj features() {
        if (features == null) {
            features = doubles(shape.m(), FEATURES);
        }
        return features;
    }

    /** Returns W, n×d. */
    public DMatrixRMaj weights() {
        if (weights == null) {
            weights = doubles(shape.n(), WEIGHTS);
        }
        return weights;
    }

    /** Returns X, m×d. */
    public FMatrixRMaj floatFeatures() {
        if (floatFeatures == null) {
            floatFeatures = floats(shape.m(), FEATURES);
        }
        return floatFeatures;
    }

    /** Returns W, n×d. */
    public FMatrixRMaj floatWeights() {
        if (floatWeights == null) {
            floatWeights = floats(shape.n(), WEIGHTS);
        }
        return floatWeights;
    }

    private DMatrixRMaj doubles(int rows, int seed) {
        Random random = new Random(seed);
        DMatrixRMaj result = new DMatrixRMaj(rows, shape.d());
        for (int i = 0; i < result.data.length; i++) {
            result.data[i] = uniform(random);
        }
        return result;
    }

    private FMatrixRMaj floats(int rows, int seed) {
        Random random = new Random(seed);
        FMatrixRMaj result = new FMatrixRMaj(rows, shape.d());
        for (int i = 0; i < result.data.length; i++) {
            result.data[i] = uniform(random);
        }
        return result;
    }

    private static float uniform(Random random) {
        return random.nextFloat() - 0.5f;
    }
}
