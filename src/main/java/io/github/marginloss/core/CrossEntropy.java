package io.github.marginloss.core;

/**
 * The cross-entropy of one sample from its off-target sum, without cancellation.
 *
 * <pre>{@code
 * T = Σ_{j≠y} exp(z_j − z_y) = S exp(M − z_y),   l = log(1 + T)
 * p_j = E_j q,   q = T/(S (1 + T));   p_y − 1 = −T/(1 + T) = −S q
 * }</pre>
 *
 * <p>with E<sub>j</sub> = 2<sup>600</sup> exp(z<sub>j</sub> − M) and S = Σ<sub>j≠y</sub> E<sub>j</sub> for any M. Everything is proportional to T, so a confident
 * sample keeps all its digits.
 *
 * @param loss l
 * @param factor q
 */
record CrossEntropy(Wide loss, Wide factor) {

    /** From here on T is so great that the 1 beside it is nothing. */
    private static final double GREAT = 600;
    /** Below this T is nothing at any scale. */
    private static final double NOTHING = -4000;

    /**
     * Computes loss and factor.
     *
     * @param sum S, scaled by 2^600; 0 if there is no other class
     * @param difference M − z_y in units of 2^unit
     * @param unit the binary exponent of the logits' unit
     */
    static CrossEntropy of(double sum, DD difference, int unit) {
        double s = sum * Exp.UNSHIFT;
        DD delta = difference.scalb(unit);
        if (sum == 0 || delta.hi() < NOTHING) {
            return new CrossEntropy(Wide.of(0), Wide.of(0));
        }
        double log = delta.hi() + (Math.log(s) + delta.lo());
        if (log > GREAT) {
            Wide loss = Double.isFinite(log) ? Wide.of(log) : Wide.of(difference.hi(), unit);
            return new CrossEntropy(loss, Wide.of(1 / s, -Exp.SHIFT));
        }
        int k = (int) Math.rint(delta.hi() / DD.LN2.hi());
        DD rest = delta.minus(DD.LN2.times(k));
        double power = Math.exp(rest.hi()) * (1 + rest.lo());
        Wide t = Wide.of(power * s, k);
        double plain = t.toDouble(0);
        Wide loss = plain >= Double.MIN_NORMAL ? Wide.of(Math.log1p(plain)) : t;
        return new CrossEntropy(loss, Wide.of(power / (1 + plain), k - Exp.SHIFT));
    }
}
