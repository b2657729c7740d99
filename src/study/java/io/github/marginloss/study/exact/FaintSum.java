package io.github.marginloss.study.exact;

import java.util.ArrayList;
import java.util.List;

/**
 * Series of a sum f of exponentials that are too small to change a number to which they are added. The number of powers
 * grows with the precision. As many powers as there are samples decide a tie that depends only on f, because Σ a_i
 * c_i^k = 0 for that many k means that everything is 0.
 *
 * @param powers f, f², …
 * @param size the remainder of each series is at most size·e^(n·largest logarithm), n = powers + 1
 * @param bits the precision
 */
record FaintSum(List<Tails> powers, double size, int bits) {

    /** The smallest precision, which takes one power. */
    private static final int FIRST = 160;

    /** f = tails/sum, the sum of n exponentials, and 1 ≤ sum. */
    static FaintSum of(Tails tails, Ball sum, int n) {
        List<Tails> powers = new ArrayList<>();
        if (!tails.isNone()) {
            Tails first = tails.times(Ball.ONE.dividedBy(sum));
            powers.add(first);
            for (int bits = FIRST; bits < sum.bits; bits *= 3) {
                powers.add(powers.get(powers.size() - 1).times(first));
            }
        }
        return new FaintSum(powers, 2 * Math.pow(n, powers.size() + 1), sum.bits);
    }

    /** log(1 + f) = f − f²/2 + … */
    Tails log1p() {
        Tails sum = Tails.NONE;
        for (int k = 1; k <= powers.size(); k++) {
            Ball factor = Ball.of(k % 2 == 0 ? -1 : 1).at(bits).dividedBy(Ball.of(k));
            sum = sum.plus(powers.get(k - 1).times(factor));
        }
        return withRest(sum);
    }

    /** 1/(1 + f) − 1 = −f + f² − … */
    Tails inverse() {
        return withRest(alternating(powers.size()));
    }

    /** e/(1 + f) for one of the terms e of f. */
    Tails inverse(Tails e) {
        return withRest(e.plus(alternating(powers.size() - 1).times(e)));
    }

    private Tails alternating(int count) {
        Tails sum = Tails.NONE;
        for (int k = 1; k <= count; k++) {
            sum = sum.plus(powers.get(k - 1).times(Ball.of(k % 2 == 0 ? 1 : -1)));
        }
        return sum;
    }

    private Tails withRest(Tails sum) {
        if (powers.isEmpty()) {
            return sum;
        }
        Ball largest = powers.get(0).terms().get(0).logarithm();
        return sum.plusRest(size, powers.size() + 1, largest, bits);
    }
}
