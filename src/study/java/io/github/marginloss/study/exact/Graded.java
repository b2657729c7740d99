package io.github.marginloss.study.exact;

/**
 * A number, and a part that is too small to change it.
 *
 * @param head the number
 * @param tails exponentials below e^−1000
 */
record Graded(Ball head, Tails tails) {

    static final Graded ZERO = of(Ball.ZERO);

    static Graded of(Ball head) {
        return new Graded(head, Tails.NONE);
    }

    Graded plus(Graded other) {
        return new Graded(head.plus(other.head), tails.plus(other.tails));
    }

    Graded times(Ball factor) {
        return new Graded(head.times(factor), tails.times(factor));
    }

    Graded negate() {
        return new Graded(head.negate(), tails.times(Ball.of(-1)));
    }

    /** The number as one ball. */
    Ball value() {
        return tails.isNone() ? head : head.plus(tails.value());
    }

    /** A ball that contains the number, for less work. */
    Ball around() {
        return tails.isNone() ? head : head.plus(tails.bound());
    }
}
