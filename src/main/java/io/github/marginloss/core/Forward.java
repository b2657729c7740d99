package io.github.marginloss.core;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The first pass: the target classes, which is where a margin may fail; blocks of samples against ranges of classes;
 * then the cross-entropy of every sample. All that the gradients need is kept.
 */
final class Forward {

    final Step step;
    final SampleBlock[] blocks;
    final RangeStatistics[] statistics;
    final CrossEntropy[] entropies;
    /** What is kept of each block and tile, or null. */
    final KeptTile[][] kept;

    /**
     * Runs the pass.
     *
     * @param step the inputs. Not modified.
     * @param demand what is to be kept; its rows are modified
     */
    Forward(Step step, SoftmaxHead.Demand demand) {
        this.step = step;
        blocks = step.blocks(0, step.tiling.blocks(step.samples()));
        entropies = new CrossEntropy[step.samples()];
        kept = new KeptTile[blocks.length][step.tiling.tiles(step.classes())];
        computeTargets();
        if (demand.classes()) {
            allocateKept(demand.rows());
        }
        statistics = scan(demand.features());
        step.forEachSample(() -> i -> entropies[i] = entropy(step.blockOf(i), i - blocks[step.blockOf(i)].first));
    }

    private void computeTargets() {
        step.forEachSample(() -> {
            Tangent scratch = new Tangent(step.dimension());
            return i -> {
                SampleBlock block = blocks[step.blockOf(i)];
                block.computeTarget(i - block.first, scratch);
            };
        });
    }

    private void allocateKept(DMatrixRMaj rows) {
        boolean inRows = rows != null && step.samples() <= step.dimension();
        if (inRows) {
            rows.reshape(step.classes(), step.dimension());
        }
        long budget = step.tiling.kept();
        int size = step.tiling.tile();
        for (int b = 0; b < blocks.length; b++) {
            for (int t = 0; t < kept[b].length; t++) {
                int classes = Math.min(size, step.classes() - t * size);
                if (inRows) {
                    kept[b][t] = KeptTile.inRows(rows);
                    continue;
                }
                budget -= (long) classes * blocks[b].count;
                if (budget >= 0) {
                    kept[b][t] = KeptTile.inArrays(classes, blocks[b].count);
                }
            }
        }
    }

    /** Takes in all classes. */
    private RangeStatistics[] scan(boolean weighted) {
        double[][] bounds = bounds();
        int ranges = step.tiling.ranges();
        MergedRanges merged = new MergedRanges(step, blocks, weighted);
        step.parallel.forEach(blocks.length * ranges, () -> {
            ClassTile tile = step.tile();
            double[][] scratch = new double[step.tiling.tile()][step.tiling.block()];
            return task -> {
                int b = task / ranges;
                int range = task % ranges;
                RangeStatistics part = merged.empty(b, bounds[b]);
                scan(b, range, tile, scratch, part);
                merged.add(b, range, part);
            };
        });
        return merged.all();
    }

    /** The bounds of all blocks, or of none. */
    private double[][] bounds() {
        double[][] bounds = new double[blocks.length][];
        for (int b = 0; b < blocks.length; b++) {
            bounds[b] = blocks[b].bounds();
            if (bounds[b] == null) {
                return new double[blocks.length][];
            }
        }
        return bounds;
    }

    /** Adds the classes of a range to its statistics. */
    private void scan(int b, int range, ClassTile tile, double[][] scratch, RangeStatistics statistics) {
        SampleBlock block = blocks[b];
        double[] absent = new double[block.count];
        Arrays.fill(absent, Double.NEGATIVE_INFINITY);
        int end = step.tiling.firstTile(range + 1, step.classes());
        for (int t = step.tiling.firstTile(range, step.classes()); t < end; t++) {
            KeptTile keep = kept[b][t];
            double[][] z = keep == null || keep.e == null ? scratch : keep.e;
            tile.load(t);
            tile.logits(block, z);
            // they matter to gradients alone
            NearPairs near = keep == null && statistics.weighted == null ? NearPairs.NONE : block.near(tile, z);
            block.setTargets(tile, z, absent);
            double[] origin = statistics.exponentials(tile, z);
            if (statistics.weighted != null) {
                statistics.addWeighted(tile, z, near);
            }
            if (keep != null) {
                keep.store(z, tile, block);
                keep.origin = origin;
                keep.near = near;
            }
        }
    }

    private CrossEntropy entropy(int b, int i) {
        double sum = statistics[b].sum[i];
        Real difference = Real.of(statistics[b].origin(i), blocks[b].unit[i]).minus(blocks[b].targetLogit(i));
        return CrossEntropy.of(Real.of(sum, -step.shift()), difference);
    }

    /** a q of a sample, for sums of the E that carry a factor. */
    Real factor(int i, Real[] coefficients) {
        return entropies[i].factor().times(coefficients[i]).times(new Real(DD.ONE, -step.shift()));
    }
}
