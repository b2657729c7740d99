package io.github.marginloss.study.measure;

import io.github.marginloss.core.Real;

/** What a row of a gradient, or a loss, is the sum of. */
final class Terms {

    /** Σ of the norms of all terms. */
    Real size = Real.ZERO;
    /** Of a row, the same with all slopes of cosine and margin taken as 1. Of a loss, its error in eps, R (1 − p). */
    Real reach = Real.ZERO;
    /** Of a row, Σ a |∂l/∂z| r |df/dθ|: what size is before it is divided by a norm. */
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
