package io.github.marginloss.core;

import io.github.marginloss.internal.kernel.PowersOfTwo;
import java.io.Serializable;
import java.util.function.Supplier;

/**
 * A double-double number: the unevaluated sum {@code hi + lo} of two doubles with {@code |lo| <= ulp(hi) / 2}, about
 * 106 significant bits.
 *
 * <p>Every operation has a proven bound on its error. With u = 2^-53, and relative to the true result for these
 * operands:
 *
 * <ul>
 *   <li>4 u^2 for a sum, 2 u^2 with a double; 5 u^2 for a product, 2 u^2 with a double; 12 u^2 for a quotient, 3 u^2 by
 *       a double; 4 u^2 for a square root; negate, abs and the static sum are exact; so are the static product and
 *       scalb, unless a low word underflows
 *   <li>12 u^2 for {@code exp}, and for {@code expm1} of numbers below 0.4 in size; 40 u^2 for {@code expm1} of others;
 *       40 u^2 for {@code log}, 48 u^2 for {@code log1p}
 *   <li>20 u^2 for {@code sin} and {@code cos} of |x| up to 2^40, plus an absolute 2^-157 |x| where |hi| &gt; 0.78; for
 *       larger |x|, an absolute 2^-49
 *   <li>64 u^2 for {@code atan2}
 * </ul>
 *
 * <p>These bounds hold for operands and results that are 0 or between 2^-900 and 2^1000 in size. Sums, {@code expm1},
 * {@code sin} and {@code cos} need no lower bound. The proofs are in docs/double-double.md, which also says what
 * underflow costs elsewhere. A result that overflows is infinite with a zero low word, as for doubles.
 *
 * <p>Every product relies on {@link Math#fma(double, double, double)}, which is very slow on hardware without a fused
 * multiply-add.
 *
 * <p>Sources: T. J. Dekker, "A floating-point technique for extending the available precision" (1971); T. Ogita, S. M.
 * Rump and S. Oishi, "Accurate sum and dot product" (2005); M. Joldes, J.-M. Muller and V. Popescu, "Tight and rigorous
 * error bounds for basic building blocks of double-word arithmetic" (2017); for the square root, V. Lefevre, N. Louvet,
 * J.-M. Muller, J. Picot and L. Rideau, "Accurate calculation of Euclidean norms using double-word arithmetic" (2023).
 * Algorithm numbers in comments are those of Joldes, Muller and Popescu.
 *
 * @param hi the value rounded to a double
 * @param lo what {@code hi} omits, at most half a unit in the last place of {@code hi}
 */
public record DD(double hi, double lo) implements Numeric<DD>, Comparable<DD>, Serializable {
    /** The number 0. */
    public static final DD ZERO = new DD(0, 0);

    /** The number 1. */
    public static final DD ONE = new DD(1, 0);

    // Each word of a constant is what the words before it omit, rounded to the nearest double (from 400-bit
    // arithmetic).
    /** The number pi. */
    public static final DD PI = new DD(3.141592653589793, 1.2246467991473532e-16);

    /** The natural logarithm of 2. */
    public static final DD LN2 = new DD(0.6931471805599453, 2.3190468138462996e-17);

    // The third words of PI / 2 and LN2: reducing an argument subtracts multiples of these 160-bit constants.
    static final double HALF_PI_WORD3 = -1.4973849048591698e-33;
    static final double LN2_WORD3 = 5.707708438416212e-34;

    private static final double REDUCIBLE_ANGLE = 0x1p40;
    private static final DD[] INVERSE_FACTORIALS = inverseFactorials(30);

    /**
     * Checks that the words are normalised; {@link #sum(double, double)} accepts any two doubles.
     *
     * @param hi the high word
     * @param lo the low word
     * @throws IllegalArgumentException if {@code hi} is not {@code hi + lo} rounded to a double
     */
    public DD {
        if (hi + lo != hi && !Double.isNaN(hi)) {
            throw new IllegalArgumentException(
                    "hi is " + hi + " and lo is " + lo + ": words with hi + lo = hi expected, as DD.sum returns them");
        }
    }

    /**
     * {@return the double as a double-double, exact}
     *
     * @param value any double
     */
    public static DD of(double value) {
        return new DD(value, 0);
    }

    @Override
    public DD constant(double value) {
        return of(value);
    }

    @Override
    public DD constant(DD rounded, Supplier<DD> formula) {
        return rounded;
    }

    @Override
    public DD pi() {
        return PI;
    }

    /**
     * {@return a + b, exact unless an operand is close to overflow}
     *
     * @param a a summand
     * @param b a summand, of any size relative to {@code a}
     */
    public static DD sum(double a, double b) {
        double s = a + b;
        return renormalised(s, sumError(a, b, s));
    }

    /**
     * {@return a b, exact unless its low word underflows}
     *
     * @param a a factor
     * @param b a factor
     */
    public static DD product(double a, double b) {
        double p = a * b;
        return renormalised(p, Math.fma(a, b, -p));
    }

    /**
     * {@return the dot product of two array ranges, as if accumulated in about 159 bits and then rounded: the error is
     * at most 2 u^2 of the result, plus 2 length^3 u^3 of the sum of the |x y|, plus length times 2^-1074}
     *
     * @param x the first factors
     * @param xOffset the index of the first of them
     * @param y the second factors
     * @param yOffset the index of the first of them
     * @param length the number of products
     */
    public static DD dot(double[] x, int xOffset, double[] y, int yOffset, int length) {
        double s = 0;
        double c = 0;
        double d = 0;
        for (int i = 0; i < length; i++) {
            double a = x[xOffset + i];
            double b = y[yOffset + i];
            double p = a * b;
            double e = Math.fma(a, b, -p);
            double s1 = s + p;
            double f = sumError(s, p, s1);
            double g = e + f;
            double c1 = c + g;
            d += sumError(e, f, g) + sumError(c, g, c1);
            s = s1;
            c = c1;
        }
        DD rest = sum(c, d);
        return Double.isFinite(rest.hi) ? rest.plus(s) : of(s);
    }

    /**
     * {@return this + y}
     *
     * @param y the summand
     */
    @Override
    public DD plus(DD y) { // algorithm 6, AccurateDWPlusDW
        double s = hi + y.hi;
        double t = lo + y.lo;
        double c = sumError(hi, y.hi, s) + t;
        double v = s + c;
        if (!Double.isFinite(v)) {
            return of(Double.isNaN(v) ? s : v); // s has overflowed, or it is so large that v has
        }
        return renormalised(v, sumError(lo, y.lo, t) + (c - (v - s)));
    }

    /**
     * {@return this + y}
     *
     * @param y the summand
     */
    @Override
    public DD plus(double y) { // algorithm 4, DWPlusFP
        double s = hi + y;
        return renormalised(s, lo + sumError(hi, y, s));
    }

    /**
     * {@return this - y}
     *
     * @param y what to subtract
     */
    @Override
    public DD minus(DD y) {
        return plus(y.negate());
    }

    /**
     * {@return this - y}
     *
     * @param y what to subtract
     */
    @Override
    public DD minus(double y) {
        return plus(-y);
    }

    /**
     * {@return this times y}
     *
     * @param y the factor
     */
    @Override
    public DD times(DD y) { // algorithm 12, DWTimesDW3
        double p = hi * y.hi;
        double cross = Math.fma(lo, y.hi, Math.fma(hi, y.lo, lo * y.lo));
        return renormalised(p, Math.fma(hi, y.hi, -p) + cross);
    }

    /**
     * {@return this times y}
     *
     * @param y the factor
     */
    @Override
    public DD times(double y) { // algorithm 9, DWTimesFP3
        double p = hi * y;
        return renormalised(p, Math.fma(lo, y, Math.fma(hi, y, -p)));
    }

    /**
     * {@return this / y}
     *
     * @param y the divisor
     */
    @Override
    public DD dividedBy(DD y) { // shorter than algorithms 16 to 18, because the product with q is never rounded to a DD
        double q = hi / y.hi;
        double remainder = Math.fma(-q, y.lo, Math.fma(-q, y.hi, hi) + lo);
        return renormalised(q, remainder / y.hi);
    }

    /**
     * {@return this / y}
     *
     * @param y the divisor
     */
    @Override
    public DD dividedBy(double y) {
        return dividedBy(of(y)); // the same numbers as in algorithm 15, DWDivFP3
    }

    /** {@return -this, exact} */
    @Override
    public DD negate() {
        return new DD(-hi, -lo);
    }

    /** {@return the absolute value, exact} */
    @Override
    public DD abs() {
        return hi < 0 ? negate() : this;
    }

    /**
     * {@return this times 2^k, exact unless it overflows or its low word underflows}
     *
     * @param k the exponent
     */
    public DD scalb(int k) {
        return renormalised(PowersOfTwo.scale(hi, k), PowersOfTwo.scale(lo, k));
    }

    /** {@return the square root, NaN for a negative number} */
    @Override
    public DD sqrt() { // SQRTDWtoDW of Lefevre and others
        double s = Math.sqrt(hi);
        return renormalised(s, (Math.fma(-s, s, hi) + lo) / (2 * s));
    }

    /** {@return the exponential function of this} */
    @Override
    public DD exp() {
        if (!(Math.abs(hi) < 800)) {
            return of(Math.exp(hi)); // 0, infinite or NaN
        }
        double k = Math.rint(hi / LN2.hi);
        return expm1Series(minusLog2(k)).plus(1).scalb((int) k);
    }

    /**
     * {@return this - k log 2, from three words of log 2}
     *
     * @param k an integer below 2^62 in size
     */
    DD minusLog2(double k) {
        return minus(product(k, LN2.hi)).minus(product(k, LN2.lo)).minus(k * LN2_WORD3);
    }

    /** {@return exp(this) - 1, without cancellation for a small number} */
    public DD expm1() {
        return Math.abs(hi) < 0.4 ? expm1Series(this) : exp().minus(1);
    }

    /** {@return the natural logarithm, NaN for a negative number} */
    public DD log() {
        double approximation = Math.log(hi);
        if (!Double.isFinite(approximation)) {
            return of(approximation);
        }
        int k = (int) Math.rint(approximation / LN2.hi);
        return log1pNewton(scalb(-k).minus(1)).plus(LN2.times(k));
    }

    /** {@return log(1 + this), without cancellation for a small number} */
    @Override
    public DD log1p() {
        return hi > -0.3 && hi < 0.5 ? log1pNewton(this) : plus(1).log();
    }

    /** {@return the sine of this angle in radians} */
    @Override
    public DD sin() {
        return sinOfRotated(0);
    }

    /** {@return the cosine of this angle in radians} */
    @Override
    public DD cos() {
        return sinOfRotated(1);
    }

    /**
     * {@return the angle of the point (x, this) from the positive x axis, between -pi and pi}
     *
     * @param x the abscissa
     */
    @Override
    public DD atan2(DD x) {
        double theta = Math.atan2(hi, x.hi);
        double size = Math.max(Math.abs(x.hi), Math.abs(hi));
        if (size == 0 || !Double.isFinite(size)) {
            return of(theta);
        }
        // Rotated by -theta, the point is so close to the axis that its angle is y / x; the scaling avoids overflow.
        int k = -Math.getExponent(size);
        DD u = x.scalb(k);
        DD v = scalb(k);
        DD s = of(theta).sin();
        DD c = of(theta).cos();
        DD across = v.times(c).minus(u.times(s));
        DD along = u.times(c).plus(v.times(s));
        return across.dividedBy(along).plus(theta);
    }

    /** {@return -1, 0 or 1 as this is negative, zero or positive} */
    @Override
    public int signum() {
        return (int) Math.signum(hi);
    }

    /** {@return whether this is zero} */
    @Override
    public boolean isZero() {
        return hi == 0;
    }

    /** Compares by value. Unlike {@code equals}, it treats -0.0 as equal to 0.0. */
    @Override
    public int compareTo(DD y) {
        int high = Double.compare(hi + 0.0, y.hi + 0.0);
        return high != 0 ? high : Double.compare(lo + 0.0, y.lo + 0.0);
    }

    /** {@return this rounded to a double, which is the high word} */
    @Override
    public double toDouble() {
        return hi;
    }

    /** The exact error a + b - s of the rounded sum s (TwoSum). */
    private static double sumError(double a, double b, double s) {
        double t = s - a;
        return (a - (s - t)) + (b - t);
    }

    /** h + l for |l| below |h| (FastTwoSum); h alone if an infinity or a division by 0 made l meaningless. */
    private static DD renormalised(double h, double l) {
        double s = h + l;
        if (!Double.isFinite(s)) {
            return of(Double.isFinite(l) ? s : h);
        }
        return new DD(s, l - (s - h));
    }

    /** exp(r) - 1 for |r| up to 0.4. */
    private static DD expm1Series(DD r) {
        return r.plus(r.times(r).times(series(r, 2, 1, 12, 22)));
    }

    /** log(1 + z) for z between -0.3 and 0.5, by one Newton step from the logarithm in double. */
    private static DD log1pNewton(DD z) {
        double y = Math.log1p(z.hi);
        return z.minus(of(y).expm1()).times(Math.exp(-y)).plus(y); // the error that remains is (log(1 + z) - y)^2 / 2
    }

    /** The sine of this + quarters pi / 2. */
    private DD sinOfRotated(int quarters) {
        if (!(Math.abs(hi) <= REDUCIBLE_ANGLE)) {
            double s = Math.sin(hi);
            double c = Math.cos(hi);
            return of(quarters == 0 ? s * Math.cos(lo) + c * Math.sin(lo) : c * Math.cos(lo) - s * Math.sin(lo));
        }
        double k = Math.rint(hi * (2 / Math.PI));
        DD r = minus(product(k, PI.hi / 2)).minus(product(k, PI.lo / 2)).minus(k * HALF_PI_WORD3);
        DD z = r.times(r).negate();
        long quadrant = (long) k + quarters;
        DD value = (quadrant & 1) == 0
                ? r.plus(r.times(z).times(series(z, 3, 2, 7, 13)))
                : z.times(series(z, 2, 2, 8, 14)).plus(1);
        return (quadrant & 2) == 0 ? value : value.negate();
    }

    /**
     * The sum of z^j / (first + step j)! over all j below the number of terms. From doubleTerm on, terms are so small
     * that doubles suffice. For |z| below 1, each coefficient is larger than the number added to it, as FastTwoSum
     * requires.
     */
    private static DD series(DD z, int first, int step, int doubleTerm, int terms) {
        double tail = 0;
        for (int j = terms - 1; j >= doubleTerm; j--) {
            tail = Math.fma(tail, z.hi, INVERSE_FACTORIALS[first + step * j].hi);
        }
        double h = tail;
        double l = 0;
        for (int j = doubleTerm - 1; j >= 0; j--) { // (h, l) = (h, l) * z + coefficient, without an object per step
            DD coefficient = INVERSE_FACTORIALS[first + step * j];
            double p = h * z.hi;
            double e = Math.fma(h, z.hi, -p) + Math.fma(l, z.hi, h * z.lo);
            double s = coefficient.hi + p;
            double f = (p - (s - coefficient.hi)) + (e + coefficient.lo);
            h = s + f;
            l = f - (h - s);
        }
        return new DD(h, l);
    }

    /** {@return 1 / n! in the form that the series use, n below 30} */
    static DD inverseFactorial(int n) {
        return INVERSE_FACTORIALS[n];
    }

    /**
     * The numbers 1 / n!, by divisions whose divisors are exact up to 22!. Of later entries, only the high words are
     * used.
     */
    private static DD[] inverseFactorials(int size) {
        DD[] inverses = new DD[size];
        double factorial = 1;
        for (int n = 0; n < size; n++) {
            factorial *= Math.max(n, 1);
            inverses[n] = ONE.dividedBy(factorial);
        }
        return inverses;
    }
}
