package io.github.marginloss.study.exact;

import java.math.BigInteger;

/** π and log 2, with more bits than anything here needs. */
final class Constants {

    private static final int BITS = 1 << 14;
    private static final BigInteger PI = machin();
    private static final BigInteger LN2 = ln2();

    private Constants() {}

    /** π in units of 2^-w. */
    static BigInteger pi(int w) {
        return PI.shiftRight(BITS - w);
    }

    /** log 2 in units of 2^-w. */
    static BigInteger ln2(int w) {
        return LN2.shiftRight(BITS - w);
    }

    /** π = 16 arctan 1/5 − 4 arctan 1/239. */
    private static BigInteger machin() {
        return inverse(5, -1)
                .shiftLeft(4)
                .subtract(inverse(239, -1).shiftLeft(2))
                .shiftRight(BITS);
    }

    /** log 2 = 18 artanh 1/26 − 2 artanh 1/4801 + 8 artanh 1/8749. */
    private static BigInteger ln2() {
        BigInteger first = inverse(26, 1).multiply(BigInteger.valueOf(18));
        return first.subtract(inverse(4801, 1).shiftLeft(1))
                .add(inverse(8749, 1).shiftLeft(3))
                .shiftRight(BITS);
    }

    /** arctan 1/q or artanh 1/q in units of 2^-2B: Σ (±1)^k q^(−2k−1)/(2k + 1). */
    private static BigInteger inverse(long q, int sign) {
        BigInteger power = BigInteger.ONE.shiftLeft(2 * BITS).divide(BigInteger.valueOf(q));
        BigInteger sum = power;
        for (long k = 3; power.signum() != 0; k += 2) {
            power = power.divide(BigInteger.valueOf(sign * q * q));
            sum = sum.add(power.divide(BigInteger.valueOf(k)));
        }
        return sum;
    }
}
