package io.github.marginloss.internal.exact;

import java.math.BigInteger;

/**
 * The integer square root s = ⌊√a⌋ and its remainder a − s² ≤ 2s, many times faster than the one of BigInteger.
 *
 * <p>The root of the upper half of the digits is the upper half of the root. The lower half is a quotient, which may be
 * too large by a few units (P. Zimmermann, "Karatsuba square root", 1999).
 */
final class SquareRoot {

    private static final int SMALL = 62;

    private SquareRoot() {}

    /**
     * {@return s and a − s²}
     *
     * @param a at least 0
     */
    static BigInteger[] of(BigInteger a) {
        if (a.bitLength() <= SMALL) {
            return small(a.longValue());
        }
        int quarter = a.bitLength() / 4;
        BigInteger[] upper = of(a.shiftRight(2 * quarter));
        BigInteger third = bits(a, quarter, quarter);
        BigInteger last = bits(a, 0, quarter);
        BigInteger[] parts = upper[1].shiftLeft(quarter).add(third).divideAndRemainder(upper[0].shiftLeft(1));
        BigInteger root = upper[0].shiftLeft(quarter).add(parts[0]);
        // less than 2^quarter times twice the upper root, and so not more than twice the root
        BigInteger rest = parts[1].shiftLeft(quarter).add(last).subtract(parts[0].multiply(parts[0]));
        while (rest.signum() < 0) {
            root = root.subtract(BigInteger.ONE);
            rest = rest.add(root.shiftLeft(1)).add(BigInteger.ONE);
        }
        return new BigInteger[] {root, rest};
    }

    private static BigInteger[] small(long a) {
        long root = (long) Math.sqrt((double) a);
        while (root * root > a) {
            root--;
        }
        while ((root + 1) * (root + 1) <= a) {
            root++;
        }
        return new BigInteger[] {BigInteger.valueOf(root), BigInteger.valueOf(a - root * root)};
    }

    private static BigInteger bits(BigInteger a, int from, int count) {
        BigInteger shifted = a.shiftRight(from);
        return shifted.subtract(shifted.shiftRight(count).shiftLeft(count));
    }
}
