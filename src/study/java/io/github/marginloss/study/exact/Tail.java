package io.github.marginloss.study.exact;

/**
 * coefficient·e^logarithm, where the exponential is too small to change a number to which it is added.
 *
 * @param coefficient any ball with a precision
 * @param logarithm below {@link Tails#SMALLEST}; exact where the logits are
 */
record Tail(Ball coefficient, Ball logarithm) {

    /** If its logarithm has more bits, the exponential is only bounded, not computed. */
    private static final int BEYOND = 40;

    Tail times(Ball factor) {
        return new Tail(coefficient.times(factor), logarithm);
    }

    Tail times(Tail other) {
        return new Tail(coefficient.times(other.coefficient), logarithm.plus(other.logarithm));
    }

    /** The tail as a ball. */
    Ball value() {
        return over(Ball.ZERO);
    }

    /** The tail divided by e^largest, as a ball. */
    Ball over(Ball largest) {
        if (coefficient.isZero()) {
            return coefficient;
        }
        Ball behind = logarithm.minus(largest);
        if (behind.isZero()) {
            return coefficient;
        }
        return behind.top() > BEYOND ? bound(behind) : coefficient.times(Elementary.exp(behind.at(coefficient.bits)));
    }

    /** A ball around 0 that contains the tail, for less work. */
    Ball bound() {
        return bound(logarithm);
    }

    /** ± |coefficient|·2^(1.4426 logarithm), which is larger because log₂ e is. */
    private Ball bound(Ball negative) {
        if (coefficient.isZero()) {
            return coefficient;
        }
        double nats = Math.max(negative.end(1).toDouble(), -1e18);
        if (nats > 0) {
            throw new Ball.TooWide();
        }
        Ball most = Ball.ONE.scaled(coefficient.top() + (long) (nats * 1.4426) + 1);
        return Ball.ZERO.at(coefficient.bits).plusMinus(most);
    }
}
