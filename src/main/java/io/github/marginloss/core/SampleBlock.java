package io.github.marginloss.core;

/**
 * A block of samples as the products want them, in both orders, and what turns products into logits, and sums over the
 * classes into ∂L/∂X.
 *
 * <p>The logits of sample i are held in units of 2^unit[i], so that none overflows; the unit is 1 in all ordinary
 * cases.
 */
abstract class SampleBlock {

    /** Binary exponents up to this one are far from either end of the range. */
    static final int ORDINARY = 300;

    /** The first sample. */
    final int first;

    final int count;
    /** x̂_i for a cosine head, x_i for a linear one, each by a power of two where the range of double asks for it. */
    final Panel rows;
    /** The same, a feature a row. */
    final Panel columns;

    final int[] unit;
    /** 2^unit. */
    final double[] units;

    private final Step step;

    SampleBlock(Step step, int number) {
        this.step = step;
        first = number * step.tiling.block();
        count = Math.min(step.tiling.block(), step.samples() - first);
        rows = new Panel(count, step.dimension(), step.tiling.width());
        columns = new Panel(step.dimension(), count, count);
        unit = new int[count];
        units = new double[count];
    }

    /**
     * Takes in a sample.
     *
     * @param i the sample, counted from the first
     * @param scratch a row. Modified.
     */
    abstract void load(int i, double[] scratch);

    /** Takes in factor·row as sample i. */
    final void set(int i, double[] row, double factor) {
        rows.set(i, row, 0, factor);
        double[][] byFeature = columns.rows(0);
        for (int k = 0; k < row.length; k++) {
            byFeature[k][i] = row[k] * factor;
        }
    }

    final void setUnit(int i, int exponent) {
        unit[i] = exponent;
        // finite, so that equal logits differ by 0 nats; any others of such a size differ by more than exp can tell
        units[i] = Math.scalb(1.0, Math.min(exponent, Double.MAX_EXPONENT));
    }

    /** Copies x_i·2^exponent. */
    final void copy(int i, double[] row, int exponent) {
        Powers.scale(step.features.data, offset(i), row, 0, row.length, exponent);
    }

    /** Where x_i begins. */
    final int offset(int i) {
        return (first + i) * step.dimension();
    }

    final int label(int i) {
        return step.labels[first + i];
    }

    /** Sets the entries of the target classes that are in a tile. */
    final void setTargets(ClassTile tile, double[][] z, double[] values) {
        for (int i = 0; i < count; i++) {
            int j = label(i) - tile.first;
            if (j >= 0 && j < tile.count) {
                z[j][i] = values[i];
            }
        }
    }

    /** Turns the products with a tile's classes into margin-free logits, in the samples' units. */
    abstract void toLogits(ClassTile tile, double[][] z);

    /** The greatest logits that there may be, where they serve as the maxima of the rows; else null. */
    abstract double[] bounds();

    /** The off-target pairs that need care of their own. */
    abstract NearPairs near(ClassTile tile, double[][] z);

    /** Computes what is to be known of a sample's target class. */
    abstract void computeTarget(int i, Tangent scratch);

    /** z_y. */
    abstract Real targetLogit(int i);

    /**
     * The factor between ∂l/∂z_j, times {@link #rows}, and the gradient by the class's row (a cosine head's: by ŵ_j).
     */
    abstract Real radius(int i);

    /** The bits by which the target's part of ∂L/∂W is beyond anything ordinary. */
    abstract int steepness(int i);

    /** The target's entry among the E, the others' sum being S. */
    abstract double targetEntry(double sum);

    /** Adds factor times the target's own part of the gradient by its class to a row. The scratch row is modified. */
    abstract void addTarget(int i, double factor, double[] row, double[] scratch);

    /**
     * Writes ∂L/∂x_i.
     *
     * @param i the sample
     * @param statistics S and the like
     * @param factor a q
     * @param sum H. Modified.
     * @param scratch a row. Modified.
     * @param target receives the row. Modified.
     */
    abstract void writeGradient(
            int i, RangeStatistics statistics, Real factor, double[] sum, double[] scratch, GradientRows target);
}
