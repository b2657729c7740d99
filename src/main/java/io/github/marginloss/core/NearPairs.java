package io.github.marginloss.core;

import java.util.Arrays;

/**
 * The off-target classes of a tile that are so nearly parallel to a sample that rounding x̂ and ŵ would leave few digits of
 * their tangent: they are taken out of the products and treated one by one, as the targets are. In trained and in random
 * batches there are hardly any.
 */
final class NearPairs {

    private static final NearPairs NONE = new NearPairs(new int[0], 0);

    /** sample, class in the tile, sample, class, … */
    private final int[] pairs;

    private final int count;
    /** Their entries, while they are taken out. */
    private final double[] entries;

    private NearPairs(int[] pairs, int count) {
        this.pairs = pairs;
        this.count = count;
        entries = new double[count];
    }

    /** Finds the pairs of a block and a tile from the logits. */
    static NearPairs find(Step step, SampleBlock block, ClassTile tile, double[][] z, int[] labels) {
        if (!step.cosine()) {
            return NONE;
        }
        double[] greatest = new double[block.count];
        for (int j = 0; j < tile.count; j++) {
            Kernels.maximumAbsolute(greatest, z[j], block.count);
        }
        int[] pairs = new int[16];
        int count = 0;
        for (int i = 0; i < block.count; i++) {
            if (greatest[i] < block.nearLogit[i]) {
                continue;
            }
            for (int j = 0; j < tile.count; j++) {
                if (Math.abs(z[j][i]) >= block.nearLogit[i] && labels[block.first + i] != tile.first + j) {
                    if (2 * count == pairs.length) {
                        pairs = Arrays.copyOf(pairs, 2 * pairs.length);
                    }
                    pairs[2 * count] = i;
                    pairs[2 * count + 1] = j;
                    count++;
                }
            }
        }
        return count == 0 ? NONE : new NearPairs(pairs, count);
    }

    int count() {
        return count;
    }

    int sample(int pair) {
        return pairs[2 * pair];
    }

    /** The class, counted from the tile's first. */
    int tileClass(int pair) {
        return pairs[2 * pair + 1];
    }

    /** The entry of a pair that was taken out. */
    double entry(int pair) {
        return entries[pair];
    }

    /** Takes the entries out of a tile, leaving 0. */
    void takeOut(double[][] z) {
        for (int p = 0; p < count; p++) {
            entries[p] = z[tileClass(p)][sample(p)];
            z[tileClass(p)][sample(p)] = 0;
        }
    }

    /** Puts them back. */
    void putBack(double[][] z) {
        for (int p = 0; p < count; p++) {
            z[tileClass(p)][sample(p)] = entries[p];
        }
    }
}
