package io.github.marginloss.core;

/**
 * The first pass: blocks of samples against ranges of classes, then the cross-entropy of every sample. Outputs are not
 * touched; all that the gradients need is kept.
 */
final class Forward {

    /** Samples whose targets are one task. */
    private static final int TARGETS = 32;

    final Step step;
    final int[] labels;
    final SampleBlock[] blocks;
    final Targets[] targets;
    final RangeStatistics[] statistics;
    final CrossEntropy[] entropies;
    /** E of each block and tile, or null where it is not kept. */
    final double[][][][] kept;
    /** The M that it refers to. */
    final double[][][] keptOrigin;
    /** The near pairs of what is kept. */
    final NearPairs[][] keptNear;

    /**
     * Runs the pass.
     *
     * @param step the inputs. Not modified.
     * @param labels y. Not modified.
     * @param weighted whether H is wanted, for ∂L/∂X
     * @param keep whether logits are kept, for ∂L/∂W
     */
    Forward(Step step, int[] labels, boolean weighted, boolean keep) {
        this.step = step;
        this.labels = labels;
        int count = step.tiling().blocks(step.samples());
        int tiles = step.tiling().tiles(step.classes());
        blocks = new SampleBlock[count];
        targets = new Targets[count];
        statistics = new RangeStatistics[count];
        entropies = new CrossEntropy[step.samples()];
        kept = new double[count][tiles][][];
        keptOrigin = new double[count][tiles][];
        keptNear = new NearPairs[count][tiles];
        loadSamples();
        if (keep) {
            allocateKept(tiles);
        }
        scan(weighted);
    }

    private void loadSamples() {
        int size = step.tiling().block();
        Parallel.forEach(blocks.length, step.worthThreads(), () -> b -> {
            blocks[b] = new SampleBlock(step, b * size, Math.min(size, step.samples() - b * size));
            targets[b] = new Targets(blocks[b].count);
        });
        Parallel.forEach((step.samples() + TARGETS - 1) / TARGETS, step.worthThreads(), () -> {
            Tangent angle = new Tangent(step.dimension());
            return task -> {
                for (int i = task * TARGETS; i < Math.min(step.samples(), (task + 1) * TARGETS); i++) {
                    targets[i / size].compute(step, blocks[i / size], i % size, labels[i], angle);
                }
            };
        });
    }

    private void allocateKept(int tiles) {
        long budget = step.tiling().kept();
        for (int b = 0; b < blocks.length; b++) {
            for (int t = 0; t < tiles; t++) {
                int size = step.tiling().tile();
                int classes = Math.min(size, step.classes() - t * size);
                budget -= (long) classes * blocks[b].count;
                if (budget >= 0) {
                    kept[b][t] = new double[classes][blocks[b].count];
                }
            }
        }
    }

    private void scan(boolean weighted) {
        boolean bounded = step.cosine();
        for (SampleBlock block : blocks) {
            bounded &= step.cosine() && block.bounded();
        }
        boolean shared = bounded;
        int ranges = step.tiling().ranges();
        RangeStatistics[][] parts = new RangeStatistics[blocks.length][ranges];
        Parallel.forEach(blocks.length * ranges, step.worthThreads(), () -> {
            ClassTile tile = new ClassTile(step);
            double[][] scratch = new double[step.tiling().tile()][step.tiling().block()];
            return task -> {
                int b = task / ranges;
                parts[b][task % ranges] = range(b, task % ranges, tile, scratch, shared, weighted);
            };
        });
        Parallel.forEach(blocks.length, step.worthThreads(), () -> b -> {
            statistics[b] = parts[b][0];
            for (int r = 1; r < ranges; r++) {
                statistics[b].merge(parts[b][r]);
            }
            for (int i = 0; i < blocks[b].count; i++) {
                entropies[blocks[b].first + i] = entropy(b, i);
            }
        });
    }

    private CrossEntropy entropy(int b, int i) {
        double sum = statistics[b].sum[i];
        Real difference = Real.of(statistics[b].origin(i), blocks[b].unit[i]).minus(targets[b].logit[i]);
        return CrossEntropy.of(Real.of(sum, -step.shift()), difference);
    }

    /** a q of a sample, for sums of the E that carry a factor. */
    Real factor(int i, double[] coefficients) {
        return entropies[i].factor().times(Real.of(coefficients[i], -step.shift()));
    }

    /** The statistics of a class range. */
    private RangeStatistics range(
            int b, int range, ClassTile tile, double[][] scratch, boolean bounded, boolean weighted) {
        SampleBlock block = blocks[b];
        Panel panel = weighted
                ? new Panel(block.count, step.dimension(), step.tiling().width())
                : null;
        RangeStatistics result = new RangeStatistics(block, step.shift(), bounded, panel);
        int end = step.tiling().firstTile(range + 1, step.classes());
        for (int t = step.tiling().firstTile(range, step.classes()); t < end; t++) {
            double[][] z = kept[b][t] == null ? scratch : kept[b][t];
            tile.load(t);
            tile.logits(block, z);
            NearPairs near = NearPairs.find(step, block, tile, z, labels);
            setTargets(block, tile, z, Double.NEGATIVE_INFINITY);
            double[] origin = result.exponentials(tile, z);
            if (weighted) {
                result.addWeighted(tile, z, near, targets[b]);
            }
            if (kept[b][t] != null) {
                keptOrigin[b][t] = bounded ? null : origin;
                keptNear[b][t] = near;
            }
        }
        return result;
    }

    /** Sets the entries of the target classes. */
    void setTargets(SampleBlock block, ClassTile tile, double[][] z, double value) {
        for (int i = 0; i < block.count; i++) {
            int j = labels[block.first + i] - tile.first;
            if (j >= 0 && j < tile.count) {
                z[j][i] = value;
            }
        }
    }
}
