package io.github.marginloss.check;

import java.util.Arrays;

/**
 * The changes of a loss around x, from which slopes at x are computed: the polynomial through the difference quotients
 * is extrapolated to a step of 0. Each change is divided by the step that was actually taken, because x + o is rounded
 * to a double. A slope is NaN where the loss is not finite.
 *
 * @param left the steps to the left, beginning with the nearest
 * @param right the same to the right, equally many
 */
record Stencil(Step[] left, Step[] right) {

    /**
     * A step from x.
     *
     * @param offset the distance by which the entry was moved
     * @param rise L(x + offset) − L(x)
     */
    record Step(double offset, double rise) {}

    /** The steps to both sides, at given places from a first one on. */
    Stencil part(int first, int... places) {
        return new Stencil(part(left, first, places), part(right, first, places));
    }

    private static Step[] part(Step[] steps, int first, int[] places) {
        return Arrays.stream(places).mapToObj(place -> steps[first + place]).toArray(Step[]::new);
    }

    /** The central difference, whose quotients are a polynomial in o². Its order is 2n for n steps to each side. */
    double central() {
        double[] squares = new double[left.length];
        double[] quotients = new double[left.length];
        for (int k = 0; k < left.length; k++) {
            double width = right[k].offset - left[k].offset;
            // in units of the first step, because its square might be out of range
            double relative = width / (right[0].offset - left[0].offset);
            squares[k] = relative * relative;
            quotients[k] = (right[k].rise - left[k].rise) / width;
        }
        return atZero(squares, quotients);
    }

    /** The difference from the left, of order n. */
    double fromLeft() {
        return oneSided(left);
    }

    /** The difference from the right, of order n. */
    double fromRight() {
        return oneSided(right);
    }

    private static double oneSided(Step[] steps) {
        double[] offsets = Arrays.stream(steps).mapToDouble(Step::offset).toArray();
        double[] quotients = Arrays.stream(steps)
                .mapToDouble(step -> step.rise / step.offset)
                .toArray();
        return atZero(offsets, quotients);
    }

    /** The value at 0 of the polynomial through (a_k, q_k), by Lagrange: Σ q_k Π_{i≠k} a_i / (a_i − a_k). */
    private static double atZero(double[] a, double[] q) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            double weight = 1;
            for (int i = 0; i < a.length; i++) {
                weight *= i == k ? 1 : a[i] / (a[i] - a[k]);
            }
            sum += weight * q[k];
        }
        return sum;
    }
}
