package io.github.marginloss.internal.softmax;

import io.github.marginloss.internal.kernel.Kernels;
import io.github.marginloss.internal.kernel.Panel;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The statistics of all samples over the classes of a shard, in a form that does not depend on the kernels that have
 * computed them. The sums of neighbouring shards can be merged.
 *
 * @param maxima M of each sample
 * @param sums S
 * @param nearSums the part of S that is {@link OffTargetStatistics#nearSum}
 * @param units the unit of M
 * @param bounded whether M are bounds that no logit exceeds
 * @param weighted H, one row per sample; null if ∂L/∂X is not wanted
 * @param own for each sample whose target class is in the shard, the weight of that class; null for the others, and if
 *     ∂L/∂X is not wanted
 * @param targets the targets of the same samples
 * @param classes the sums that smoothed labels need; null for hard labels
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

    /** Collects the statistics of a first pass. */
    static ShardSums of(LoadedBatch batch, FirstPass first) {
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
     * Merges the statistics of neighbouring shards in their order, as the ranges of one pass are merged.
     *
     * @param shards the sums of the shards of one step; at least one. Not modified.
     * @param kernels the kernels of this process
     * @return the sums over all
     */
    public static ShardSums merge(List<ShardSums> shards, Kernels kernels) {
        ShardSums first = shards.get(0);
        int m = first.maxima.length;
        OffTargetStatistics all = first.range(0, m, kernels);
        double[][] own = first.own == null ? null : first.own.clone();
        Targets targets = first.targets;
        ClassSums classes = first.classes;
        for (ShardSums next : shards.subList(1, shards.size())) {
            all.merge(next.range(0, m, kernels), first.units);
            for (int i = 0; own != null && i < m; i++) {
                own[i] = own[i] == null ? next.own[i] : own[i];
            }
            targets = targets.merge(next.targets);
            classes = classes == null ? null : classes.merge(next.classes);
        }
        double[][] weighted = first.weighted == null ? null : new double[m][];
        for (int i = 0; weighted != null && i < m; i++) {
            weighted[i] = new double[first.weighted[i].length];
            all.weighted.get(i, weighted[i]);
        }
        return new ShardSums(
                all.maximum, all.sum, all.nearSum, first.units, first.bounded, weighted, own, targets, classes);
    }

    /** {@return the statistics of each block of samples} */
    OffTargetStatistics[] blocks(LoadedBatch batch) {
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

    /** {@return whether these numbers are possible ones, as far as a check can tell} */
    public boolean isSound() {
        if (targets == null || !targets.isSound()) {
            return false;
        }
        int m = targets.samples().length;
        // without a class, the maximum is −∞
        return maxima != null
                && maxima.length == m
                && Arrays.stream(maxima).allMatch(maximum -> maximum < Double.POSITIVE_INFINITY)
                && Arrived.isFor(m, sums)
                && Arrived.isFor(m, nearSums)
                && Arrived.isFor(m, units)
                && (classes == null || classes.isSound(m))
                && (weighted == null || haveRows(m));
    }

    private boolean haveRows(int samples) {
        int columns = samples == 0 || weighted.length == 0 || weighted[0] == null ? 0 : weighted[0].length;
        boolean full = Arrived.areRows(samples, columns, weighted)
                && Arrays.stream(weighted).noneMatch(Objects::isNull);
        boolean fits = full && Arrived.areRows(samples, columns, own);
        for (int i = 0; fits && i < samples; i++) {
            fits = (own[i] == null) == (targets.samples()[i] == null);
        }
        return fits;
    }
}
