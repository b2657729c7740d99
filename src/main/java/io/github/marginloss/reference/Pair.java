package io.github.marginloss.reference;

import io.github.marginloss.core.Angle;
import io.github.marginloss.core.DD;
import java.util.Arrays;

/**
 * The angle θ of a sample and a class, with the unit tangents at both, in double-double and with full relative accuracy
 * at any θ. With the pivot k = argmax |x|, the part of w orthogonal to x is parallel to v − x (x·v)/(x·x), where
 * v<sub>j</sub> = x<sub>k</sub> w<sub>j</sub> − x<sub>j</sub> w<sub>k</sub>.
 *
 * @param angle θ; π/2 if a row is zero
 * @param tangent (ŵ − cos θ x̂)/sin θ; zero if a row is zero, or if they are parallel
 * @param classTangent (x̂ − cos θ ŵ)/sin θ; zero in the same cases
 */
record Pair(Angle angle, DD[] tangent, DD[] classTangent) {

    /** From here on the cosine follows from the sine, so that 1 − cos θ is 0 where it should be. */
    private static final double SMALL_SINE = 0x1p-10;

    static Pair of(Row x, Row w, DD[] xUnit) {
        int d = x.values().length;
        if (x.isZero() || w.isZero()) {
            return new Pair(new Angle(DD.ZERO, DD.ONE, DD.ZERO), zeros(d), zeros(d));
        }
        int k = pivot(x.values());
        DD[] t = orthogonal(x, w, k);
        int exponent = exponent(t);
        DD square = DD.ZERO;
        for (int j = 0; j < d; j++) {
            t[j] = t[j].scalb(-exponent);
            square = square.plus(t[j].times(t[j]));
        }
        DD norm = square.sqrt();
        DD sin =
                norm.dividedBy(w.square().sqrt().times(Math.abs(x.values()[k]))).scalb(exponent);
        Angle angle = angle(x, w, sin);
        if (norm.isZero()) {
            return new Pair(angle, zeros(d), zeros(d));
        }
        DD[] classTangent = new DD[d];
        for (int j = 0; j < d; j++) {
            t[j] = t[j].dividedBy(norm).times(Math.signum(x.values()[k]));
            classTangent[j] = angle.sin().times(xUnit[j]).minus(angle.cos().times(t[j]));
        }
        return new Pair(angle, t, classTangent);
    }

    private static DD[] zeros(int length) {
        DD[] zeros = new DD[length];
        Arrays.fill(zeros, DD.ZERO);
        return zeros;
    }

    private static int pivot(double[] x) {
        int k = 0;
        for (int j = 1; j < x.length; j++) {
            if (Math.abs(x[j]) > Math.abs(x[k])) {
                k = j;
            }
        }
        return k;
    }

    private static DD[] orthogonal(Row x, Row w, int k) {
        double[] xs = x.values();
        double[] ws = w.values();
        DD[] v = new DD[xs.length];
        DD along = DD.ZERO;
        for (int j = 0; j < xs.length; j++) {
            v[j] = DD.product(xs[k], ws[j]).minus(DD.product(xs[j], ws[k]));
            along = along.plus(v[j].times(xs[j]));
        }
        DD factor = along.dividedBy(x.square());
        for (int j = 0; j < xs.length; j++) {
            v[j] = v[j].minus(factor.times(xs[j]));
        }
        return v;
    }

    private static int exponent(DD[] row) {
        double greatest = 0;
        for (DD entry : row) {
            greatest = Math.max(greatest, Math.abs(entry.hi()));
        }
        return greatest == 0 ? 0 : Math.getExponent(greatest);
    }

    private static Angle angle(Row x, Row w, DD sin) {
        DD dot = x.dot(w);
        DD squares = x.square().times(w.square());
        DD cosSquare = dot.times(dot).dividedBy(squares);
        if (sin.hi() < SMALL_SINE) {
            DD cos = DD.ONE.minus(sin).times(DD.ONE.plus(sin)).sqrt();
            return new Angle(dot.signum() < 0 ? cos.negate() : cos, sin, cosSquare);
        }
        // one root of the product, which is exact for simple numbers where the product of two roots is not
        return new Angle(dot.dividedBy(squares.sqrt()), sin, cosSquare);
    }
}
