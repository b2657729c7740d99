package io.github.marginloss.internal.row;

import io.github.marginloss.core.Real;
import java.util.function.Supplier;

/** A term of a loss after the work that may fail, and before anything is written. */
public interface Term {

    /**
     * Returns the loss of a sample.
     *
     * @param i the sample
     * @return l<sub>i</sub>, unrounded
     */
    Real loss(int i);

    /**
     * Prepares the gradient of Σ a<sub>i</sub> l<sub>i</sub> with respect to X.
     *
     * @param coefficients a. Not modified.
     * @return a source of writers of it, one per worker
     */
    Supplier<GradientRows.Writer> features(Real[] coefficients);

    /**
     * Prepares the gradient of Σ a<sub>i</sub> l<sub>i</sub> with respect to W and b, or to C, one class per row.
     *
     * @param coefficients a. Not modified.
     * @return a source of writers of it, one per worker
     */
    Supplier<GradientRows.Writer> classes(Real[] coefficients);
}
