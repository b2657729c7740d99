package io.github.marginloss.core;

/** The classes of a linear head. */
final class LinearTile extends ClassTile {

    private final double[] weights;
    private final double power;

    LinearTile(LinearStep step) {
        super(step);
        weights = step.weights.data;
        power = Math.scalb(1.0, -step.classExponent);
    }

    @Override
    void pack(int j) {
        rows.set(j, weights, offset(j), power);
    }

    @Override
    void project(int j, double[] gradient) {
        // all of it has a part
    }
}
