package io.github.marginloss.tool.npz;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Shapes of arrays. */
final class Shapes {

    private Shapes() {}

    /** {@return a shape as Python writes it: (), (3,), (3, 4)} */
    static String words(int... shape) {
        String lengths = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        return shape.length == 1 ? "(" + lengths + ",)" : "(" + lengths + ")";
    }
}
