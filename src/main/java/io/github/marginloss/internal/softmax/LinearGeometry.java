package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.UnitRow;
import io.github.marginloss.internal.kernel.Panel;
import io.github.marginloss.internal.kernel.PowersOfTwo;
import io.github.marginloss.internal.row.GradientRows;
import io.github.marginloss.internal.row.Tangent;

/** A linear head, z<sub>ij</sub> = w<sub>j</sub>·x<sub>i</sub> + b<sub>j</sub>. */
final class LinearGeometry extends Geometry {

    /** Sums of up to 2^25 class weights of this binary exponent are finite. */
    private static final int UNSCALED = 998;

    /** Tiles hold W·2^−classExponent; classExponent is 0 unless W reaches the end of the range of double. */
    private final int classExponent;
    /** The binary exponent of the largest entry of W·2^−classExponent. */
    private final int magnitude;
    /** The binary exponent of the largest bias. */
    private final int biasExponent;

    /** For each sample: its block holds x_i·2^−exponent. */
    private final int[] exponent;
    /** 2^−unit of each sample, block by block. */
    private final double[][] inverseUnits;
    /** Whether products of a sample with class weights may overflow; its logits are then computed one by one. */
    private final boolean[] wide;

    private LinearGeometry(Inputs inputs, Targets targets) {
        super(inputs, targets);
        int own = PowersOfTwo.exponent(targets.extent().weight());
        classExponent = Math.max(0, own - UNSCALED);
        magnitude = own - classExponent;
        biasExponent = PowersOfTwo.exponent(targets.extent().bias());
        exponent = new int[inputs.samples()];
        wide = new boolean[inputs.samples()];
        inverseUnits = new double[inputs.blocks()][inputs.largestBlock()];
    }

    /** Returned as a Geometry, so that creating one kind does not load the class of the other. */
    static Geometry of(Inputs inputs, Targets targets) {
        return new LinearGeometry(inputs, targets);
    }

    @Override
    int shift() {
        return Math.max(0, Math.min(SHIFT, LIMIT - magnitude));
    }

    @Override
    void loadSample(SampleBlock block, int i, Tangent scratch) {
        int sample = block.first + i;
        double[] row = scratch.memory();
        inputs.features().get(sample, row);
        int own = PowersOfTwo.exponent(row, 0, row.length);
        exponent[sample] = Math.max(0, own - Math.min(ORDINARY, LIMIT - magnitude));
        PowersOfTwo.scale(row, -exponent[sample]);
        block.set(i, row);
        wide[sample] = own + magnitude + classExponent > LIMIT;
        block.setUnit(i, Math.max(0, (wide[sample] ? maximumExponent(sample) : biasExponent) - LIMIT));
        inverseUnits[inputs.blockOf(sample)][i] = PowersOfTwo.of(-block.unit[i]);
        block.ratio[i] = wide[sample] ? 0 : PowersOfTwo.of(exponent[sample] + classExponent - block.unit[i]);
        if (lacksTarget(sample)) {
            targets.samples()[sample] = target(sample, scratch);
        }
    }

    @Override
    Target target(int sample, Tangent scratch) {
        return Target.of(inputs.logit(sample, inputs.targets()[sample], scratch));
    }

    /** The binary exponent of the largest off-target logit. */
    private int maximumExponent(int sample) {
        Real maximum = targets.extent().logits()[sample];
        return maximum == null ? 0 : (int) maximum.exponent();
    }

    @Override
    void loadClass(ClassTile tile, int j) {
        inputs.weights().get(tile.first + j, tile.row);
        tile.rows.set(j, tile.row, PowersOfTwo.of(-classExponent));
    }

    @Override
    void toLogits(SampleBlock block, ClassTile tile, double[][] z) {
        double[] inverse = inverseUnits[inputs.blockOf(block.first)];
        for (int j = 0; j < tile.count; j++) {
            if (inputs.bias() == null) {
                kernels.multiply(z[j], block.ratio, block.count);
            } else {
                kernels.multiplyAdd(z[j], block.ratio, inputs.bias().at(tile.first + j), inverse, block.count);
            }
        }
        for (int i = 0; i < block.count; i++) {
            for (int j = 0; wide[block.first + i] && j < tile.count; j++) {
                Real logit = inputs.logit(block.first + i, tile.first + j, tile.tangent);
                z[j][i] = logit.toDD(-block.unit[i]).toDouble();
            }
        }
    }

    @Override
    double[] bounds(SampleBlock block) {
        return null;
    }

    @Override
    NearPairs near(SampleBlock block, ClassTile tile, double[][] z) {
        return NearPairs.NONE;
    }

    @Override
    Real radius(int sample) {
        return new Real(DD.ONE, exponent[sample]);
    }

    @Override
    int steepness(int sample) {
        return 0;
    }

    @Override
    double targetEntry(double sum) {
        return -sum;
    }

    @Override
    void addNear(NearPairs near, double[] e, SampleBlock block, ClassTile tile, Panel weighted, double[] sum) {
        // a linear head has no near pairs
    }

    @Override
    void addNearToClasses(NearPairs near, double[] e, SampleBlock block, ClassTile tile, Panel sums) {
        // a linear head has no near pairs
    }

    @Override
    void addTarget(SampleBlock block, int i, double factor, double[] row, double[] scratch) {
        // already included in the matrix product
    }

    /** {@return e, where a block holds x·2^−e} */
    int exponent(int sample) {
        return exponent[sample];
    }

    /** {@return e, where tiles hold W·2^−e} */
    int classExponent() {
        return classExponent;
    }

    /** Writes a q (H − S w<sub>y</sub>). */
    @Override
    void writeFeature(
            SampleBlock block,
            int i,
            OffTargetStatistics statistics,
            Real factor,
            double[] sum,
            UnitRow scratch,
            GradientRows target) {
        double[] row = scratch.entries();
        statistics.weighted.get(i, sum);
        inputs.weights().get(block.target(i), row);
        PowersOfTwo.scale(row, -classExponent);
        kernels.axpy(sum, -statistics.sum[i], row, sum.length);
        target.put(block.first + i, sum, factor.times(new Real(DD.ONE, classExponent)));
    }

    @Override
    void projectClass(ClassTile tile, int j, double[] gradient) {
        // nothing to project out
    }

    @Override
    void writeClass(ClassTile tile, int j, double[] gradient, long unit, GradientRows target) {
        target.put(tile.first + j, gradient, 1, unit);
    }
}
