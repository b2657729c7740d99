package io.github.marginloss.bench;

import java.util.List;

/**
 * The size of a step.
 *
 * @param m samples
 * @param d dimensions
 * @param n classes
 */
public record Shape(int m, int d, int n) {

    /** A small head, a long narrow batch, the shape with the most work, and the one with the most classes. */
    public static final List<Shape> ALL = List.of(
            new Shape(128, 128, 1000),
            new Shape(64, 512, 10000),
            new Shape(256, 512, 20000),
            new Shape(128, 256, 100000));

    /** Reads "m,d,n". */
    public static Shape parse(String text) {
        String[] numbers = text.split(",");
        return new Shape(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
    }

    /** The text that {@link #parse} reads. It has no spaces, because JMH's parameters may have none. */
    public String key() {
        return m + "," + d + "," + n;
    }

    @Override
    public String toString() {
        return "(" + m + ", " + d + ", " + n + ")";
    }
}
