package io.github.marginloss.internal.softmax;

import io.github.marginloss.internal.kernel.Kernels;
import io.github.marginloss.internal.kernel.Panel;
import java.util.Arrays;

/**
 * The E of the first pass, tile by tile, relative to the final M. It is read where it was kept, or computed again, with
 * the same bits. Not thread-safe; one instance per worker.
 */
final class RestoredExponentials {

    /** Exponentials of smaller numbers are subnormal, or nearly so. */
    private static final double FAINT = -700;

    private final LoadedBatch batch;
    private final Inputs inputs;
    private final Geometry geometry;
    private final Kernels kernels;
    /** Null if nothing was kept from the first pass; then tiles are restored in the order of their range. */
    private final KeptExponentials kept;
    /** For each block, the M over all classes. */
    private final double[][] origins;
    /** For each block, κ and the factor of E; null for hard labels. */
    private final double[][] kappa;

    private final double[][] powers;
    /** The bounds of each block, if any; null if the M of every tile is kept. */
    private final double[][] bounds;
    /** The M of each block after the tiles so far, as the first pass had it. */
    private final OffTargetStatistics[] running;

    private final double[] absent;
    private final double[] scratch;

    RestoredExponentials(LoadedBatch batch, SampleFactors factors, KeptExponentials kept) {
        this.batch = batch;
        this.kept = kept;
        inputs = batch.inputs();
        geometry = batch.geometry();
        kernels = inputs.kernels();
        origins = batch.perBlock(factors.origins());
        kappa = factors.kappa() == null ? null : batch.perBlock(factors.kappa());
        powers = factors.kappa() == null ? null : batch.perBlock(factors.powers());
        bounds = kept == null ? FirstPass.bounds(batch) : null;
        running = new OffTargetStatistics[batch.blocks().length];
        absent = new double[inputs.largestBlock()];
        Arrays.fill(absent, Double.NEGATIVE_INFINITY);
        scratch = new double[inputs.largestBlock()];
    }

    /**
     * Restores the E of a block and a tile.
     *
     * @param t the number of the tile
     * @param b the number of the block
     * @param tile the tile, located. Its rows are modified.
     * @param e receives E, one class per row; the entries of targets mean nothing. Modified.
     * @param products scratch memory. Modified.
     * @return the near pairs of the tile
     */
    NearPairs restore(int t, int b, ClassTile tile, double[][] e, Panel products) {
        SampleBlock block = batch.blocks()[b];
        NearPairs near;
        double[] before;
        if (kept != null && kept.keeps(b, t)) {
            kept.copy(b, t, tile, block, e);
            near = kept.near(b, t);
            before = kept.origin(b, t);
        } else {
            geometry.load(tile, t);
            geometry.logits(block, tile, e, products);
            near = geometry.near(block, tile, e);
            before = kept == null ? raiseAsBefore(t, b, tile, e) : kept.origin(b, t);
            for (int j = 0; j < tile.count; j++) {
                tile.exponentials(j, e[j], before, block.units, geometry.shift(), scratch);
            }
        }
        rescale(before, origins[b], block, tile, e);
        for (int j = 0; kappa != null && j < tile.count; j++) {
            // E − κ
            kernels.multiplyAdd(e[j], powers[b], -1, kappa[b], block.count);
        }
        return near;
    }

    /** Raises M to the logits of a tile, as the first pass did, and returns it. */
    private double[] raiseAsBefore(int t, int b, ClassTile tile, double[][] z) {
        SampleBlock block = batch.blocks()[b];
        if (running[b] == null || inputs.tiling().beginsRange(t, inputs.classes())) {
            running[b] = new OffTargetStatistics(block.count, bounds[b], null);
        }
        if (!running[b].isBounded()) {
            block.setTargets(tile, z, absent);
            running[b].raise(tile.maximum(z, block.count), block.units);
        }
        return running[b].origin();
    }

    /** Turns E relative to one M into E relative to another. The other M is at least as large, unless E is 0. */
    private void rescale(double[] from, double[] to, SampleBlock block, ClassTile tile, double[][] e) {
        if (Arrays.equals(from, to)) {
            return;
        }
        for (int i = 0; i < block.count; i++) {
            double difference = Math.min(0, (from[i] - to[i]) * block.units[i]);
            boolean faint = difference < FAINT;
            scratch[i] = Math.exp(faint ? difference / 2 : difference);
            for (int j = 0; faint && j < tile.count; j++) {
                e[j][i] *= scratch[i]; // in two steps, because a single exp would lose digits that E has
            }
        }
        for (int j = 0; j < tile.count; j++) {
            kernels.multiply(e[j], scratch, block.count);
        }
    }

    /** Declares that the rows of a tile are about to be written. */
    void overwrite(int t) {
        if (kept != null) {
            kept.overwrite(t);
        }
    }
}
