package io.github.marginloss;

import io.github.marginloss.Parameters.Kind;
import java.util.Set;

/** A term of a loss, weighted, that has done what may fail. */
interface Part {

    /** The kinds of parameters whose gradients it writes. */
    Set<Kind> kinds();

    /**
     * Adds its losses.
     *
     * @param loss receives that of the batch. Modified.
     * @param losses receive those of the samples; null = not wanted. Modified.
     */
    void addLosses(Total loss, Total[] losses);

    /** Adds its gradients. */
    void addGradients(GradientSums gradients);
}
