package io.github.marginloss.internal.softmax;

import io.github.marginloss.internal.kernel.Kernels;
import io.github.marginloss.internal.kernel.Panel;
import java.io.Serializable;
import java.util.Arrays;

/**
 * The statistics of all samples over the classes of a shard, in a form that does not depend on the kernels that have
 * computed them. Those of neighbouring shards can be merged.
 *
 * @param maxima M of each sample
 * @param sums S
 * @param nearSums the part of S that {@link OffTargetStatistics#nearSum} holds
 * @param units the unit of M
 * @param bounded whether M are bounds that no logit exceeds
 * @param weighted H, one row per sample; null if ∂L/∂X is not wanted
 * @param own the class weights of those samples whose target class is in the shard; null for the others, and if ∂L/∂X
 *     is not wanted
 * @param targets the targets of the same samples
 * @param classes what smoothed labels need; null for hard labels
 */
public record ShardSums(
        double[] maxima,
        double[] sums,
        double[] nearSums,
        double[] units,
        boolean bounded,
        double[][] weighted,
        double[][] own,
        Targets targets,
        ClassSums classes)
        implements Serializable {

    private static final long serialVersionUID = 1;

    /** Collects the statistics that a first pass has gathered. */
    static ShardSums of(Batch batch, FirstPass first) {
        int m = batch.inputs().samples();
        boolean weighted = m > 0 && first.blocks()[0].weighted != null;
        ShardSums all = new ShardSums(
                new double[m],
                new double[m],
                new double[m],
                new double[m],
                m > 0 && first.blocks()[0].isBounded(),
                weighted ? new double[m][batch.inputs().dimension()] : null,
                weighted ? own(batch.inputs()) : null,
                batch.geometry().targets.of(batch.inputs()),
                first.sums());
        for (int b = 0; b < batch.blocks().length; b++) {
            all.put(batch.blocks()[b], first.blocks()[b]);
        }
        return all;
    }

    private void put(SampleBlock block, OffTargetStatistics statistics) {
        System.arraycopy(statistics.maximum, 0, maxima, block.first, block.count);
        System.arraycopy(statistics.sum, 0, sums, block.first, block.count);
        System.arraycopy(statistics.nearSum, 0, nearSums, block.first, block.count);
        System.arraycopy(block.units, 0, units, block.first, block.count);
        for (int i = 0; weighted != null && i < block.count; i++) {
            statistics.weighted.get(i, weighted[block.first + i]);
        }
    }

    private static double[][] own(Inputs inputs) {
        double[][] own = new double[inputs.samples()][];
        for (int i = 0; i < own.length; i++) {
            if (inputs.targets()[i] >= 0) {
                own[i] = new double[inputs.dimension()];
                inputs.weights().get(inputs.targets()[i], own[i]);
            }
        }
        return own;
    }

    /**
     * Merges these statistics with those of the next shard, in the way the ranges of one pass are merged.
     *
     * @param next the next shard's, of the same step. Not modified.
     * @param kernels the kernels of this process
     * @return both
     */
    public ShardSums merge(ShardSums next, Kernels kernels) {
        OffTargetStatistics both = range(0, maxima.length, kernels);
        both.merge(next.range(0, maxima.length, kernels), units);
        double[][] rows = weighted == null ? null : new double[weighted.length][];
        double[][] rowsOfTargets = weighted == null ? null : own.clone();
        for (int i = 0; rows != null && i < rows.length; i++) {
            rows[i] = new double[weighted[i].length];
            both.weighted.get(i, rows[i]);
            rowsOfTargets[i] = own[i] == null ? next.own[i] : own[i];
        }
        ClassSums sum = classes == null ? null : classes.merge(next.classes);
        return new ShardSums(
                both.maximum,
                both.sum,
                both.nearSum,
                units,
                bounded,
                rows,
                rowsOfTargets,
                targets.merge(next.targets),
                sum);
    }

    /** {@return the statistics of each block of samples} */
    OffTargetStatistics[] blocks(Batch batch) {
        return Arrays.stream(batch.blocks())
                .map(block -> range(
                        block.first, block.first + block.count, batch.inputs().kernels()))
                .toArray(OffTargetStatistics[]::new);
    }

    /** Returns the statistics of some of the samples. */
    private OffTargetStatistics range(int from, int to, Kernels kernels) {
        Panel rows = weighted == null ? null : kernels.panel(to - from, to == from ? 0 : weighted[from].length);
        double[] bounds = bounded ? Arrays.copyOfRange(maxima, from, to) : null;
        OffTargetStatistics range = new OffTargetStatistics(to - from, bounds, rows);
        System.arraycopy(maxima, from, range.maximum, 0, to - from);
        System.arraycopy(sums, from, range.sum, 0, to - from);
        System.arraycopy(nearSums, from, range.nearSum, 0, to - from);
        for (int i = from; rows != null && i < to; i++) {
            rows.set(i - from, weighted[i]);
        }
        return range;
    }

    /** {@return whether this can be the work of this package, as far as a check can tell} */
    public boolean isSound() {
        if (targets == null || !targets.isSound()) {
            return false;
        }
        int m = targets.samples().length;
        boolean rows = weighted == null || weighted.length == m && own != null && own.length == m;
        return rows && Arrived.areNumbers(m, maxima, sums, nearSums, units) && (classes == null || classes.isSound(m));
    }
}
