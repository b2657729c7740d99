package io.github.marginloss.internal.softmax;

import io.github.marginloss.internal.kernel.KernelChoice;
import java.util.Arrays;

/**
 * The pairs of a sample and an off-target class that are so nearly parallel that rounding x̂ and ŵ would leave few
 * digits of their tangent. They are taken out of the products and handled one by one, like the targets. Trained and
 * random batches have hardly any.
 */
final class NearPairs {

    static final NearPairs NONE = new NearPairs(new int[0], 0);

    /** Alternately a sample, numbered within the block, and a class, numbered within the tile. */
    private final int[] pairs;

    private final int count;

    private NearPairs(int[] pairs, int count) {
        this.pairs = pairs;
        this.count = count;
    }

    /**
     * Finds the pairs of a block and a tile from the logits.
     *
     * @param smallest for each sample of the batch, the smallest size of a logit that belongs to a near class. Not
     *     modified.
     */
    static NearPairs find(SampleBlock block, double[] smallest, ClassTile tile, double[][] z) {
        double[] largest = new double[block.count];
        for (int j = 0; j < tile.count; j++) {
            KernelChoice.serving().maximumAbsolute(largest, z[j], block.count);
        }
        int[] pairs = new int[16];
        int count = 0;
        for (int i = 0; i < block.count; i++) {
            double near = smallest[block.first + i];
            if (largest[i] < near) {
                continue;
            }
            for (int j = 0; j < tile.count; j++) {
                if (Math.abs(z[j][i]) >= near && block.target(i) != tile.first + j) {
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

    /** {@return the class of a pair, numbered within the tile} */
    int tileClass(int pair) {
        return pairs[2 * pair + 1];
    }

    /** Takes the entries of the pairs out of a tile, leaving 0, and returns them. */
    double[] takeOut(double[][] e) {
        double[] entries = new double[count];
        for (int p = 0; p < count; p++) {
            entries[p] = e[tileClass(p)][sample(p)];
            e[tileClass(p)][sample(p)] = 0;
        }
        return entries;
    }

    /** Puts the entries back. */
    void putBack(double[][] e, double[] entries) {
        for (int p = 0; p < count; p++) {
            e[tileClass(p)][sample(p)] = entries[p];
        }
    }
}
