package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.row.CrossEntropy;

/**
 * Labels that are smoothed by ε. With p<sub>j</sub> = q E<sub>j</sub>, the results of hard labels become
 *
 * <pre>{@code
 * ∂l/∂z_j = p_j − ε/n = q (E_j − κ),   κ = ε/(n q),   and for the target −Σ_{j≠y} of these
 * l       = l_hard + (ε/n) Σ_{j≠y} (z_y − z_j)
 * }</pre>
 *
 * <p>so that gradients need no other formula: E − κ replaces E in S, in H and in the second pass. All numbers are in
 * units of 2^bits, because κ may be beyond the range of double.
 */
final class Smoothing {

    /** κ may exceed every E by this many bits before both are scaled. */
    private static final int HEADROOM = 20;

    /** An E that is smaller than κ by more than this many bits adds nothing. */
    private static final int ALL_BITS = 1000;

    private final Geometry geometry;
    private final Others others;
    private final ClassSums sums;
    /** n − 1. */
    private final int count;
    /** ε/n. */
    private final Real share;

    /** κ of each sample. */
    final double[] kappa;
    /** The factor of the E of each sample. */
    final double[] power;

    /**
     * Prepares the smoothing.
     *
     * @param epsilon ε
     * @param batch the samples
     * @param sums the sums over all classes
     */
    Smoothing(double epsilon, LoadedBatch batch, ClassSums sums) {
        geometry = batch.geometry();
        others = Others.of(geometry);
        this.sums = sums;
        int classes = batch.inputs().shard().classes();
        count = classes - 1;
        share = Real.of(epsilon).dividedBy(Real.of(classes));
        kappa = new double[batch.inputs().samples()];
        power = new double[kappa.length];
    }

    /** {@return whether there is anything to smooth; with a single class, labels are always hard} */
    static boolean isNeeded(double epsilon, Inputs inputs) {
        return epsilon != 0 && inputs.shard().classes() > 1;
    }

    /**
     * Smooths the label of a sample.
     *
     * @param block its block
     * @param i the sample
     * @param statistics the statistics of the block over all classes. Modified.
     * @param hard its cross-entropy with a hard label
     * @return the cross-entropy with the smoothed label
     */
    CrossEntropy apply(SampleBlock block, int i, OffTargetStatistics statistics, CrossEntropy hard) {
        int sample = block.first + i;
        Real q = hard.factor();
        // if q is 0, all p are 0; then κ is 1 and its factor is ε/n
        Real exact = q.isZero() ? Real.ONE : share.dividedBy(q).times(new Real(DD.ONE, geometry.shift()));
        long bits = Math.max(0, exact.exponent() - geometry.shift() - HEADROOM);
        double scale = q.isZero() || bits > ALL_BITS ? 0 : Math.scalb(1.0, (int) -bits);
        kappa[sample] = exact.toDD(-bits).toDouble();
        power[sample] = scale;
        Real logits = geometry.targetLogit(sample).times(Real.of(count)).minus(others.logits(block, i, sums));
        statistics.sum[i] = Math.fma(scale, statistics.sum[i], -count * kappa[sample]);
        statistics.nearSum[i] *= scale;
        if (statistics.weighted != null) {
            double[] row = new double[sums.rows().length];
            boolean near = others.sum(block, i, sums, row);
            statistics.nearSum[i] -= near ? count * kappa[sample] : 0;
            statistics.weighted.scale(i, scale);
            statistics.weighted.addRow(i, -kappa[sample], row);
        }
        Real scaled = q.isZero() ? share.times(new Real(DD.ONE, geometry.shift())) : q.times(new Real(DD.ONE, bits));
        return new CrossEntropy(hard.loss().plus(share.times(logits)), scaled);
    }

    /** {@return the size of the parts of S, which may cancel} */
    double size(int sample, double sum) {
        return Math.max(Math.abs(sum), count * kappa[sample]);
    }
}
