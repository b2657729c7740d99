package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.Real;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * What the second pass needs to know of each sample.
 *
 * @param factors a q, divided by the factor that all E share
 * @param sums S
 * @param sizes the size of S, whose parts may cancel if labels are smoothed
 * @param origins the M of S over all classes
 * @param kappa κ; null for hard labels
 * @param powers the factors of E beside κ; null for hard labels
 */
public record SampleFactors(
        Real[] factors, double[] sums, double[] sizes, double[] origins, double[] kappa, double[] powers)
        implements Serializable {

    private static final long serialVersionUID = 1;

    /**
     * Tells whether this can be the work of this package, as far as a check can tell.
     *
     * @param targets the targets of the same samples. Not modified.
     * @return false if it cannot be
     */
    public boolean isSound(Targets targets) {
        int m = targets.samples().length;
        boolean smooth = kappa == null || kappa.length == m && powers != null && powers.length == m;
        return smooth
                && factors != null
                && Arrays.stream(factors).filter(Objects::nonNull).count() == m
                && factors.length == m
                && Arrived.areNumbers(m, sums, sizes, origins);
    }
}
