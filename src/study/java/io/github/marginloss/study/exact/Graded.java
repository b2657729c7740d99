package io.github.marginloss.study.exact;

/**
 * A number and what is too small to be seen beside it: head + coefficient·e^logarithm, the exponential being below
 * {@link #LEAST}. It tells on which side of a tie a number lies that is a tie to thousands of digits, and does so to
 * first order: of several exponentials the greatest counts.
 *
 * @param head what can be seen
 * @param coefficient of the exponential
 * @param logarithm of the exponential; null if there is none
 */
record Graded(Ball head, Ball coefficient, Ball logarithm) {

    /** Exponentials below e^−1000 are set apart. */
    static final Ball LEAST = Ball.of(-1000);

    /** The exponent of what is far below any double's last bit. */
    private static final long LOW = -6000;

    static final Graded ZERO = of(Ball.ZERO);

    static Graded of(Ball head) {
        return new Graded(head, Ball.ZERO, null);
    }

    private boolean isPlain() {
        return logarithm == null;
    }

    Graded plus(Graded other) {
        Ball sum = head.plus(other.head);
        if (isPlain() || other.isPlain()) {
            Graded faint = isPlain() ? other : this;
            return new Graded(sum, faint.coefficient, faint.logarithm);
        }
        Ball lead = logarithm.minus(other.logarithm);
        if (lead.isZero()) {
            return faint(sum, coefficient.plus(other.coefficient), logarithm);
        }
        Graded greater = lead.mid.signum() > 0 ? this : other;
        Graded less = greater == this ? other : this;
        Ball behind = less.logarithm.minus(greater.logarithm);
        Ball small = isFaint(behind) ? Ball.ZERO : less.coefficient.times(Elementary.exp(behind));
        return faint(sum, greater.coefficient.plus(small), greater.logarithm);
    }

    Graded times(Ball factor) {
        return isPlain() ? of(head.times(factor)) : faint(head.times(factor), coefficient.times(factor), logarithm);
    }

    Graded negate() {
        return new Graded(head.negate(), coefficient.negate(), logarithm);
    }

    private static Graded faint(Ball head, Ball coefficient, Ball logarithm) {
        return coefficient.isZero() ? of(head) : new Graded(head, coefficient, logarithm);
    }

    static boolean isFaint(Ball logarithm) {
        Ball beyond = LEAST.minus(logarithm);
        return beyond.mid.signum() > 0;
    }

    /** The number as one ball. To first order an exponential is right to far less than e^−900 of it. */
    Ball value() {
        if (isPlain()) {
            return head;
        }
        if (logarithm.top() > 40) {
            return head.plusMinus(Ball.ONE.scaled(LOW));
        }
        Ball faint = coefficient.times(Elementary.exp(logarithm.at(coefficient.bits)));
        return head.at(coefficient.bits).plus(faint).plusMinus(faint.scaled(-1300));
    }

    /** The sign of the unseen part, 0 if there is none. */
    int side() {
        return isPlain() ? 0 : coefficient.signum();
    }
}
