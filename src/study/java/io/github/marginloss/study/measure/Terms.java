package io.github.marginloss.study.measure;

import io.github.marginloss.core.Real;

/** The terms whose sum is a row of a gradient, or a loss. */
final class Terms {

    /** Σ of the norms of all terms. */
    Real size = Real.ZERO;
    /** For a row, the same with all slopes of cosine and margin taken as 1. For a loss, its error in eps, R (1 − p). */
    Real reach = Real.ZERO;
    /** For a row, Σ a |∂l/∂z| r |df/dθ|, which is the size before division by a norm. */
    Real weight = Real.ZERO;
    /** The same with every slope taken as 1. */
    Real whole = Real.ZERO;

    void add(Real term, Real reachOfTerm) {
        size = size.plus(term);
        reach = reach.plus(reachOfTerm);
    }

    void addWeight(Real weightOfTerm, Real wholeOfTerm) {
        weight = weight.plus(weightOfTerm);
        whole = whole.plus(wholeOfTerm);
    }
}
