package io.github.marginloss.core;

/** Powers of two, which scale numbers without rounding them. */
final class Powers {

    private Powers() {}

    /** The greatest absolute value of a range; 0 for an empty one. */
    static double maximum(double[] values, int offset, int length) {
        // four chains, as each comparison waits for the one before it
        double m0 = 0;
        double m1 = 0;
        double m2 = 0;
        double m3 = 0;
        int j = offset;
        int end = offset + length;
        for (; j + 3 < end; j += 4) {
            m0 = Math.max(m0, Math.abs(values[j]));
            m1 = Math.max(m1, Math.abs(values[j + 1]));
            m2 = Math.max(m2, Math.abs(values[j + 2]));
            m3 = Math.max(m3, Math.abs(values[j + 3]));
        }
        for (; j < end; j++) {
            m0 = Math.max(m0, Math.abs(values[j]));
        }
        return Math.max(Math.max(m0, m1), Math.max(m2, m3));
    }

    /** The same of a long array, by several threads where that is worth it. */
    static double maximum(double[] values, int length) {
        double[] parts = new double[Chunks.count(length)];
        Chunks.forEach(length, (chunk, from, to) -> parts[chunk] = maximum(values, from, to - from));
        return maximum(parts, 0, parts.length);
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

    /** target = source·factor·2^exponent, rounded once unless the result is subnormal. */
    static void finish(double[] source, int from, double[] target, int to, int length, double factor, long exponent) {
        int own = exponent(Math.abs(factor));
        long total = exponent + own;
        int near = (int) Math.max(-960, Math.min(960, total));
        double first = Math.scalb(factor, near - own);
        for (int j = 0; j < length; j++) {
            target[to + j] = source[from + j] * first;
        }
        if (near != total) {
            int rest = (int) Math.max(-2000, Math.min(2000, total - near));
            scale(target, to, target, to, length, rest);
        }
    }
}
