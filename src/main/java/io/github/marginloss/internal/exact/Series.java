package io.github.marginloss.internal.exact;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Power series in fixed point: an integer v stands for v / 2^n. Every result is within 2 units (of 2^−n) of the
 * function of the exact argument. Rounding is always down.
 *
 * <p>A series of N terms needs only about 2√N full products: terms whose exponents have the same remainder modulo √N
 * are added up first, and then their sums are multiplied by powers of the argument (D. M. Smith, "Efficient
 * multiple-precision evaluation of elementary functions", 1989).
 */
final class Series {

    /** The bits of the sum beyond the last bit of the result, in addition to those that halving the argument needs. */
    private static final int GUARD = 24;

    private Series() {}

    /**
     * {@return the exponential}
     *
     * <p>The argument is halved h times, and the result is squared as often. In units of the m bits that are carried,
     * the error of the series is less than 2^18. Each square doubles the relative error and adds a unit, so the error
     * of the result is less than 2^(h+20), which is 2^−4 units of n bits.
     *
     * @param r from 0 to 1
     * @param n the number of bits after the point, up to 2^19
     */
    static BigInteger exp(BigInteger r, int n) {
        int halvings = halvings(n);
        int m = n + halvings + GUARD;
        int groups = groups(m, halvings);
        BigInteger x = r.shiftLeft(GUARD); // r/2^h at m bits, exact
        BigInteger value = horner(grouped(x, m, groups, false), 0, 1, x, m);
        for (int i = 0; i < halvings; i++) {
            value = value.multiply(value).shiftRight(m);
        }
        return value.shiftRight(halvings + GUARD);
    }

    /**
     * {@return the sine and the cosine}
     *
     * <p>The step s, c → 2sc, 1 − 2s² doubles the angle, and is taken h times. If the errors of s and c are less than
     * a, the next ones are less than 4a + 3, so the h doublings turn the 2^18 units of the series into less than
     * 4^h·2^19 units of m bits.
     *
     * @param r from 0 to 2
     * @param n the number of bits after the point, up to 2^19
     */
    static BigInteger[] sinCos(BigInteger r, int n) {
        int halvings = halvings(n) / 2 + 2;
        int m = n + 2 * halvings + GUARD;
        int groups = groups(m, halvings - 1) + 1 & ~1;
        BigInteger x = r.shiftLeft(halvings + GUARD); // r/2^h at m bits, exact
        BigInteger square = x.multiply(x).shiftRight(m);
        BigInteger[] sums = grouped(x, m, groups, true);
        BigInteger cos = horner(sums, 0, 2, square, m);
        BigInteger sin = horner(sums, 1, 2, square, m).multiply(x).shiftRight(m);
        BigInteger one = BigInteger.ONE.shiftLeft(m);
        for (int i = 0; i < halvings; i++) {
            BigInteger doubled = sin.multiply(cos).shiftRight(m - 1);
            cos = one.subtract(sin.multiply(sin).shiftRight(m - 1));
            sin = doubled;
        }
        int excess = m - n;
        return new BigInteger[] {sin.shiftRight(excess), cos.shiftRight(excess)};
    }

    /**
     * {@return Σ σ^i t^(2i+1) / (2i+1): the arctangent for σ = −1, and artanh for σ = 1}
     *
     * <p>A t near 2^−16 needs N ≤ 2^14 terms. The error of each is less than 3 units, including that of its power
     * divided by an odd number. Their sum is multiplied by t, which leaves 3·2^−2 units, and truncated. All terms after
     * z^N &lt; 2^−n together are less than t.
     *
     * @param t with |t| ≤ 2^−16
     * @param n the number of bits after the point, up to 2^19
     * @param sign σ
     */
    static BigInteger arc(BigInteger t, int n, int sign) {
        if (t.signum() < 0) {
            return arc(t.negate(), n, sign).negate();
        }
        int zeros = Math.max(1, 2 * (n - t.bitLength())); // t² < 2^−zeros
        int terms = n / zeros + 1;
        int groups = (int) Math.ceil(Math.sqrt(terms));
        BigInteger[] powers = powers(t.multiply(t).shiftRight(n), n, groups);
        BigInteger sum = BigInteger.ZERO;
        for (int block = (terms - 1) / groups; block >= 0; block--) {
            sum = sum.multiply(powers[groups]).shiftRight(n);
            for (int j = 0; j < groups; j++) {
                int i = block * groups + j;
                BigInteger term = powers[j].divide(BigInteger.valueOf(2L * i + 1));
                sum = sign < 0 && (i & 1) != 0 ? sum.subtract(term) : sum.add(term);
            }
        }
        return t.multiply(sum).shiftRight(n);
    }

    /** The powers 1, z … z^count, each with an error of less than 2 units. */
    private static BigInteger[] powers(BigInteger z, int n, int count) {
        BigInteger[] powers = new BigInteger[count + 1];
        powers[0] = BigInteger.ONE.shiftLeft(n);
        for (int j = 1; j <= count; j++) {
            powers[j] = powers[j - 1].multiply(z).shiftRight(n);
        }
        return powers;
    }

    /**
     * The sums S_j of ± (x^g)^i / (g i + j)! over i, so that Σ S_j x^j is the exponential; with alternating signs, the
     * even sums give the cosine and the odd ones the sine.
     *
     * <p>For x ≤ 1/2, the error of a term is less than 4 units: a division at least halves it and adds 1; a product
     * with x^g, whose own error is less than 2 units, halves it and adds 3. The series ends with a term whose stored
     * value is less than 1, so its true value is less than 5; together with all further terms it is less than 10. So
     * the error of a sum of N ≤ 2^12 terms is less than 2^15.
     */
    private static BigInteger[] grouped(BigInteger x, int m, int groups, boolean alternating) {
        BigInteger power = powers(x, m, groups)[groups];
        BigInteger[] sums = new BigInteger[groups];
        Arrays.fill(sums, BigInteger.ZERO);
        BigInteger term = BigInteger.ONE.shiftLeft(m);
        for (int i = 0, j = 0; term.signum() != 0; i++) {
            sums[j] = alternating && (i & 2) != 0 ? sums[j].subtract(term) : sums[j].add(term);
            term = term.divide(BigInteger.valueOf(i + 1L));
            if (++j == groups) {
                j = 0;
                term = term.multiply(power).shiftRight(m);
            }
        }
        return sums;
    }

    /** Σ sums[from + step k] z^k. */
    private static BigInteger horner(BigInteger[] sums, int from, int step, BigInteger z, int m) {
        int last = from + (sums.length - 1 - from) / step * step;
        BigInteger value = sums[last];
        for (int j = last - step; j >= from; j -= step) {
            value = value.multiply(z).shiftRight(m).add(sums[j]);
        }
        return value;
    }

    /** A square costs about as much as a group of terms. */
    private static int halvings(int n) {
        return (int) Math.sqrt(n) / 2 + 1;
    }

    /** About the square root of the number of terms; each term has {@code zeros} fewer bits than the one before. */
    private static int groups(int m, int zeros) {
        double gain = zeros + Math.log(1 + m / (zeros + 8.0));
        return 1 + (int) Math.sqrt(m / gain);
    }
}
