package io.github.marginloss.study.cases;

import java.util.random.RandomGenerator;

/** Fills drafts with hard numbers. */
final class Hostile {

    private Hostile() {}

    /**
     * Puts every sample at a singular angle to its class weight, or at a distance of 0.1 down to 1e-16 from that angle.
     */
    static void angles(Draft draft, double... singular) {
        RandomGenerator random = draft.random;
        for (int i = 0; i < draft.x.length; i++) {
            double angle = Family.pick(random, singular);
            double offset = Vectors.power(random, -16, -1);
            boolean end = angle == 0 || angle == Math.PI;
            if (end && random.nextBoolean()) {
                draft.x[i] = Vectors.besideAxis(random, draft.target(i), offset, angle > 0);
            } else {
                double side = end ? (angle > 0 ? -1 : 1) : random.nextBoolean() ? 1 : -1;
                double norm = random.nextDouble(0.5, 4);
                draft.x[i] = Vectors.atAngle(random, draft.target(i), angle + side * offset, norm);
            }
        }
    }

    /** Whole numbers, multiples of class weights, equal classes, and a zero row now and then. */
    static void exact(Draft draft) {
        RandomGenerator random = draft.random;
        int d = draft.x[0].length;
        for (int j = 0; j < draft.w.length; j++) {
            boolean copy = j > 0 && random.nextInt(6) == 0;
            draft.w[j] = copy ? draft.w[random.nextInt(j)].clone() : Vectors.whole(random, d);
        }
        for (int i = 0; i < draft.x.length; i++) {
            double[] w = draft.w[random.nextInt(draft.w.length)];
            draft.x[i] = random.nextBoolean()
                    ? Vectors.whole(random, d)
                    : Vectors.times(Family.pick(random, 1, -1, 3, -2, 0.25), w);
        }
    }

    /** Classes that differ by 1e-2 down to 1e-15, or not at all. Samples are anywhere, or equally near. */
    static void nearClasses(Draft draft) {
        RandomGenerator random = draft.random;
        double[] common = draft.w[0].clone();
        double distance = Vectors.power(random, -15, -2);
        for (int j = 1; j < draft.w.length; j++) {
            draft.w[j] = Vectors.combine(1, common, random.nextInt(6) == 0 ? 0 : distance, draft.w[j]);
        }
        if (random.nextBoolean()) {
            draft.gather(Vectors.power(random, -12, -1));
        }
    }

    /** Rows of any size. Logits have an ordinary size, because another group tests their rounding. */
    static void norms(Draft draft, Family family) {
        RandomGenerator random = draft.random;
        double smallest = draft.random.nextInt(4) == 0 ? -320 : -300;
        double common = random.nextDouble(smallest, 300);
        boolean product = family == Family.SOFTMAX;
        boolean distance = family == Family.CENTER || family == Family.JOINT;
        double feature = family == Family.JOINT ? Math.min(common, 0) : product || distance ? common : 0;
        for (int i = 0; i < draft.x.length; i++) {
            double own = family.byNorm() ? random.nextDouble(smallest, 1) : random.nextDouble(smallest, 300);
            draft.x[i] = sized(draft.x[i], product || distance ? feature : own);
        }
        for (int j = 0; j < draft.w.length; j++) {
            double own = product
                    ? Math.min(300, Math.max(-320, -common))
                    : distance ? feature : random.nextDouble(smallest, 300);
            draft.w[j] = sized(draft.w[j], own);
        }
    }

    /** The row times 10^exponent, where the power itself may be beyond the range. */
    static double[] sized(double[] row, double exponent) {
        return Vectors.times(Math.pow(10, exponent / 2), Vectors.times(Math.pow(10, exponent - exponent / 2), row));
    }

    /**
     * In half of the cases, classes whose logits with the scale s are close to each other; in the others, any classes.
     */
    static void races(Draft draft, double s) {
        if (draft.random.nextBoolean()) {
            double distance = Math.min(1, 3 / s);
            for (int j = 1; j < draft.w.length; j++) {
                draft.w[j] = Vectors.combine(1, draft.w[0], distance, draft.w[j]);
            }
        }
    }
}
