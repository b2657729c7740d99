package io.github.marginloss.core;

/** The classes of a cosine head, normalised. */
final class CosineTile extends ClassTile {

    private final double[] weights;
    private final ClassNorm norm;

    CosineTile(CosineStep step) {
        super(step);
        weights = step.weights.data;
        norm = new ClassNorm(step.dimension());
    }

    @Override
    void pack(int j) {
        norm.compute(weights, offset(j));
        rows.set(j, norm.values, 0, norm.inverse);
    }

    /** g − ŵ (ŵ·g). */
    @Override
    void project(int j, double[] gradient) {
        norm.compute(weights, offset(j));
        int d = gradient.length;
        double along = Kernels.dot(norm.values, 0, gradient, 0, d) * norm.inverse * norm.inverse;
        Kernels.axpy(gradient, -along, norm.values, d);
        factor = norm.inverse;
        exponent = -norm.exponent;
    }
}
