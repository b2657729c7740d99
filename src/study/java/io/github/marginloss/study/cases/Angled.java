package io.github.marginloss.study.cases;

import java.util.random.RandomGenerator;

/** A feature x at an angle to a class weight w. */
public record Angled(double[] x, double[] w) {

    /** Makes rows of any direction, with norms of a few units. */
    public static Angled make(RandomGenerator random, int dimension, double angle) {
        double[] w = Vectors.gaussian(random, dimension);
        return new Angled(Vectors.atAngle(random, w, angle, random.nextDouble(0.5, 4)), w);
    }
}
