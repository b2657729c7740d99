package io.github.marginloss.study.exact;

import io.github.marginloss.study.exact.Ball.TooWide;
import java.util.OptionalDouble;

/** Finds the double nearest to a number that is known within a bound. */
final class Rounded {

    /** A number within this relative distance of a tie counts as equal to it if there are no more digits. */
    private static final int EQUAL = -1000;

    private Rounded() {}

    /**
     * Rounds, if the number is known well enough.
     *
     * @param last whether there are no more digits, so that a number that cannot be told from a tie counts as one
     */
    static OptionalDouble of(Graded number, boolean last) {
        Ball head = number.head();
        Ball around = number.around();
        if (nearest(around, -1) != nearest(around, 1)) {
            around = number.value();
        }
        double low = nearest(around, -1);
        double high = nearest(around, 1);
        if (low == high) {
            return OptionalDouble.of(positiveZero(low));
        }
        boolean narrow = head.isExact() || head.exponent + head.rad.bitLength() - head.top() < EQUAL;
        boolean neighbours = Math.nextUp(low) == high || low == 0 && high == Double.MIN_VALUE;
        boolean equal = head.isExact() ? isTie(head, low, high) : last && nearest(head, -1) != nearest(head, 1);
        if (!(narrow && neighbours && equal)) {
            return OptionalDouble.empty();
        }
        try {
            int side = number.tails().side(last);
            return OptionalDouble.of(positiveZero(side == 0 ? Nearest.even(low, high) : side < 0 ? low : high));
        } catch (TooWide e) {
            return OptionalDouble.empty();
        }
    }

    /** Whether an exact number is halfway between two doubles. */
    private static boolean isTie(Ball head, double low, double high) {
        if (Double.isInfinite(low) || Double.isInfinite(high)) {
            Ball end = Ball.of(Math.ulp(Double.MAX_VALUE)).scaled(-1).plus(Ball.of(Double.MAX_VALUE));
            return head.minus(high > 0 ? end : end.negate()).isZero();
        }
        return head.scaled(1).minus(Ball.of(low)).minus(Ball.of(high)).isZero();
    }

    private static double nearest(Ball ball, int sign) {
        Ball end = ball.end(sign);
        return Nearest.of(end.mid, end.exponent);
    }

    private static double positiveZero(double value) {
        return value == 0 ? 0 : value;
    }
}
