package io.github.marginloss.core;

/** Powers of two, which scale numbers without rounding them. */
final class Powers {

    private Powers() {}

    /** The greatest absolute value of a range; 0 for an empty one. */
    static double maximum(double[] values, int offset, int length) {
        double maximum = 0;
        for (int j = 0; j < length; j++) {
            maximum = Math.max(maximum, Math.abs(values[offset + j]));
        }
        return maximum;
    }

    /** The exponent e with 2^e ≤ value < 2^(e+1), subnormal numbers included; 0 for 0. */
    static int exponent(double value) {
        if (value == 0) {
            return 0;
        }
        int exponent = Math.getExponent(value);
        return exponent >= Double.MIN_EXPONENT ? exponent : Math.getExponent(value * 0x1p60) - 60;
    }

    /** target = source·2^exponent, where the power itself may be beyond the range of double. */
    static void scale(double[] source, int offset, double[] target, int targetOffset, int length, int exponent) {
        double first = Math.scalb(1.0, exponent / 2);
        double second = Math.scalb(1.0, exponent - exponent / 2);
        for (int j = 0; j < length; j++) {
            target[targetOffset + j] = source[offset + j] * first * second;
        }
    }

    /** values·factor·2^exponent, rounded once unless the result is subnormal. */
    static void finish(double[] values, int offset, int length, double factor, long exponent) {
        int near = (int) Math.max(-960, Math.min(960, exponent));
        double first = Math.scalb(factor, near);
        for (int j = 0; j < length; j++) {
            values[offset + j] *= first;
        }
        if (near != exponent) {
            int rest = (int) Math.max(-2000, Math.min(2000, exponent - near));
            scale(values, offset, values, offset, length, rest);
        }
    }
}
