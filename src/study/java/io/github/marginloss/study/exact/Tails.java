package io.github.marginloss.study.exact;

import java.util.ArrayList;
import java.util.List;

/**
 * A sum of exponentials that is too small to change a number to which it is added. If the number is a tie to thousands
 * of digits, the sum tells on which side of the tie it lies: the largest exponential whose coefficients do not cancel
 * decides. Exponentials with equal, exact logarithms are one term, so coefficients that cancel exactly disappear.
 *
 * @param terms the exponentials, the largest first; none has a coefficient of 0
 * @param rest a bound of the products of several exponentials that were left out; its coefficient is a ball around 0
 */
record Tails(List<Tail> terms, Tail rest) {

    /** Exponentials below e^−1000 are kept separate. */
    static final Ball SMALLEST = Ball.of(-1000);

    /** No remainder. */
    private static final Tail NOTHING = new Tail(Ball.ZERO, SMALLEST);

    static final Tails NONE = new Tails(List.of(), NOTHING);

    /**
     * With 4320 bits, a sum shows every exponential up to this many nats behind the largest. So if it cannot be told
     * from 0, only exponentials farther behind can decide.
     */
    private static final Ball NEAR = Ball.of(-2000);

    /** e^logarithm. */
    static Tails of(Ball logarithm, int bits) {
        return new Tails(List.of(new Tail(Ball.ONE.at(bits), logarithm)), NOTHING);
    }

    static boolean isFaint(Ball logarithm) {
        return SMALLEST.minus(logarithm).signum() > 0;
    }

    boolean isNone() {
        return terms.isEmpty() && rest.coefficient().isZero();
    }

    /** The same sum with a remainder of at most size·e^(n·largest logarithm). */
    Tails plusRest(double size, int n, Ball largest, int bits) {
        Ball around = Ball.ZERO.at(bits).plusMinus(Ball.of(size));
        return plus(new Tails(List.of(), new Tail(around, largest.end(1).times(Ball.of(n)))));
    }

    Tails plus(Tails other) {
        return isNone() ? other : other.isNone() ? this : new Tails(merged(other.terms), sum(rest, other.rest));
    }

    private List<Tail> merged(List<Tail> others) {
        List<Tail> all = new ArrayList<>(terms.size() + others.size());
        int k = 0;
        for (Tail term : terms) {
            int order = 1;
            while (k < others.size() && (order = compare(others.get(k), term)) > 0) {
                all.add(others.get(k++));
            }
            Ball coefficient =
                    order == 0 ? term.coefficient().plus(others.get(k++).coefficient()) : term.coefficient();
            if (!coefficient.isZero()) {
                all.add(new Tail(coefficient, term.logarithm()));
            }
        }
        all.addAll(others.subList(k, others.size()));
        return all;
    }

    /**
     * Compares logarithms. The order of those that cannot be told apart does not matter, but 0 means that they are
     * equal.
     */
    private static int compare(Tail a, Tail b) {
        if (a.logarithm() == b.logarithm()) {
            return 0;
        }
        Ball lead = a.logarithm().minus(b.logarithm());
        return lead.isZero() ? 0 : lead.mid.signum() > 0 ? 1 : -1;
    }

    private static Tail sum(Tail a, Tail b) {
        if (a.coefficient().isZero() || b.coefficient().isZero()) {
            return a.coefficient().isZero() ? b : a;
        }
        return new Tail(a.coefficient().plus(b.coefficient()), compare(a, b) > 0 ? a.logarithm() : b.logarithm());
    }

    Tails times(Ball factor) {
        return factor.isZero() || isNone()
                ? NONE
                : new Tails(terms.stream().map(term -> term.times(factor)).toList(), rest.times(factor));
    }

    /** The product of two sums without remainders. */
    Tails times(Tails other) {
        Tails product = NONE;
        for (Tail term : other.terms) {
            product = product.plus(
                    new Tails(terms.stream().map(own -> own.times(term)).toList(), NOTHING));
        }
        return product;
    }

    /** The sum as a ball. */
    Ball value() {
        return terms.stream().map(Tail::value).reduce(rest.bound(), Ball::plus);
    }

    /** A ball around 0 that contains the sum, for less work. */
    Ball bound() {
        return terms.stream().map(Tail::bound).reduce(rest.bound(), Ball::plus);
    }

    /**
     * The sign of the sum.
     *
     * @param last whether there are no more digits, so that a coefficient that cannot be told from 0 counts as 0, and
     *     so do the higher powers of exponentials whose lower powers all cancel
     */
    int side(boolean last) {
        List<Tail> open = terms;
        while (!open.isEmpty()) {
            Ball largest = open.get(0).logarithm();
            Ball sum = open.stream()
                    .map(term -> term.over(largest))
                    .reduce(Ball::plus)
                    .get();
            if (sum.mid.abs().compareTo(sum.rad) > 0) {
                boolean cancelled = last && rest.logarithm().minus(largest).signum() > 0;
                return (cancelled ? sum : sum.plus(rest.over(largest))).signum();
            }
            if (!last) {
                throw new Ball.TooWide();
            }
            open = open.stream()
                    .filter(term ->
                            NEAR.minus(term.logarithm().minus(largest)).mid.signum() > 0)
                    .toList();
        }
        if (!last && !isNone()) {
            throw new Ball.TooWide();
        }
        return 0;
    }
}
