package io.github.marginloss.internal.row;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;

/**
 * The cross-entropy of one sample from its off-target sum, without cancellation.
 *
 * <pre>{@code
 * T = Σ_{j≠y} exp(z_j − z_y) = S exp(M − z_y),   l = log(1 + T)
 * p_j = E_j q,   q = T/(S (1 + T));   p_y − 1 = −T/(1 + T) = −S q
 * }</pre>
 *
 * <p>with E<sub>j</sub> = exp(z<sub>j</sub> − M) and S = Σ<sub>j≠y</sub> E<sub>j</sub> for any M. Everything is
 * proportional to T, so a confident sample keeps all its digits; p<sub>y</sub> − 1 is never formed by subtraction.
 *
 * @param loss l
 * @param factor q
 */
public record CrossEntropy(Real loss, Real factor) {

    /**
     * Below this binary exponent of M − z_y, its exponential keeps its digits. A larger M does not mean that another
     * class has a larger logit than the target: M may be a bound far above every logit.
     */
    private static final int MODERATE = 20;

    /**
     * Computes the loss and the factor.
     *
     * @param sum S; 0 if there is no other class
     * @param difference M − z_y
     * @return both
     */
    public static CrossEntropy of(Real sum, Real difference) {
        if (sum.isZero()) {
            return new CrossEntropy(Real.ZERO, Real.ZERO);
        }
        if (difference.signum() <= 0 || difference.exponent() < MODERATE) {
            Real power = difference.exp();
            Real t = power.times(sum);
            return new CrossEntropy(t.log1p(), power.dividedBy(Real.ONE.plus(t)));
        }
        // 1 + T = exp(M − z_y) (S + exp(z_y − M)); the first factor may have any size
        Real rest = sum.plus(difference.negate().exp());
        Real log = Real.of(rest.mantissa().log().plus(DD.LN2.times((double) rest.exponent())), 0);
        return new CrossEntropy(difference.plus(log), Real.ONE.dividedBy(rest));
    }
}
