package io.github.marginloss.bench;

import io.github.marginloss.FloatGradients;
import io.github.marginloss.FloatParameters;
import java.util.concurrent.ForkJoinPool;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.ops.ConvertMatrixData;

/** This library on floats, in its own pool, with reused outputs. */
public final class OursOnFloats implements Contender {

    public static final String NAME = "marginloss float";
    /** Half a unit in the last place of a float: the results are those of doubles, each rounded once. */
    static final double ROUNDING = 0x1p-24;

    private final FMatrixRMaj features;
    private final FloatParameters parameters;
    private final FloatGradients gradients;
    private final int[] labels;
    private final ForkJoinPool pool;

    OursOnFloats(Problem problem, int threads) {
        features = problem.floatFeatures();
        parameters = FloatParameters.ofWeights(problem.floatWeights());
        gradients = FloatGradients.like(features, parameters);
        labels = problem.labels();
        pool = new ForkJoinPool(threads);
    }

    @Override
    public double step() {
        return pool.submit(() -> Problem.LOSS.evaluate(features, parameters, labels, null, gradients))
                .join();
    }

    @Override
    public void copyGradients(DMatrixRMaj features, DMatrixRMaj weights) {
        copy(gradients.features(), features);
        copy(gradients.weights(), weights);
    }

    private static void copy(FMatrixRMaj source, DMatrixRMaj target) {
        target.reshape(source.numRows, source.numCols);
        ConvertMatrixData.convert(source, target);
    }

    @Override
    public double tolerance() {
        return ROUNDING;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int threads() {
        return pool.getParallelism();
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
