package io.github.marginloss.study.decimal;

import java.math.BigDecimal;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/** Arithmetic with Apfloat's numbers, which track how many of their digits are correct; doubles are exact. */
final class Decimals {

    private Decimals() {}

    /** A double, exactly. */
    static Apfloat exact(double value) {
        return new Apfloat(new BigDecimal(value), Apfloat.INFINITE);
    }

    static Apfloat plus(Apfloat a, Apfloat b) {
        Apfloat sum = a.add(b);
        boolean exact = a.precision() == Apfloat.INFINITE && b.precision() == Apfloat.INFINITE;
        if (sum.signum() == 0 && !exact) {
            throw new ArithmeticException("no correct digit is left");
        }
        return sum;
    }

    static Apfloat minus(Apfloat a, Apfloat b) {
        return plus(a, b.negate());
    }

    static Apfloat dot(Apfloat[] one, Apfloat[] other) {
        Apfloat sum = Apfloat.ZERO;
        for (int k = 0; k < one.length; k++) {
            sum = plus(sum, one[k].multiply(other[k]));
        }
        return sum;
    }

    static Apfloat sqrt(Apfloat exact, long digits) {
        return ApfloatMath.sqrt(exact.precision(digits));
    }
}
