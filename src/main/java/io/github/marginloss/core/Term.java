package io.github.marginloss.core;

/**
 * One term of a loss between its two phases: all that may fail has been done, and nothing has been written yet.
 *
 * <p>{@linkplain io.github.marginloss.core No API}.
 */
public interface Term {

    /**
     * Returns the loss of a sample.
     *
     * @param i the sample
     * @return l<sub>i</sub>, not rounded
     */
    Real loss(int i);

    /**
     * Writes the gradients of Σ a<sub>i</sub> l<sub>i</sub>, every row of each once.
     *
     * @param coefficients a. Not modified.
     * @param features receives ∂/∂X; null = not wanted. Modified.
     * @param classes receives the gradient by the classes' rows; null = not wanted. Modified.
     * @param bias receives ∂/∂b, a row a class; null = not wanted. Modified.
     */
    void write(Real[] coefficients, GradientRows features, GradientRows classes, GradientRows bias);
}
