package io.github.marginloss.internal.softmax;

import io.github.marginloss.internal.kernel.Parallel;

/**
 * The first pass. For each block of samples and range of classes, it gathers statistics ({@link RangeScan}), and merges
 * them over the ranges ({@link MergedRanges}).
 *
 * @param blocks the statistics of each block over all classes at hand
 * @param sums the sums over classes that smoothed labels need; null for hard labels
 */
record FirstPass(OffTargetStatistics[] blocks, ClassSums sums) {

    /**
     * Runs the pass.
     *
     * @param batch the samples
     * @param epsilon ε, by which labels are smoothed
     * @param kept receives the exponentials that must be kept for the second pass
     * @param weighted whether ∂L/∂X will be wanted
     * @param parallel the threads
     */
    static FirstPass of(LoadedBatch batch, double epsilon, KeptExponentials kept, boolean weighted, Parallel parallel) {
        int ranges = batch.inputs().tiling().ranges();
        double[][] bounds = bounds(batch);
        boolean smooth = Smoothing.isNeeded(epsilon, batch.inputs());
        RangeSums sums = smooth ? new RangeSums(batch, weighted) : null;
        MergedRanges merged = new MergedRanges(batch, weighted);
        parallel.forEach(batch.blocks().length * ranges, () -> {
            RangeScan scan = new RangeScan(batch, kept, sums);
            return task -> {
                int b = task / ranges;
                int range = task % ranges;
                OffTargetStatistics part = merged.empty(b, bounds[b]);
                scan.gather(b, range, part);
                merged.add(b, range, part);
            };
        });
        return new FirstPass(merged.all(), sums == null ? null : sums.total());
    }

    /** The bounds of all blocks; all null if one block has none. */
    static double[][] bounds(LoadedBatch batch) {
        SampleBlock[] blocks = batch.blocks();
        double[][] bounds = new double[blocks.length][];
        for (int b = 0; b < blocks.length; b++) {
            bounds[b] = batch.geometry().bounds(blocks[b]);
            if (bounds[b] == null) {
                return new double[blocks.length][];
            }
        }
        return bounds;
    }
}
