package io.github.marginloss.core;

import java.util.Arrays;

/**
 * The off-target classes of a tile that are so nearly parallel to a sample that rounding x̂ and ŵ would leave few
 * digits of their tangent: they are taken out of the products and treated one by one, as the targets are. In trained
 * and in random batches there are hardly any.
 */
final class NearPairs {

    static final NearPairs NONE = new NearPairs(null, new int[0], 0);

    private final CosineBlock block;
    /** sample, class in the tile, sample, class, … */
    private final int[] pairs;

    private final int count;
    /** Their entries, while they are taken out. */
    private final double[] entries;

    private NearPairs(CosineBlock block, int[] pairs, int count) {
        this.block = block;
        this.pairs = pairs;
        this.count = count;
        entries = new double[count];
    }

    /**
     * Finds the pairs of a block and a tile from the logits.
     *
     * @param least the size from which on a sample's logits belong to a near class. Not modified.
     */
    static NearPairs find(CosineBlock block, double[] least, ClassTile tile, double[][] z) {
        double[] greatest = new double[block.count];
        for (int j = 0; j < tile.count; j++) {
            Kernels.maximumAbsolute(greatest, z[j], block.count);
        }
        int[] pairs = new int[16];
        int count = 0;
        for (int i = 0; i < block.count; i++) {
            if (greatest[i] < least[i]) {
                continue;
            }
            for (int j = 0; j < tile.count; j++) {
                if (Math.abs(z[j][i]) >= least[i] && block.label(i) != tile.first + j) {
                    if (2 * count == pairs.length) {
                        pairs = Arrays.copyOf(pairs, 2 * pairs.length);
                    }
                    pairs[2 * count] = i;
                    pairs[2 * count + 1] = j;
                    count++;
                }
            }
        }
        return count == 0 ? NONE : new NearPairs(block, pairs, count);
    }

    private int sample(int pair) {
        return pairs[2 * pair];
    }

    /** The class, counted from the tile's first. */
    private int tileClass(int pair) {
        return pairs[2 * pair + 1];
    }

    /** Takes the entries out of a tile, leaving 0. */
    void takeOut(double[][] e) {
        for (int p = 0; p < count; p++) {
            entries[p] = e[tileClass(p)][sample(p)];
            e[tileClass(p)][sample(p)] = 0;
        }
    }

    /** Puts them back. */
    void putBack(double[][] e) {
        for (int p = 0; p < count; p++) {
            e[tileClass(p)][sample(p)] = entries[p];
        }
    }

    /**
     * Adds to H what the entries that were taken out add to the gradient by the sample: the tangential part, and with
     * the scale ‖x‖ the radial part against the target, cos θ<sub>j</sub> − ψ.
     *
     * @param weighted H. Modified.
     * @param sum receives the sum of those entries that were held against ψ already, an entry a sample. Modified.
     */
    void addToSamples(ClassTile tile, Panel weighted, double[] sum) {
        for (int p = 0; p < count; p++) {
            int i = sample(p);
            Tangent angle = tile.angle(block, i, tileClass(p));
            weighted.addRow(i, entries[p] * angle.sin.toDouble(), angle.unit);
            if (block.scaledByNorm()) {
                // nothing cancels against a ψ of such a size, and E ψ might overflow
                boolean huge = block.isValueHuge(i);
                double radial = (huge ? angle.cos : angle.cos.minus(block.targetValue(i))).toDouble();
                block.rows.get(i, tile.row, 0);
                weighted.addRow(i, entries[p] * radial, tile.row);
                sum[i] += huge ? 0 : entries[p];
            }
        }
    }

    /** Adds what the entries that were taken out add to the gradients by the directions of the classes. */
    void addToClasses(ClassTile tile, Panel sums) {
        double[] classTangent = new double[tile.row.length];
        for (int p = 0; p < count; p++) {
            Tangent angle = tile.angle(block, sample(p), tileClass(p));
            block.rows.get(sample(p), tile.row, 0);
            angle.atClass(tile.row, classTangent);
            sums.addRow(tileClass(p), entries[p] * angle.sin.toDouble(), classTangent);
        }
    }
}
