package io.github.marginloss.bench;

import org.ejml.data.DMatrixRMaj;

/**
 * Copies X into ∂L/∂X and C into ∂L/∂C. This is not a loss. It is the minimum for a loss that reads all inputs and
 * writes all gradients, and so shows the limit that memory sets.
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

    /** The number of bytes that are read and written. */
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
