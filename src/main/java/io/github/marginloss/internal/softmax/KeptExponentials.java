package io.github.marginloss.internal.softmax;

import io.github.marginloss.internal.kernel.RowSink;

/**
 * The exponentials E of blocks and tiles, kept from the first pass for the second. The rows of ∂L/∂W hold them until
 * those are written, if no other term writes them and a row has room for all samples. Otherwise arrays hold them, as
 * far as the budget allows. The others are recomputed. The M of the first pass is always kept, so that E has the same
 * bits in every case.
 *
 * <p>Reading does not change E, so a second pass may run again. Only E in rows that have been written is lost.
 */
final class KeptExponentials {

    /** Whether the E of a block and a tile is kept. */
    private final boolean[][] kept;
    /** E, one class per row; null where it is not kept, or where the rows of ∂L/∂W hold it. */
    private final double[][][][] arrays;
    /** The M that E refers to, whether E is kept or recomputed; null if there is no second pass. */
    private final double[][][] origins;

    private final NearPairs[][] near;
    /** The rows of ∂L/∂W, or null. */
    private final RowSink rows;

    /** Whether the rows of each tile have been written. */
    private final boolean[] overwritten;

    private KeptExponentials(Inputs inputs, RowSink rows, double[][][] origins) {
        this.rows = rows;
        this.origins = origins;
        kept = new boolean[inputs.blocks()][inputs.tiles()];
        arrays = new double[inputs.blocks()][inputs.tiles()][][];
        near = new NearPairs[inputs.blocks()][inputs.tiles()];
        overwritten = new boolean[inputs.tiles()];
    }

    /** {@return an instance that keeps nothing, for evaluations without a second pass} */
    static KeptExponentials none(Inputs inputs) {
        return new KeptExponentials(inputs, null, null);
    }

    /**
     * Allocates memory.
     *
     * @param spare ∂L/∂W if no other term writes it, or null. Its rows are modified.
     */
    static KeptExponentials of(Inputs inputs, RowSink spare) {
        if (spare != null) {
            spare.reshape(inputs.classes(), inputs.dimension());
        }
        boolean inRows = spare != null && inputs.samples() <= spare.room();
        KeptExponentials result =
                new KeptExponentials(inputs, inRows ? spare : null, new double[inputs.blocks()][inputs.tiles()][]);
        long budget = inputs.tiling().kept();
        int size = inputs.tiling().tile();
        for (int b = 0; b < inputs.blocks(); b++) {
            int samples = Math.min(
                    inputs.tiling().block(),
                    inputs.samples() - b * inputs.tiling().block());
            for (int t = 0; t < inputs.tiles(); t++) {
                int classes = Math.min(size, inputs.classes() - t * size);
                budget -= inRows ? 0 : (long) classes * samples;
                if (budget >= 0) {
                    result.kept[b][t] = true;
                    result.arrays[b][t] = inRows ? null : new double[classes][samples];
                }
            }
        }
        return result;
    }

    /** {@return whether E of a block and a tile is kept, or will be once stored} */
    boolean keeps(int b, int t) {
        return kept[b][t] && !(arrays[b][t] == null && overwritten[t]);
    }

    /** {@return arrays in which to compute E, so that it need not be copied; or null} */
    double[][] memory(int b, int t) {
        return arrays[b][t];
    }

    /**
     * Stores M. Also stores E, if it must be kept and is not in its place already.
     *
     * @param from E, one class per row. Not modified.
     * @param origin the M that E refers to; kept, not copied
     */
    void store(int b, int t, ClassTile tile, SampleBlock block, double[][] from, double[] origin, NearPairs pairs) {
        if (origins != null) {
            origins[b][t] = origin;
        }
        if (!kept[b][t]) {
            return;
        }
        near[b][t] = pairs;
        for (int j = 0; arrays[b][t] == null && j < tile.count; j++) {
            rows.keep(tile.first + j, block.first, block.count, from[j]);
        }
    }

    /** Copies E, which must be kept, one class per row. */
    void copy(int b, int t, ClassTile tile, SampleBlock block, double[][] to) {
        double[][] e = arrays[b][t];
        for (int j = 0; j < tile.count; j++) {
            if (e == null) {
                rows.recall(tile.first + j, block.first, block.count, to[j]);
            } else {
                System.arraycopy(e[j], 0, to[j], 0, block.count);
            }
        }
    }

    double[] origin(int b, int t) {
        return origins[b][t];
    }

    NearPairs near(int b, int t) {
        return near[b][t];
    }

    /** Declares that the rows of a tile are about to be written. */
    void overwrite(int t) {
        overwritten[t] = true;
    }
}
