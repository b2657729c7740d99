package io.github.marginloss.check;

/**
 * How a loss rises from x to x − 3h, …, x + 3h, and the slopes at x that follow. Every difference is divided by the
 * step that was really made, as x + kh is a double. NaN where the loss is not finite.
 *
 * @param rises L(x + kh) − L(x), x itself in the middle
 * @param offsets by how much the entry was moved
 */
record Stencil(double[] rises, double[] offsets) {

    /** How many steps to each side. */
    static final int REACH = 3;

    /** The central difference of order six: Σ c_k (L(x + kh) − L(x − kh)) / 2kh with c = (3/2, −3/5, 1/10). */
    double central() {
        return 1.5 * quotient(-1, 1) - 0.6 * quotient(-2, 2) + 0.1 * quotient(-3, 3);
    }

    /** The difference from the left, of order three: Σ c_k (L(x − kh) − L(x)) / −kh with c = (3, −3, 1). */
    double left() {
        return oneSided(-1);
    }

    /** The same from the right. */
    double right() {
        return oneSided(1);
    }

    private double oneSided(int sign) {
        return 3 * (quotient(0, sign) - quotient(0, 2 * sign)) + quotient(0, 3 * sign);
    }

    private double quotient(int from, int to) {
        return (rises[REACH + to] - rises[REACH + from]) / (offsets[REACH + to] - offsets[REACH + from]);
    }
}
