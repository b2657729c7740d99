package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.Real;
import io.github.marginloss.core.UnitRow;
import io.github.marginloss.internal.kernel.Kernels;
import io.github.marginloss.internal.kernel.Panel;
import io.github.marginloss.internal.row.GradientRows;
import io.github.marginloss.internal.row.Tangent;

/**
 * The part of the engine that depends on the kind of head: how rows are loaded, how products become logits, and how
 * sums over the classes become gradients. An instance serves one evaluation, and stores the targets and the sizes of
 * the samples.
 *
 * <p>A sample is numbered within the batch, and i within its block. Different threads may handle different samples; a
 * tile belongs to one worker.
 */
abstract class Geometry {

    /** Sums of products up to 2^LIMIT are finite, for any length. */
    static final int LIMIT = 960;

    /**
     * The binary exponent of the factor that all exponentials share: small ones stay normal numbers, and sums of E·ŵ
     * stay finite.
     */
    static final int SHIFT = 600;

    /** Binary exponents up to this are far from either end of the range. */
    static final int ORDINARY = 300;

    final Kernels kernels;
    final Inputs inputs;

    /**
     * The known targets of the samples. Loading a sample adds its target, if that is missing and its class is at hand.
     */
    final Targets targets;

    Geometry(Inputs inputs, Targets targets) {
        this.inputs = inputs;
        this.targets = targets;
        kernels = inputs.kernels();
    }

    /** {@return the binary exponent of the factor that all E share, small enough that sums of E·w do not overflow} */
    abstract int shift();

    // Loading

    /**
     * Loads a sample into its block. If its target class is at hand and its target is not known yet, this computes the
     * target, which calls the margin if there is one.
     *
     * @param block the block. Modified.
     * @param i the sample
     * @param scratch scratch memory. Modified.
     */
    abstract void loadSample(SampleBlock block, int i, Tangent scratch);

    /**
     * Computes the target of a sample whose class is at hand; this calls the margin, if there is one.
     *
     * @param scratch scratch memory. Modified.
     */
    abstract Target target(int sample, Tangent scratch);

    /** {@return whether the target of a sample is unknown, and its class at hand} */
    final boolean lacksTarget(int sample) {
        return isHere(sample) && targets.samples()[sample] == null;
    }

    /** {@return whether the target class of a sample is at hand} */
    final boolean isHere(int sample) {
        return inputs.targets() != null && inputs.targets()[sample] >= 0;
    }

    /** Loads a tile of classes. */
    final void load(ClassTile tile, int number) {
        tile.locate(number);
        tile.allocate();
        for (int j = 0; j < tile.count; j++) {
            loadClass(tile, j);
        }
    }

    /** Loads a class of a tile. */
    abstract void loadClass(ClassTile tile, int j);

    // Logits

    /** Computes z, the margin-free logits of a block and a tile, one class per row, in the units of the samples. */
    final void logits(SampleBlock block, ClassTile tile, double[][] z, Panel scratch) {
        kernels.multiply(z, tile.count, tile.rows, inputs.dimension(), block.columns, block.count, scratch);
        toLogits(block, tile, z);
    }

    /** Turns products into logits. */
    abstract void toLogits(SampleBlock block, ClassTile tile, double[][] z);

    /** {@return for each sample a bound of its logits that can serve as their maximum; null if there is none} */
    abstract double[] bounds(SampleBlock block);

    /** {@return the off-target pairs that need separate treatment, found by their logits} */
    abstract NearPairs near(SampleBlock block, ClassTile tile, double[][] z);

    /** {@return z_y of a sample} */
    final Real targetLogit(int sample) {
        return targets.samples()[sample].logit();
    }

    /** {@return the term that a sample's loss has in addition to its cross-entropy} */
    Real penalty(int sample) {
        return Real.ZERO;
    }

    /** {@return whether any sample has a penalty} */
    boolean hasPenalties() {
        return false;
    }

    // Gradients with respect to the features

    /** Writes what {@link #penalty} adds to ∂L/∂x of a sample, times a coefficient. */
    void writePenalty(SampleBlock block, int i, Real coefficient, double[] scratch, GradientRows target) {
        throw new IllegalStateException("no penalty");
    }

    /**
     * Adds the contribution of near pairs, which were taken out of the products, to H.
     *
     * @param e the E of each pair. Not modified.
     * @param weighted H. Modified.
     * @param sum receives the sum of those E whose radial part is now in H. Modified.
     */
    abstract void addNear(NearPairs near, double[] e, SampleBlock block, ClassTile tile, Panel weighted, double[] sum);

    /**
     * Writes ∂L/∂x_i.
     *
     * @param block the block that contains i
     * @param i the sample
     * @param statistics S and H of the block
     * @param factor a q
     * @param sum a row. Modified.
     * @param scratch another. Modified.
     * @param target receives the row. Modified.
     */
    abstract void writeFeature(
            SampleBlock block,
            int i,
            OffTargetStatistics statistics,
            Real factor,
            double[] sum,
            UnitRow scratch,
            GradientRows target);

    // Gradients of the classes

    /**
     * Returns the factor that turns ∂l/∂z_j, times the row of the block, into the gradient with respect to w_j (for a
     * cosine head: ŵ_j).
     */
    abstract Real radius(int sample);

    /** {@return the number of bits by which the target's part of ∂L/∂W exceeds the ordinary range} */
    abstract int steepness(int sample);

    /** {@return the entry for the target class among the E, given the sum S of the others} */
    abstract double targetEntry(double sum);

    /** Adds the contribution of near pairs to the gradients with respect to ŵ. */
    abstract void addNearToClasses(NearPairs near, double[] e, SampleBlock block, ClassTile tile, Panel sums);

    /**
     * Adds a sample's own part to the gradient of its target class.
     *
     * @param factor its factor
     * @param row the gradient. Modified.
     * @param scratch scratch memory. Modified.
     */
    abstract void addTarget(SampleBlock block, int i, double factor, double[] row, double[] scratch);

    /** Loads a class into the tile's scratch row, and removes the component of the gradient along w_j. */
    abstract void projectClass(ClassTile tile, int j, double[] gradient);

    /**
     * Writes ∂L/∂w_j of the class that was projected last.
     *
     * @param gradient the projected gradient plus the parts of its samples, in units of 2^exponent. Not modified.
     * @param target receives the row. Modified.
     */
    abstract void writeClass(ClassTile tile, int j, double[] gradient, long exponent, GradientRows target);
}
