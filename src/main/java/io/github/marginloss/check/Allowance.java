package io.github.marginloss.check;

import io.github.marginloss.core.Real;

/** What rounding may do to one output: a loss, or a row of a gradient. */
final class Allowance {

    /** Grade P, in eps: 8 Σ (1 + R)‖term‖ of a row, 4 (l + R (1 − p_y)) of a loss. */
    private Real careful = Real.ZERO;
    /** What plain code may lose, absolutely. */
    private Real plain = Real.ZERO;
    /** σ of a row, for grade P; 0 where no margin is. */
    private double sigma;

    void add(Real carefulInEps, Real plainAbsolute) {
        careful = careful.plus(carefulInEps);
        plain = plain.plus(plainAbsolute);
    }

    void steepen(double sigmaOfSample) {
        sigma = Math.max(sigma, sigmaOfSample);
    }

    /** The greatest error of grade P, of a row or loss of this size. */
    Real careful(Real size, Precision precision) {
        return careful.plus(size.times(Real.of(8 * sigma))).times(Real.of(precision.eps()));
    }

    /** The greatest error of plain code. */
    Real plain() {
        return plain;
    }
}
