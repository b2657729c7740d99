package io.github.marginloss.internal.row;

import io.github.marginloss.core.Angle;
import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.UnitRow;
import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.Kernels;
import io.github.marginloss.internal.kernel.PowersOfTwo;
import io.github.marginloss.internal.kernel.RowSource;
import java.util.Arrays;

/**
 * The angle between a sample x and a class weight w, with its tangent, to full relative accuracy at any angle.
 *
 * <p>cos θ is a double-double dot product over one root of (x·x)(w·w). sin θ and the tangent come from elimination with
 * the pivot k = argmax |x|: the part of w orthogonal to x is parallel to
 *
 * <pre>{@code
 * t = v − x (x·v)/(x·x),   v_j = x_k w_j − x_j w_k (each with one rounding),   sin θ = ‖t‖ / (|x_k| ‖w‖)
 * }</pre>
 *
 * <p>which cancels by a factor of at most √d + 1, whereas √(1 − cos²θ) loses every digit at small θ. If a row is zero,
 * the convention is cos θ = 0, sin θ = 1 and a zero tangent.
 */
public final class Tangent {

    /** Below this, the sine from the elimination is more accurate than the sine from the cosine. */
    private static final double SMALL_SINE = 0x1p-20;

    private final Kernels kernels = KernelChoice.serving();
    private final UnitRow x;
    private final UnitRow w;

    private DD cos;
    private DD sin;
    private final double[] unit;

    private DD cosSquare;

    /**
     * Allocates memory for two rows.
     *
     * @param dimension their length
     */
    public Tangent(int dimension) {
        x = new UnitRow(dimension);
        w = new UnitRow(dimension);
        unit = new double[dimension];
    }

    /**
     * Computes the angle of two rows.
     *
     * @param features holds x. Not modified.
     * @param i its row
     * @param weights holds w. Not modified.
     * @param j its row
     */
    public void compute(RowSource features, int i, RowSource weights, int j) {
        load(features, i);
        to(weights, j);
    }

    /** {@return memory for a row, free for any use until the next load or computation} */
    public double[] memory() {
        return x.entries();
    }

    /**
     * Loads x, with its norm in double-double.
     *
     * @param features holds x. Not modified.
     * @param i its row
     * @return x, from which angles are computed until it is modified
     */
    public UnitRow load(RowSource features, int i) {
        features.get(i, x.entries());
        x.normalisePrecisely();
        return x;
    }

    /**
     * Computes the angle of the row that is loaded and another.
     *
     * @param weights holds w. Not modified.
     * @param j its row
     */
    public void to(RowSource weights, int j) {
        weights.get(j, w.entries());
        w.normalisePrecisely();
        DD xx = x.square();
        DD ww = w.square();
        if (xx.isZero() || ww.isZero()) {
            Arrays.fill(unit, 0);
            cos = DD.ZERO;
            sin = DD.ONE;
            cosSquare = DD.ZERO;
            return;
        }
        DD dot = DD.dot(x.entries(), 0, w.entries(), 0, unit.length);
        DD squares = xx.times(ww);
        // for simple numbers √(ab) is exact where √a √b is not
        cos = dot.dividedBy(squares.sqrt());
        cosSquare = dot.times(dot).dividedBy(squares);
        double pivot = eliminate();
        project(xx.toDouble());
        project(xx.toDouble());
        normalise(pivot, ww.sqrt().toDouble());
    }

    /**
     * Returns the dot product of two rows of any size, without an angle.
     *
     * @param features holds x. Not modified.
     * @param i its row
     * @param weights holds w. Not modified.
     * @param j its row
     * @return x·w, to about 106 bits
     */
    public Real dot(RowSource features, int i, RowSource weights, int j) {
        features.get(i, x.entries());
        weights.get(j, w.entries());
        return Real.dot(x.entries(), 0, w.entries(), 0, unit.length);
    }

    /** Computes v and returns its pivot. */
    private double eliminate() {
        double[] xs = x.entries();
        int k = 0;
        for (int j = 1; j < xs.length; j++) {
            if (Math.abs(xs[j]) > Math.abs(xs[k])) {
                k = j;
            }
        }
        kernels.eliminate(unit, xs, xs[k], w.entries(), w.entries()[k], xs.length);
        return xs[k];
    }

    private void project(double square) {
        double along = kernels.dot(x.entries(), 0, unit, 0, unit.length) / square;
        kernels.axpy(unit, -along, x.entries(), unit.length);
    }

    private void normalise(double pivot, double wNorm) {
        int d = unit.length;
        int exponent = PowersOfTwo.exponent(unit, 0, d);
        PowersOfTwo.scale(unit, -exponent);
        double norm = Math.sqrt(kernels.dot(unit, 0, unit, 0, d));
        double sine = PowersOfTwo.scale(norm / (Math.abs(pivot) * wNorm), exponent);
        if (sine > SMALL_SINE) {
            sin = sineOf(cos);
        } else {
            sin = DD.of(sine);
            // makes 1 − cos θ exactly 0 for parallel rows
            cos = cos.signum() < 0 ? sineOf(sin).negate() : sineOf(sin);
        }
        if (norm > 0) {
            kernels.divide(unit, norm, Math.signum(pivot), d);
        }
    }

    /** √(1 − c²), the sine of a cosine or the cosine of a sine. */
    private static DD sineOf(DD c) {
        return DD.ONE.minus(c).times(DD.ONE.plus(c)).sqrt();
    }

    /** {@return the unit vector (ŵ − cos θ x̂)/sin θ; zero if there is none. Valid until the next angle is computed} */
    public double[] unit() {
        return unit;
    }

    /** {@return θ} */
    public Angle<DD> angle() {
        return new Angle<>(cos, sin, cosSquare);
    }

    /** {@return sin θ; 0 if there is no tangent, because a row is zero or the rows are parallel} */
    public double sine() {
        boolean exists = !sin.isZero() && kernels.largest(unit, 0, unit.length) > 0;
        return exists ? sin.toDouble() : 0;
    }

    /** Writes the unit tangent at the class; zero if there is none. */
    public void atClass(double[] unitRow, double[] target) {
        atClass(sine(), cos.toDouble(), unitRow, unit, target);
    }

    /**
     * Writes the unit tangent at the class, (x̂ − cos θ ŵ)/sin θ = sin θ x̂ − cos θ t, given the tangent t at the
     * sample.
     */
    public static void atClass(double sine, double cosine, double[] unitRow, double[] tangent, double[] target) {
        KernelChoice.serving().combine(target, sine, unitRow, cosine, tangent, target.length);
    }
}
