package io.github.marginloss.reference;

import io.github.marginloss.core.Angle;
import io.github.marginloss.core.DD;
import io.github.marginloss.core.UnitRow;
import java.util.Arrays;

/**
 * The angle θ of a sample and a class, with the unit tangents at both, in double-double and with full relative accuracy
 * at any θ. With the pivot k = argmax |x|, the part of w orthogonal to x is parallel to v − x (x·v)/(x·x), where
 * v<sub>j</sub> = x<sub>k</sub> w<sub>j</sub> − x<sub>j</sub> w<sub>k</sub>.
 *
 * @param angle θ; π/2 if a row is zero
 * @param tangent (ŵ − cos θ x̂)/sin θ; zero if a row is zero or the rows are parallel
 * @param classTangent (x̂ − cos θ ŵ)/sin θ; zero in the same cases
 */
record ExactAngle(Angle<DD> angle, DD[] tangent, DD[] classTangent) {

    /** Below this sine, the cosine is computed from it, so that 1 − cos θ is 0 where it should be. */
    private static final double SMALL_SINE = 0x1p-10;

    static ExactAngle of(UnitRow x, UnitRow w, DD[] xUnit) {
        int d = x.entries().length;
        if (x.isZero() || w.isZero()) {
            return new ExactAngle(new Angle<>(DD.ZERO, DD.ONE, DD.ZERO), zeros(d), zeros(d));
        }
        int k = pivot(x.entries());
        DD[] t = orthogonal(x, w, k);
        int exponent = exponent(t);
        DD square = DD.ZERO;
        for (int j = 0; j < d; j++) {
            t[j] = t[j].scalb(-exponent);
            square = square.plus(t[j].times(t[j]));
        }
        DD norm = square.sqrt();
        DD sin = norm.dividedBy(w.square().sqrt().times(Math.abs(x.entries()[k])))
                .scalb(exponent);
        Angle<DD> angle = angle(x, w, sin);
        if (norm.isZero()) {
            return new ExactAngle(angle, zeros(d), zeros(d));
        }
        DD[] classTangent = new DD[d];
        for (int j = 0; j < d; j++) {
            t[j] = t[j].dividedBy(norm).times(Math.signum(x.entries()[k]));
            classTangent[j] = angle.sin().times(xUnit[j]).minus(angle.cos().times(t[j]));
        }
        return new ExactAngle(angle, t, classTangent);
    }

    /** {@return x̂ of a row; zero for a zero row} */
    static DD[] unit(UnitRow x) {
        DD[] unit = exact(x);
        DD norm = x.square().sqrt();
        for (int j = 0; j < unit.length && !x.isZero(); j++) {
            unit[j] = unit[j].dividedBy(norm);
        }
        return unit;
    }

    /** {@return the entries of a row, exactly} */
    static DD[] exact(UnitRow x) {
        return Arrays.stream(x.entries()).mapToObj(DD::of).toArray(DD[]::new);
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

    private static DD[] orthogonal(UnitRow x, UnitRow w, int k) {
        double[] xs = x.entries();
        double[] ws = w.entries();
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

    private static Angle<DD> angle(UnitRow x, UnitRow w, DD sin) {
        DD dot = DD.dot(x.entries(), 0, w.entries(), 0, x.entries().length);
        DD squares = x.square().times(w.square());
        DD cosSquare = dot.times(dot).dividedBy(squares);
        if (sin.hi() < SMALL_SINE) {
            DD cos = DD.ONE.minus(sin).times(DD.ONE.plus(sin)).sqrt();
            return new Angle<>(dot.signum() < 0 ? cos.negate() : cos, sin, cosSquare);
        }
        // one root of the product is exact for simple numbers for which the product of two roots is not
        return new Angle<>(dot.dividedBy(squares.sqrt()), sin, cosSquare);
    }
}
