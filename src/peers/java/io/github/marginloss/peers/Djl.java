package io.github.marginloss.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import io.github.marginloss.bench.Contender;
import io.github.marginloss.bench.Problem;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * A step on native arrays. As in training, X and W are there from the start, and the gradients stay there; each step
 * copies the labels. Everything that a step creates is freed when the next one begins.
 */
abstract class Djl implements Contender {

    static final double S = Problem.LOSS.s();
    static final double COS_M = Math.cos(Problem.LOSS.m());
    static final double SIN_M = Math.sin(Problem.LOSS.m());

    final DataType type;
    final NDArray features;
    final NDArray weights;
    final int samples;
    private final int threads;
    private final long[] labels;
    private final NDManager manager;
    private NDManager scratch;
    private Result result;

    /** The results of a step. */
    record Result(double loss, NDArray features, NDArray weights) {}

    Djl(Problem problem, int threads, DataType type) {
        this.type = type;
        this.threads = threads;
        // loads the engine, and with it the native library that the thread count applies to
        manager = Engine.getInstance().newBaseManager();
        scratch = manager.newSubManager();
        boolean floats = type == DataType.FLOAT32;
        features = floats ? array(problem.floatFeatures()) : array(problem.features());
        weights = floats ? array(problem.floatWeights()) : array(problem.weights());
        samples = problem.shape().m();
        labels = Arrays.stream(problem.labels()).asLongStream().toArray();
    }

    private NDArray array(DMatrixRMaj matrix) {
        return manager.create(matrix.data, new Shape(matrix.numRows, matrix.numCols));
    }

    private NDArray array(FMatrixRMaj matrix) {
        return manager.create(matrix.data, new Shape(matrix.numRows, matrix.numCols));
    }

    /** The beginning of the names of contenders with this data type. */
    static String family(DataType type) {
        return type == DataType.FLOAT32 ? "DJL float32" : "DJL";
    }

    @Override
    public final double step() {
        // the setting is global, so each contender repeats it
        JniUtils.setNumThreads(threads);
        scratch.close();
        scratch = manager.newSubManager();
        result = step(scratch, scratch.create(labels, new Shape(samples, 1)));
        return result.loss();
    }

    /** A number of this data type. */
    final double value(NDArray scalar) {
        return type == DataType.FLOAT32 ? scalar.getFloat() : scalar.getDouble();
    }

    /**
     * The step.
     *
     * @param scratch owns all arrays that the step creates
     * @param target y, m×1
     */
    abstract Result step(NDManager scratch, NDArray target);

    @Override
    public final void copyGradients(DMatrixRMaj features, DMatrixRMaj weights) {
        copy(result.features(), features);
        copy(result.weights(), weights);
    }

    private static void copy(NDArray source, DMatrixRMaj target) {
        try (NDArray doubles = source.toType(DataType.FLOAT64, true)) {
            target.setData(doubles.toDoubleArray());
        }
        target.reshape((int) source.getShape().get(0), (int) source.getShape().get(1));
    }

    /**
     * Floats: a cosine has an error of some 2^-24, and a logit S times that. The largest difference seen was 2e-5 of
     * the largest entry.
     */
    @Override
    public final double tolerance() {
        return type == DataType.FLOAT32 ? 1e-4 : Contender.super.tolerance();
    }

    @Override
    public final int threads() {
        return threads;
    }

    @Override
    public final void close() {
        manager.close();
    }
}
