package io.github.marginloss.internal.kernel;

/** Scales rows by powers of two, without rounding unless a result is subnormal. */
public final class PowersOfTwo {

    /** Powers up to this exponent, of either sign, are normal numbers. */
    private static final int NORMAL = 1022;

    private PowersOfTwo() {}

    /**
     * Returns a power of two: {@link Math#scalb(double, int)} in few instructions, which matters where it is inlined into
     * each operation of double-double arithmetic, and compiled a hundred times.
     *
     * @param exponent any
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
     * @param value any
     * @param exponent any
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
        int own = exponent(Math.abs(factor));
        long total = exponent + own;
        int near = (int) Math.max(-960, Math.min(960, total));
        double first = scale(factor, near - own);
        KernelChoice.serving().scale(source, from, target, to, length, first);
        if (near != total) {
            int rest = (int) Math.max(-2000, Math.min(2000, total - near));
            scale(target, to, target, to, length, rest);
        }
    }
}
