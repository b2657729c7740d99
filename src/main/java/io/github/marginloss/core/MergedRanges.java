package io.github.marginloss.core;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The statistics of each block's ranges of classes, merged as they come in, but in the order of the ranges: sums have
 * one order whatever the order of the threads, and the matrices of those that are merged serve the next ones.
 */
final class MergedRanges {

    private final Step step;
    private final SampleBlock[] blocks;
    private final boolean weighted;
    /** What has come in before its turn, of each block. */
    private final RangeStatistics[][] waiting;

    private final int[] turn;
    private final RangeStatistics[] merged;
    private final Queue<Panel> spare = new ConcurrentLinkedQueue<>();

    /**
     * @param weighted whether H is wanted
     */
    MergedRanges(Step step, SampleBlock[] blocks, boolean weighted) {
        this.step = step;
        this.blocks = blocks;
        this.weighted = weighted;
        waiting = new RangeStatistics[blocks.length][step.tiling.ranges()];
        turn = new int[blocks.length];
        merged = new RangeStatistics[blocks.length];
    }

    /**
     * Makes the statistics of a range, of no class yet.
     *
     * @param bounds what no logit of the block exceeds, or null. Not modified.
     */
    RangeStatistics empty(int b, double[] bounds) {
        return new RangeStatistics(blocks[b], step.shift(), bounds, weighted ? panel(blocks[b].count) : null);
    }

    private Panel panel(int count) {
        Panel panel = spare.poll();
        if (panel == null) {
            return new Panel(step.tiling.block(), step.dimension(), step.tiling.width());
        }
        panel.clear(count);
        return panel;
    }

    /** Takes in the complete statistics of a range. */
    void add(int b, int range, RangeStatistics statistics) {
        synchronized (waiting[b]) {
            waiting[b][range] = statistics;
            while (turn[b] < waiting[b].length && waiting[b][turn[b]] != null) {
                merge(b, waiting[b][turn[b]]);
                waiting[b][turn[b]] = null;
                turn[b]++;
            }
        }
    }

    private void merge(int b, RangeStatistics next) {
        if (merged[b] == null) {
            merged[b] = next;
        } else {
            merged[b].merge(next);
            if (weighted) {
                spare.add(next.weighted);
            }
        }
    }

    /** {@return those of each block, all ranges being in} */
    RangeStatistics[] all() {
        return merged;
    }
}
