package io.github.marginloss.study.cases;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Rows of every direction and size. */
final class Vectors {

    private Vectors() {}

    static double[] gaussian(RandomGenerator random, int d) {
        double[] row = new double[d];
        Arrays.setAll(row, k -> random.nextGaussian());
        return row;
    }

    /** Small whole numbers, so that rows are sometimes exactly parallel, orthogonal or zero. */
    static double[] whole(RandomGenerator random, int d) {
        double[] row = new double[d];
        Arrays.setAll(row, k -> random.nextInt(-3, 4));
        return row;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    /** a·row + b·other, a new array. */
    static double[] combine(double a, double[] row, double b, double[] other) {
        double[] result = new double[row.length];
        Arrays.setAll(result, k -> a * row[k] + b * other[k]);
        return result;
    }

    static double[] times(double factor, double[] row) {
        return combine(factor, row, 0, row);
    }

    /** The row with another norm. */
    static double[] withNorm(double[] row, double norm) {
        double own = norm(row);
        return own == 0 ? row.clone() : times(norm / own, row);
    }

    /** A row of a given norm at a given angle to w, as exactly as doubles permit. */
    static double[] atAngle(RandomGenerator random, double[] w, double angle, double norm) {
        double[] unit = withNorm(w, 1);
        double[] other = gaussian(random, w.length);
        other = combine(1, other, -dot(other, unit), unit);
        return combine(norm * Math.cos(angle), unit, norm * Math.sin(angle), withNorm(other, 1));
    }

    /**
     * A row at an angle near 0, or near π, at any distance from it: the second half of w is set to zero, and the rows
     * differ only there.
     */
    static double[] besideAxis(RandomGenerator random, double[] w, double angle, boolean opposite) {
        int half = (w.length + 1) / 2;
        Arrays.fill(w, half, w.length, 0);
        double[] other = gaussian(random, w.length);
        Arrays.fill(other, 0, half, 0);
        double factor = Math.scalb(opposite ? -1.0 : 1.0, random.nextInt(-2, 4));
        return combine(factor, w, 1, withNorm(other, Math.abs(factor) * norm(w) * Math.tan(angle)));
    }

    /** 10 to a power drawn evenly from a range. */
    static double power(RandomGenerator random, double from, double to) {
        return Math.pow(10, random.nextDouble(from, to));
    }
}
