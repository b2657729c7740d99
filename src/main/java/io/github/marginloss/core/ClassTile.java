package io.github.marginloss.core;

import java.util.Arrays;

/** The classes of one tile as the products want them. This object is one worker's. */
abstract class ClassTile {

    private final Step step;
    /** ŵ_j for a cosine head, w_j·2^−classExponent for a linear one; null before any is loaded. */
    Panel rows;
    /** Scratch for the pairs that are treated one by one. */
    final Tangent tangent;
    /** Scratch of the length of a row. */
    final double[] row;

    int first;
    int count;
    /** 1/‖w_j‖ of the class projected last, for a cosine head; 0 for a zero row. */
    double factor = 1;

    /** The binary exponent that goes with it. */
    int exponent;

    ClassTile(Step step) {
        this.step = step;
        tangent = new Tangent(step.dimension());
        row = new double[step.dimension()];
    }

    /** Makes this the tile of the given number, without its rows. */
    final void locate(int number) {
        first = number * step.tiling.tile();
        count = Math.min(step.tiling.tile(), step.classes() - first);
    }

    /** Makes this the tile of the given number. */
    final void load(int number) {
        locate(number);
        if (rows == null) {
            rows = new Panel(Math.min(step.tiling.tile(), step.classes()), step.dimension(), step.tiling.width());
        }
        for (int j = 0; j < count; j++) {
            pack(j);
        }
    }

    /** Where w_j begins. */
    final int offset(int j) {
        return (first + j) * row.length;
    }

    /** z = the margin-free logits of a block, a class a row, in the samples' units. */
    final void logits(SampleBlock block, double[][] z) {
        for (int j = 0; j < count; j++) {
            Arrays.fill(z[j], 0, block.count, 0);
        }
        for (int s = 0; s < rows.segments(); s++) {
            Kernels.multiplyAdd(
                    z, count, rows.rows(s), block.columns.rows(0), rows.start(s), rows.length(s), block.count);
        }
        block.toLogits(this, z);
    }

    /** The angle of a sample and a class of this tile; valid until the next call. */
    final Tangent angle(SampleBlock block, int i, int j) {
        tangent.compute(step.features.data, block.offset(i), step.weights.data, offset(j));
        return tangent;
    }

    /** Takes in a class. */
    abstract void pack(int j);

    /**
     * Takes off what has no part in the gradient by w_j, which is the rest times {@link #factor}·2^{@link #exponent}.
     */
    abstract void project(int j, double[] gradient);
}
