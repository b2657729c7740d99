package io.github.marginloss.core;

/**
 * The exponential of whole arrays, 2^shift·e<sup>t</sup>.
 *
 * <p>A softmax needs ratios of exponentials alone, so they may share a factor; a shift of 600 lets differences of 1100
 * nats stay normal numbers, where e<sup>t</sup> itself is 0 from −745 on.
 */
final class Exp {

    /** Any t below this gives 0. */
    private static final double LOWEST = -1140;

    private static final double LOG2E = 1 / Math.log(2);
    private static final double LN2_HIGH = DD.LN2.hi();
    private static final double LN2_LOW = DD.LN2.lo();
    /** Added and subtracted, it rounds to an integer, which its low bits then hold. */
    private static final double ROUNDER = 0x1.8p52;

    private Exp() {}

    /**
     * t → 2^shift·e<sup>t</sup>, relative error about 1 ulp; 0 where that is below the normal numbers.
     *
     * @param t the exponents, at most 250. Modified.
     * @param scratch an array of the same length. Modified.
     * @param length how many
     * @param shift the binary exponent of the shared factor, 0 to 600
     */
    static void apply(double[] t, double[] scratch, int length, int shift) {
        // two loops: the first is floating point alone, which is what the JIT vectorises
        for (int j = 0; j < length; j++) {
            double x = Math.max(t[j], LOWEST);
            double shifted = Math.fma(x, LOG2E, ROUNDER);
            double k = shifted - ROUNDER;
            double r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, x));
            double p = 1.0 / 6227020800.0;
            p = Math.fma(p, r, 1.0 / 479001600.0);
            p = Math.fma(p, r, 1.0 / 39916800.0);
            p = Math.fma(p, r, 1.0 / 3628800.0);
            p = Math.fma(p, r, 1.0 / 362880.0);
            p = Math.fma(p, r, 1.0 / 40320.0);
            p = Math.fma(p, r, 1.0 / 5040.0);
            p = Math.fma(p, r, 1.0 / 720.0);
            p = Math.fma(p, r, 1.0 / 120.0);
            p = Math.fma(p, r, 1.0 / 24.0);
            p = Math.fma(p, r, 1.0 / 6.0);
            p = Math.fma(p, r, 0.5);
            p = Math.fma(p, r, 1.0);
            t[j] = Math.fma(p, r, 1.0);
            scratch[j] = shifted;
        }
        int bias = 1023 + shift;
        for (int j = 0; j < length; j++) {
            // the low bits of ROUNDER + k hold k; a field that is not positive stands for 0
            long field = Math.max(0, (int) Double.doubleToRawLongBits(scratch[j]) + bias);
            t[j] *= Double.longBitsToDouble(field << 52);
        }
    }
}
