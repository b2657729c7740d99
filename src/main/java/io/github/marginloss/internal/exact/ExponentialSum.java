package io.github.marginloss.internal.exact;

import io.github.marginloss.core.Numeric;
import io.github.marginloss.core.Undecided;
import java.util.function.UnaryOperator;

/**
 * The sum of an exact number and of exponentials below e<sup>−1000</sup>. It decides near-ties that no number of bits
 * would decide: if the exponentials of several samples cancel, the next smaller exponential or power decides.
 *
 * <p>Quotients and logarithms are power series of those exponentials, truncated with a bound. A number that has no such
 * form is unknown, and so is every result computed from it, except its product with 0. Asking for the sign of an
 * unknown number throws {@link Undecided}.
 */
public final class ExponentialSum implements Numeric<ExponentialSum> {

    /** The precision of the numbers that are decided here, in bits. */
    public static final int BITS = 1024;

    private static final double SMALLEST = -1000;

    /** A sum of more exponentials counts as unknown, because its powers would take too long. */
    private static final int MOST = 1000;

    /** The exact number; null if the number is unknown. */
    private final Enclosure head;

    private final Exponentials tail;

    private ExponentialSum(Enclosure head, Exponentials tail) {
        boolean known = head != null && head.isExact() && tail.terms().size() <= MOST && tail.isExact();
        this.head = known ? head : null;
        this.tail = known ? tail : Exponentials.NONE;
    }

    /** {@return an exact number, or an unknown one for an interval} */
    public static ExponentialSum of(Enclosure value) {
        return new ExponentialSum(value, Exponentials.NONE);
    }

    private static ExponentialSum unknown() {
        return new ExponentialSum(null, Exponentials.NONE);
    }

    private boolean isKnown() {
        return head != null;
    }

    /** {@return whether this is one number, without exponentials} */
    public boolean isExact() {
        return isKnown() && tail.isNone();
    }

    /** {@return this number rounded; NaN if that is unknown} */
    public double rounded() {
        if (!isKnown()) {
            return Double.NaN;
        }
        Enclosure value = tail.over(head);
        return value.isDecided() ? value.rounded() : Double.NaN;
    }

    private ExponentialSum exactly(UnaryOperator<Enclosure> function) {
        return isExact() ? of(function.apply(head)) : unknown();
    }

    @Override
    public ExponentialSum constant(double value) {
        // if the number is unknown, so is its precision
        return isKnown() ? of(head.constant(value)) : of(Enclosure.of(value, new Precision(BITS)));
    }

    @Override
    public ExponentialSum pi() {
        return unknown();
    }

    @Override
    public ExponentialSum plus(ExponentialSum y) {
        return isKnown() && y.isKnown() ? new ExponentialSum(head.plus(y.head), tail.plus(y.tail)) : unknown();
    }

    @Override
    public ExponentialSum minus(ExponentialSum y) {
        return plus(y.negate());
    }

    @Override
    public ExponentialSum times(ExponentialSum y) {
        if (isZero() || y.isZero()) {
            return isZero() ? this : y;
        }
        if (isExact() && y.isKnown()) {
            return new ExponentialSum(head.times(y.head), y.tail.times(head));
        }
        return y.isExact() && isKnown() ? y.times(this) : unknown();
    }

    @Override
    public ExponentialSum dividedBy(ExponentialSum y) {
        if (!isKnown() || !y.isKnown() || !y.isExact() && y.head.isZero()) {
            return unknown();
        }
        Enclosure inverse = head.constant(1).dividedBy(y.head);
        Enclosure quotient = head.dividedBy(y.head);
        Exponentials over = tail.times(inverse);
        Exponentials t = y.tail.times(inverse);
        if (t.isNone()) {
            return new ExponentialSum(quotient, over);
        }
        boolean faint = PowerSeries.isOf(t) && over.rest() == null && over.isExact() && quotient.isExact();
        return faint ? new ExponentialSum(quotient, new PowerSeries(t).over(quotient, over)) : unknown();
    }

    @Override
    public ExponentialSum negate() {
        return isKnown() ? new ExponentialSum(head.negate(), tail.times(head.constant(-1))) : this;
    }

    @Override
    public ExponentialSum abs() {
        return isKnown() && signum() < 0 ? negate() : this;
    }

    @Override
    public ExponentialSum sqrt() {
        return exactly(Enclosure::sqrt);
    }

    @Override
    public ExponentialSum exp() {
        boolean faint = isExact() && head.minus(head.constant(SMALLEST)).signum() < 0;
        return faint ? new ExponentialSum(head.constant(0), Exponentials.of(head)) : isZero() ? constant(1) : unknown();
    }

    @Override
    public ExponentialSum log1p() {
        if (isZero()) {
            return this;
        }
        boolean faint = isKnown() && head.isZero() && PowerSeries.isOf(tail);
        return faint ? new ExponentialSum(head, new PowerSeries(tail).log1p(head.constant(1))) : unknown();
    }

    @Override
    public ExponentialSum sin() {
        return exactly(Enclosure::sin);
    }

    @Override
    public ExponentialSum cos() {
        return exactly(Enclosure::cos);
    }

    @Override
    public ExponentialSum atan2(ExponentialSum x) {
        return x.isExact() ? exactly(y -> y.atan2(x.head)) : unknown();
    }

    @Override
    public int signum() {
        if (!isKnown()) {
            throw new Undecided();
        }
        return tail.over(head).signum();
    }

    @Override
    public boolean isZero() {
        return isExact() && head.isZero();
    }

    @Override
    public double toDouble() {
        return isKnown() ? head.toDouble() : Double.NaN;
    }
}
