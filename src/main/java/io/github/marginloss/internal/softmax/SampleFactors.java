package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.Real;
import java.io.Serializable;

/**
 * The numbers that the second pass needs for each sample.
 *
 * @param factors a q, divided by the factor that all E share
 * @param sums S
 * @param sizes the size of the parts of S, which may cancel if labels are smoothed
 * @param origins the M of S over all classes
 * @param kappa κ; null for hard labels
 * @param powers the factor of E in E − κ; null for hard labels
 */
public record SampleFactors(
        Real[] factors, double[] sums, double[] sizes, double[] origins, double[] kappa, double[] powers)
        implements Serializable {

    /**
     * Tells whether these numbers are possible ones, as far as a check can tell.
     *
     * @param targets the targets of the same samples. Not modified.
     * @return false if they are not
     */
    public boolean isSound(Targets targets) {
        int m = targets.samples().length;
        boolean smooth = kappa == null && powers == null || Arrived.isFor(m, kappa) && Arrived.isFor(m, powers);
        boolean present = factors != null && factors.length == m && Arrived.areNumbers(factors);
        return targets.areOf(m)
                && smooth
                && present
                && Arrived.isFor(m, sums)
                && Arrived.isFor(m, sizes)
                && Arrived.isFor(m, origins);
    }
}
