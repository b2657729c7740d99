package io.github.marginloss.internal.kernel;

/** Scales rows by powers of two, without rounding unless a result is subnormal. */
public final class PowersOfTwo {

    /** Powers up to this exponent, of either sign, are normal numbers. */
    private static final int NORMAL = 1022;

    /** Powers from 2^−NEAR to 2^NEAR become part of the factor; any other needs a second multiplication. */
    private static final long NEAR = 960;

    private PowersOfTwo() {}

    /**
     * Returns a power of two, as {@link Math#scalb(double, int)} does, but in few instructions: the JIT inlines it into
     * each operation of double-double arithmetic, and so compiles it a hundred times.
     *
     * @param exponent any integer
     * @return 2^exponent; 0 or an infinity beyond the range of double
     */
    public static double of(int exponent) {
        return isNormal(exponent)
                ? Double.longBitsToDouble((long) (exponent + Double.MAX_EXPONENT) << 52)
                : Math.scalb(1.0, exponent);
    }

    /**
     * Scales a number.
     *
     * @param value any number
     * @param exponent any integer
     * @return value·2^exponent, rounded once if it is subnormal
     */
    public static double scale(double value, int exponent) {
        return isNormal(exponent) ? value * of(exponent) : Math.scalb(value, exponent);
    }

    private static boolean isNormal(int exponent) {
        return exponent >= -NORMAL && exponent <= NORMAL;
    }

    /**
     * Returns the exponent of the largest absolute value of a range.
     *
     * @param values finite numbers. Not modified.
     * @param from the first entry
     * @param length the number of entries
     * @return e with 2^e ≤ largest &lt; 2^(e+1); 0 for zeros
     */
    public static int exponent(double[] values, int from, int length) {
        return exponent(KernelChoice.serving().largest(values, from, length));
    }

    /**
     * Returns the exponent of a number, which may be subnormal.
     *
     * @param value finite, ≥ 0
     * @return e with 2^e ≤ value &lt; 2^(e+1); 0 for 0
     */
    public static int exponent(double value) {
        if (value == 0) {
            return 0;
        }
        int exponent = Math.getExponent(value);
        return exponent >= Double.MIN_EXPONENT ? exponent : Math.getExponent(value * 0x1p60) - 60;
    }

    /** Computes target = source·2^exponent, where the power itself may be beyond the range of double. */
    public static void scale(double[] source, int from, double[] target, int to, int length, int exponent) {
        double first = of(exponent / 2);
        double second = of(exponent - exponent / 2);
        KernelChoice.serving().scale(source, from, target, to, length, first, second);
    }

    /** Multiplies values by 2^exponent in place. */
    public static void scale(double[] values, int exponent) {
        scale(values, 0, values, 0, values.length, exponent);
    }

    /** Computes target = source·factor·2^exponent, rounded once unless the result is subnormal. */
    public static void finish(
            double[] source, int from, double[] target, int to, int length, double factor, long exponent) {
        long total = exponent + exponent(Math.abs(factor));
        KernelChoice.serving().scale(source, from, target, to, length, near(factor, total));
        if (rest(total) != 0) {
            scale(target, to, target, to, length, rest(total));
        }
    }

    /** Computes target = source·factor·2^exponent, rounded to double and then to float. */
    static void finish(double[] source, int from, float[] target, int to, int length, double factor, long exponent) {
        long total = exponent + exponent(Math.abs(factor));
        double near = near(factor, total);
        if (rest(total) == 0) {
            KernelChoice.serving().round(source, from, near, target, to, length);
        } else {
            double first = of(rest(total) / 2);
            double second = of(rest(total) - rest(total) / 2);
            for (int j = 0; j < length; j++) {
                target[to + j] = (float) (source[from + j] * near * first * second);
            }
        }
    }

    /** The factor times that part of the power of two that is a double. */
    private static double near(double factor, long total) {
        return scale(factor, (int) Math.max(-NEAR, Math.min(NEAR, total)) - exponent(Math.abs(factor)));
    }

    /** The remaining part of the exponent, limited to the values that change a result. */
    private static int rest(long total) {
        return (int) Math.max(-2000, Math.min(2000, total - Math.max(-NEAR, Math.min(NEAR, total))));
    }
}
