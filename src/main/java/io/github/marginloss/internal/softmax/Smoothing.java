package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.Kernels;
import io.github.marginloss.internal.row.CrossEntropy;

/**
 * Labels that are smoothed by ε. With p<sub>j</sub> = q E<sub>j</sub>, what hard labels give becomes
 *
 * <pre>{@code
 * ∂l/∂z_j = p_j − ε/n = q (E_j − κ),   κ = ε/(n q),   and for the target −Σ_{j≠y} of these
 * l       = l_hard + (ε/n) Σ_{j≠y} (z_y − z_j)
 * }</pre>
 *
 * <p>so that gradients need no other formula: E − κ takes the place of E in S and H and in the second pass. All of it is
 * in units of 2^bits, as κ may be beyond the range of double.
 */
final class Smoothing {

    /** κ may be greater than any E by so many bits before both are scaled. */
    private static final int HEADROOM = 20;

    /** An E that is smaller than κ by more bits adds nothing. */
    private static final int ALL_BITS = 1000;

    private final Inputs inputs;
    private final Geometry geometry;
    /** ε/n. */
    private final Real share;
    /** Σ ŵ_j (for a linear head: w_j) of each range of classes, as its tiles have them. */
    private final double[][] sums;
    /** Their sum. */
    private double[] total;
    /** Σ b_j. */
    private Real bias;
    /** κ of each sample, and the factor of its E, block by block. */
    private final double[][] kappa;

    private final double[][] factor;

    private Smoothing(double epsilon, Inputs inputs, Geometry geometry) {
        this.inputs = inputs;
        this.geometry = geometry;
        share = Real.of(epsilon).dividedBy(Real.of(inputs.classes()));
        sums = new double[inputs.tiling().ranges()][inputs.dimension()];
        kappa = new double[inputs.blocks()][inputs.largestBlock()];
        factor = new double[inputs.blocks()][inputs.largestBlock()];
    }

    /** {@return the smoothing; null for hard labels, as all labels of a single class are} */
    static Smoothing of(double epsilon, Inputs inputs, Geometry geometry) {
        return epsilon == 0 || inputs.classes() == 1 ? null : new Smoothing(epsilon, inputs, geometry);
    }

    /** Adds the rows of a tile to those of its range; tiles come in their order. */
    void add(int range, ClassTile tile, Kernels kernels) {
        for (int j = 0; j < tile.count; j++) {
            tile.rows.get(j, tile.row);
            kernels.add(sums[range], tile.row, tile.row.length);
        }
    }

    /** Adds up the ranges, once all their tiles have been added. */
    void finish() {
        total = new double[inputs.dimension()];
        for (double[] sum : sums) {
            inputs.kernels().add(total, sum, total.length);
        }
        bias = Real.ZERO;
        for (int j = 0; inputs.bias() != null && j < inputs.classes(); j++) {
            bias = bias.plus(Real.of(inputs.bias().at(j)));
        }
    }

    /**
     * Smooths the label of a sample.
     *
     * @param block its block
     * @param i the sample
     * @param statistics of the block over all classes. Modified.
     * @param hard its cross-entropy with a hard label
     * @return that with the smoothed label
     */
    CrossEntropy apply(SampleBlock block, int i, OffTargetStatistics statistics, CrossEntropy hard) {
        int sample = block.first + i;
        int b = inputs.blockOf(sample);
        int others = inputs.classes() - 1;
        Real q = hard.factor();
        // without a q, all p are 0: κ is what it was divided by
        Real exact = q.isZero() ? Real.ONE : share.dividedBy(q).times(new Real(DD.ONE, geometry.shift()));
        long bits = Math.max(0, exact.exponent() - geometry.shift() - HEADROOM);
        double power = q.isZero() || bits > ALL_BITS ? 0 : Math.scalb(1.0, (int) -bits);
        kappa[b][i] = exact.toDD(-bits).toDouble();
        factor[b][i] = power;
        Real logits =
                geometry.targetLogit(sample).times(Real.of(others)).minus(geometry.otherLogits(block, i, total, bias));
        statistics.sum[i] = Math.fma(power, statistics.sum[i], -others * kappa[b][i]);
        statistics.nearSum[i] *= power;
        if (statistics.weighted != null) {
            double[] row = new double[inputs.dimension()];
            boolean near = geometry.sumOfOthers(block, i, total, row);
            statistics.nearSum[i] -= near ? others * kappa[b][i] : 0;
            statistics.weighted.scale(i, power);
            statistics.weighted.addRow(i, -kappa[b][i], row);
        }
        Real scaled = q.isZero() ? share.times(new Real(DD.ONE, geometry.shift())) : q.times(new Real(DD.ONE, bits));
        return new CrossEntropy(hard.loss().plus(share.times(logits)), scaled);
    }

    /** Turns the E of one class into E − κ. */
    void apply(int b, double[] e, int count) {
        inputs.kernels().multiplyAdd(e, factor[b], -1, kappa[b], count);
    }

    /** {@return the size of what is left of S, whose parts may cancel} */
    double size(int b, int i, double sum) {
        return Math.max(Math.abs(sum), (inputs.classes() - 1) * kappa[b][i]);
    }
}
