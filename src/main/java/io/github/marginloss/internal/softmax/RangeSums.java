package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.Kernels;
import java.util.Arrays;

/** Gathers the {@link ClassSums} of ranges of classes. Different threads may gather different ranges and blocks. */
final class RangeSums {

    private final Others others;
    private final Inputs inputs;
    /** How large the sum of the tangents' lengths must be for each sample; 0 if no tangents are wanted. */
    private final double[] enough;

    private final ClassSums[] ranges;

    /**
     * Creates sums over no class yet.
     *
     * @param weighted whether ∂L/∂X will be wanted, which needs tangents
     */
    RangeSums(LoadedBatch batch, boolean weighted) {
        others = Others.of(batch.geometry());
        inputs = batch.inputs();
        enough = new double[inputs.samples()];
        if (weighted) {
            Arrays.setAll(enough, others::enoughTangents);
        }
        ranges = new ClassSums[inputs.tiling().ranges()];
        for (int range = 0; range < ranges.length; range++) {
            Real bias = Real.ZERO;
            int end = inputs.tiling().firstClass(range + 1, inputs.classes());
            for (int j = inputs.tiling().firstClass(range, inputs.classes()); inputs.bias() != null && j < end; j++) {
                bias = bias.plus(Real.of(inputs.bias().at(j)));
            }
            ClassSums none = ClassSums.of(inputs.dimension(), inputs.samples());
            ranges[range] = new ClassSums(none.rows(), bias, none.lengths(), none.tangents());
        }
    }

    /** Adds the rows of a tile to the sums of its range. This is called once per tile, in order, for all blocks. */
    void add(int range, ClassTile tile, Kernels kernels) {
        double[] rows = ranges[range].rows();
        for (int j = 0; j < tile.count; j++) {
            tile.rows.get(j, tile.row);
            kernels.add(rows, tile.row, rows.length);
        }
    }

    /**
     * Adds up the lengths of the tangents of a tile, until the sum is large enough.
     *
     * @param z the logits of the tile. Not modified.
     */
    void addLengths(int range, SampleBlock block, ClassTile tile, double[][] z) {
        double[] lengths = ranges[range].lengths();
        for (int i = 0; i < block.count; i++) {
            int sample = block.first + i;
            for (int j = 0; j < tile.count && lengths[sample] < enough[sample]; j++) {
                lengths[sample] += tile.first + j == block.target(i) ? 0 : others.tangent(block, i, z[j][i]);
            }
        }
    }

    /**
     * Adds the tangents themselves for those samples of a block whose tangents are too short, once the range is
     * complete.
     */
    void addTangents(int range, SampleBlock block) {
        int from = inputs.tiling().firstClass(range, inputs.classes());
        int to = inputs.tiling().firstClass(range + 1, inputs.classes());
        ClassSums sums = ranges[range];
        for (int i = 0; i < block.count; i++) {
            int sample = block.first + i;
            if (sums.lengths()[sample] < enough[sample]) {
                sums.tangents()[sample] = new double[inputs.dimension()];
                others.addTangents(block, i, from, to, sums.tangents()[sample]);
            }
        }
    }

    /** {@return the sums over all ranges, once these are complete} */
    ClassSums total() {
        ClassSums total = ranges[0];
        for (int range = 1; range < ranges.length; range++) {
            total = total.merge(ranges[range]);
        }
        return total;
    }
}
