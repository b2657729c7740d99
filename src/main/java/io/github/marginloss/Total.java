package io.github.marginloss;

import io.github.marginloss.core.Real;
import java.util.Arrays;

/** A sum of losses of several terms, rounded once. A term that is known as a double alone may be infinite. */
final class Total {

    private Real known = Real.ZERO;
    /** The sum of what is not finite. */
    private double beyond;

    static Total[] zeros(int length) {
        Total[] zeros = new Total[length];
        Arrays.setAll(zeros, i -> new Total());
        return zeros;
    }

    void add(Real value) {
        known = known.plus(value);
    }

    /** Adds weight·value; nothing times a value beyond the range of double is still nothing. */
    void add(Real weight, double value) {
        if (Double.isFinite(value)) {
            add(weight.times(Real.of(value)));
        } else if (!weight.isZero()) {
            beyond += weight.signum() * value;
        }
    }

    double toDouble() {
        return beyond == 0 ? known.toDouble() : beyond;
    }
}
