package io.github.marginloss.internal.softmax;

import io.github.marginloss.internal.kernel.Kernels;
import io.github.marginloss.internal.kernel.Panel;
import java.util.Arrays;

/**
 * Gathers the statistics of ranges of classes, tile by tile, as the first part of the {@link FirstPass}. Not
 * thread-safe; one instance per worker.
 */
final class RangeScan {

    private final Kernels kernels;
    private final Inputs inputs;
    private final LoadedBatch batch;
    private final Geometry geometry;
    private final KeptExponentials kept;
    private final RangeSums sums;
    private final ClassTile tile;
    /** The logits of a tile, then E, unless they are computed where they are kept. */
    private final double[][] memory;

    /** Scratch memory for the products. */
    private final Panel products;

    private final double[] tileSum;
    private final double[] scratch;
    /** M of the previous tile. */
    private double[] origin;

    /**
     * Allocates memory.
     *
     * @param sums receives the sums that smoothed labels need; null for hard labels
     */
    RangeScan(LoadedBatch batch, KeptExponentials kept, RangeSums sums) {
        this.batch = batch;
        inputs = batch.inputs();
        kernels = inputs.kernels();
        geometry = batch.geometry();
        this.kept = kept;
        this.sums = sums;
        int size = inputs.largestBlock();
        tile = new ClassTile(inputs);
        memory = new double[inputs.tiling().tile()][size];
        products = kernels.leftPanel(inputs.tiling().tile(), size);
        tileSum = new double[size];
        scratch = new double[size];
    }

    /**
     * Gathers the statistics of a block over a range of classes.
     *
     * @param b the number of the block
     * @param range the number of the range
     * @param statistics the statistics, with no class yet. Modified.
     */
    void gather(int b, int range, OffTargetStatistics statistics) {
        SampleBlock block = batch.blocks()[b];
        double[] absent = new double[block.count];
        Arrays.fill(absent, Double.NEGATIVE_INFINITY);
        int end = inputs.tiling().firstTile(range + 1, inputs.classes());
        for (int t = inputs.tiling().firstTile(range, inputs.classes()); t < end; t++) {
            double[][] own = kept.memory(b, t);
            double[][] z = own == null ? memory : own;
            geometry.load(tile, t);
            if (sums != null && b == 0) {
                sums.add(range, tile, kernels);
            }
            geometry.logits(block, tile, z, products);
            if (sums != null) {
                sums.addLengths(range, block, tile, z);
            }
            // near pairs matter only to gradients
            boolean gradients = kept.keeps(b, t) || statistics.weighted != null;
            NearPairs near = gradients ? geometry.near(block, tile, z) : NearPairs.NONE;
            block.setTargets(tile, z, absent);
            double[] origin = toExponentials(block, statistics, z);
            if (statistics.weighted != null) {
                addWeighted(block, statistics, z, near);
            }
            kept.store(b, t, tile, block, z, origin, near);
        }
        if (sums != null) {
            sums.addTangents(range, block);
        }
    }

    /** Replaces z by E, adds E to S, and returns the M that E refers to. */
    private double[] toExponentials(SampleBlock block, OffTargetStatistics statistics, double[][] z) {
        if (!statistics.isBounded()) {
            statistics.raise(tile.maximum(z, block.count), block.units);
        }
        double[] now = statistics.origin();
        // all tiles share the array, which is kept for each
        origin = Arrays.equals(now, origin) ? origin : now;
        Arrays.fill(tileSum, 0);
        for (int j = 0; j < tile.count; j++) {
            tile.exponentials(j, z[j], origin, block.units, geometry.shift(), scratch);
            kernels.add(tileSum, z[j], block.count);
        }
        kernels.add(statistics.sum, tileSum, block.count);
        return origin;
    }

    /** Adds E<sub>j</sub> ŵ<sub>j</sub> of the tile to H; near pairs add their tangents instead. */
    private void addWeighted(SampleBlock block, OffTargetStatistics statistics, double[][] e, NearPairs near) {
        double[] apart = near.takeOut(e);
        kernels.multiplyTransposedAdd(statistics.weighted, block.count, e, tile.count, tile.rows, products);
        // summed tile by tile like S, so that the two are equal if all classes are near
        Arrays.fill(tileSum, 0);
        geometry.addNear(near, apart, block, tile, statistics.weighted, tileSum);
        kernels.add(statistics.nearSum, tileSum, block.count);
        near.putBack(e, apart);
    }
}
