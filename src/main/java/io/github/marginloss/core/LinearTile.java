package io.github.marginloss.core;

/** The classes of a linear head. */
final class LinearTile extends ClassTile {

    private final double power;

    LinearTile(LinearStep step) {
        super(step);
        power = Math.scalb(1.0, -step.classExponent);
    }

    @Override
    void load(int j, double[] weights, int offset) {
        rows.set(j, weights, offset, power);
    }

    @Override
    Real project(int j, double[] gradient) {
        return Real.ONE;
    }
}
