package io.github.marginloss.internal.softmax;

import io.github.marginloss.internal.kernel.Panel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The statistics of all blocks, merged over their ranges of classes. They are merged in the order of the ranges, so the
 * sums do not depend on which thread is first. Matrices of merged statistics are reused for the next ones.
 */
final class MergedRanges {

    private final Inputs inputs;
    private final SampleBlock[] blocks;
    private final boolean weighted;
    /** For each block, the statistics of ranges that wait for an earlier range. */
    private final OffTargetStatistics[][] waiting;

    private final int[] turn;
    private final OffTargetStatistics[] merged;
    private final Queue<Panel> spare = new ConcurrentLinkedQueue<>();

    /**
     * Creates an empty instance.
     *
     * @param weighted whether H is wanted
     */
    MergedRanges(LoadedBatch batch, boolean weighted) {
        inputs = batch.inputs();
        blocks = batch.blocks();
        this.weighted = weighted;
        waiting = new OffTargetStatistics[blocks.length][inputs.tiling().ranges()];
        turn = new int[blocks.length];
        merged = new OffTargetStatistics[blocks.length];
    }

    /**
     * Creates the statistics of a range, over no class yet.
     *
     * @param bounds bounds that no logit of the block exceeds, or null. Not modified.
     */
    OffTargetStatistics empty(int b, double[] bounds) {
        return new OffTargetStatistics(blocks[b].count, bounds, weighted ? panel(blocks[b].count) : null);
    }

    private Panel panel(int count) {
        Panel panel = spare.poll();
        if (panel == null) {
            return inputs.kernels().panel(inputs.largestBlock(), inputs.dimension());
        }
        panel.clear(count);
        return panel;
    }

    /** Adds the complete statistics of a range. */
    void add(int b, int range, OffTargetStatistics statistics) {
        synchronized (waiting[b]) {
            waiting[b][range] = statistics;
            while (turn[b] < waiting[b].length && waiting[b][turn[b]] != null) {
                merge(b, waiting[b][turn[b]]);
                waiting[b][turn[b]] = null;
                turn[b]++;
            }
        }
    }

    private void merge(int b, OffTargetStatistics next) {
        if (merged[b] == null) {
            merged[b] = next;
        } else {
            merged[b].merge(next, blocks[b].units);
            if (weighted) {
                spare.add(next.weighted);
            }
        }
    }

    /** {@return the statistics of each block, once all ranges have been added} */
    OffTargetStatistics[] all() {
        return merged;
    }
}
