package io.github.marginloss.internal.exact;

/**
 * Power series of a sum t of exponentials, |t| &lt; 1/2. A bound stands for all terms beyond t<sup>N</sup>.
 *
 * @param t exact coefficients and exponents, without a remainder
 */
record PowerSeries(Exponentials t) {

    /** With exponents below −1000, t is small if its coefficients are below this. */
    private static final double GREAT = 1e300;

    private static final int MOST = 40;

    /** {@return whether a sum has a series} */
    static boolean isOf(Exponentials t) {
        return t.rest() == null
                && t.terms().size() <= MOST
                && t.isExact()
                && !t.isNone()
                && t.size().toDouble() < GREAT;
    }

    /** N, chosen so that the powers together have about a hundred terms. */
    private int order() {
        int length = t.terms().size();
        return length <= 4 ? 6 : length <= 8 ? 4 : 2;
    }

    /**
     * {@return (head + tail)/(1 + t) − head = tail − (head + tail) t + (head + tail) t² − …}
     *
     * <p>Omits less than 2 (|head| + |tail|) |t|^(N+1).
     */
    Exponentials over(Enclosure head, Exponentials tail) {
        if (head.isZero() && tail.isNone()) {
            return tail;
        }
        Exponentials sum = tail;
        Exponentials power = t;
        for (int k = 1; k <= order(); k++) {
            Exponentials product = tail.times(power);
            Exponentials all = head.isZero() ? product : product.plus(power.times(head));
            sum = sum.plus(all.times(head.constant(k % 2 == 0 ? 1 : -1)));
            power = k < order() ? power.times(t) : power;
        }
        Enclosure size = tail.isNone() ? head.abs() : tail.size().plus(head.abs());
        Enclosure exponent = exponentOfRest(head);
        return sum.withRest(bound(size), head.isZero() ? exponent.plus(tail.largest()) : exponent);
    }

    /** {@return log(1 + t) = t − t²/2 + …, with less than 2 |t|^(N+1) omitted} */
    Exponentials log1p(Enclosure one) {
        Exponentials sum = Exponentials.NONE;
        Exponentials power = t;
        for (int k = 1; k <= order(); k++) {
            sum = sum.plus(power.times(one.constant(k % 2 == 0 ? -1 : 1).dividedBy(one.constant(k))));
            power = k < order() ? power.times(t) : power;
        }
        return sum.withRest(bound(one), exponentOfRest(one));
    }

    /** 2 size (Σ |c|)^(N+1). */
    private Enclosure bound(Enclosure size) {
        Enclosure bound = size.plus(size);
        for (int k = 0; k <= order(); k++) {
            bound = bound.times(t.size());
        }
        return bound;
    }

    private Enclosure exponentOfRest(Enclosure like) {
        return t.largest().times(like.constant(order() + 1.0));
    }
}
