package io.github.marginloss.internal.softmax;

import java.util.Arrays;

/** Checks values that have arrived from another process. */
final class Arrived {

    private Arrived() {}

    /** {@return whether arrays have one number per sample} */
    static boolean areNumbers(int samples, double[]... arrays) {
        return Arrays.stream(arrays)
                .allMatch(array -> array != null
                        && array.length == samples
                        && Arrays.stream(array).noneMatch(Double::isNaN));
    }
}
