package io.github.marginloss.internal.row;

import io.github.marginloss.core.Real;

/** A term of a loss between its two phases: all work that may fail is done, and nothing is written yet. */
public interface Term {

    /**
     * Returns the loss of a sample.
     *
     * @param i the sample
     * @return l<sub>i</sub>, unrounded
     */
    Real loss(int i);

    /**
     * Writes the gradients of Σ a<sub>i</sub> l<sub>i</sub>: every row of each, exactly once.
     *
     * @param coefficients a. Not modified.
     * @param features receives ∂/∂X; null = not wanted. Modified.
     * @param classes receives ∂/∂W or ∂/∂C, one class per row; null = not wanted. Modified.
     * @param bias receives ∂/∂b, one class per row; null = not wanted. Modified.
     */
    void write(Real[] coefficients, GradientRows features, GradientRows classes, GradientRows bias);
}
