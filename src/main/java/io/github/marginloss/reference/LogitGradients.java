package io.github.marginloss.reference;

import io.github.marginloss.core.Real;
import io.github.marginloss.internal.row.CrossEntropy;

/**
 * The cross-entropy of one row of logits, and its derivatives g<sub>j</sub> = p<sub>j</sub> for j ≠ y and g<sub>y</sub>
 * = −Σ<sub>j≠y</sub> g<sub>j</sub>.
 *
 * @param loss l
 * @param g ∂l/∂z
 */
record LogitGradients(Real loss, Real[] g) {

    static LogitGradients of(Real[] z, int label) {
        Real maximum = null;
        for (int j = 0; j < z.length; j++) {
            if (j != label && (maximum == null || z[j].minus(maximum).signum() > 0)) {
                maximum = z[j];
            }
        }
        Real[] g = new Real[z.length];
        Real sum = Real.ZERO;
        for (int j = 0; j < z.length; j++) {
            g[j] = j == label ? Real.ZERO : z[j].minus(maximum).exp();
            sum = sum.plus(g[j]);
        }
        CrossEntropy entropy = CrossEntropy.of(sum, maximum == null ? Real.ZERO : maximum.minus(z[label]));
        for (int j = 0; j < z.length; j++) {
            g[j] = (j == label ? sum.negate() : g[j]).times(entropy.factor());
        }
        return new LogitGradients(entropy.loss(), g);
    }
}
