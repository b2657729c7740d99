package io.github.marginloss.internal.softmax;

import io.github.marginloss.internal.kernel.Panel;
import io.github.marginloss.internal.kernel.PowersOfTwo;

/**
 * A block of samples, laid out for the products in both orders, with the factors that turn a product into a logit. A
 * {@link Geometry} fills it; afterwards it is only read.
 *
 * <p>The logits of sample i are held in units of 2^unit[i], so that none overflows; in all ordinary cases unit[i] = 0.
 * Here, i numbers the samples of the block.
 */
final class SampleBlock {

    /** The first sample. */
    final int first;

    final int count;
    /**
     * x̂_i for a cosine head, x_i for a linear one; multiplied by a power of two if the range of double requires it.
     */
    final Panel rows;
    /** The same, transposed: one feature per row. */
    final Panel columns;

    final int[] unit;
    /** 2^unit. */
    final double[] units;
    /** The factor that turns a product into a logit without bias, in the unit of the sample. */
    final double[] ratio;

    /** The row of each sample's target class, negative where it is not at hand. */
    private final int[] targets;

    SampleBlock(Inputs inputs, int number) {
        first = number * inputs.tiling().block();
        count = Math.min(inputs.tiling().block(), inputs.samples() - first);
        targets = inputs.targets();
        rows = inputs.kernels().panel(count, inputs.dimension());
        columns = inputs.kernels().panel(inputs.dimension(), count);
        unit = new int[count];
        units = new double[count];
        ratio = new double[count];
    }

    /** Stores a row as sample i. */
    void set(int i, double[] row) {
        rows.set(i, row);
        columns.setColumn(i, row);
    }

    void setUnit(int i, int exponent) {
        unit[i] = exponent;
        // finite, so that equal logits differ by 0 nats; different logits of this size differ by more than exp can
        // resolve
        units[i] = PowersOfTwo.of(Math.min(exponent, Double.MAX_EXPONENT));
    }

    /** {@return the row of a sample's target class, negative if it is not at hand} */
    int target(int i) {
        return targets[first + i];
    }

    /** Sets the entries of those target classes that are in a tile. Classes that are not at hand belong to no tile. */
    void setTargets(ClassTile tile, double[][] z, double[] values) {
        for (int i = 0; i < count; i++) {
            int j = target(i) - tile.first;
            if (j >= 0 && j < tile.count) {
                z[j][i] = values[i];
            }
        }
    }
}
