package io.github.marginloss.bench;

import org.ejml.data.DMatrixRMaj;

/**
 * X into ∂L/∂X and C into ∂L/∂C: the least that a loss does which looks at all of its inputs and writes all of its
 * gradients. Not a loss, but what memory allows.
 */
public final class Copy implements Contender {

    private final Problem problem;
    private final DMatrixRMaj features;
    private final DMatrixRMaj weights;

    Copy(Problem problem) {
        this.problem = problem;
        features = problem.features().copy();
        weights = problem.weights().copy();
    }

    /** Bytes that are read and written. */
    public static double bytes(Shape shape) {
        return 2.0 * Double.BYTES * shape.d() * (shape.m() + shape.n());
    }

    @Override
    public double step() {
        copyGradients(features, weights);
        return weights.data[0];
    }

    @Override
    public void copyGradients(DMatrixRMaj features, DMatrixRMaj weights) {
        features.setTo(problem.features());
        weights.setTo(problem.weights());
    }

    @Override
    public String name() {
        return Contenders.COPY;
    }

    @Override
    public int threads() {
        return 1;
    }
}
