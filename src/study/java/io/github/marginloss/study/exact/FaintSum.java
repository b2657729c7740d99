package io.github.marginloss.study.exact;

import java.util.ArrayList;
import java.util.List;

/**
 * Series of a sum f of exponentials that cannot be seen, to as many powers as the precision allows for: more bits, more
 * powers. Of a tie that depends on f alone, as many powers as there are samples decide, since Σ a_i c_i^k = 0 for so
 * many k means that all of it is 0.
 *
 * @param powers f, f², …
 * @param size the rest of any of the series is at most size·e^(n·greatest logarithm), n = powers + 1
 * @param bits the precision
 */
record FaintSum(List<Tails> powers, double size, int bits) {

    /** The least precision, which takes one power. */
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

    /** e/(1 + f) of an e that cannot be seen either, one of the terms of f. */
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
        Ball greatest = powers.get(0).terms().get(0).logarithm();
        return sum.plusRest(size, powers.size() + 1, greatest, bits);
    }
}
