package io.github.marginloss.core;

/** The samples of a linear head, z<sub>ij</sub> = w<sub>j</sub>·x<sub>i</sub> + b<sub>j</sub>. */
final class LinearBlock extends SampleBlock {

    private final LinearStep step;
    /** {@link #rows} holds x_i·2^−exponent[i]. */
    private final int[] exponent;
    /** A product times this is a logit without its bias, in its unit. */
    private final double[] ratio;
    /** 2^−unit. */
    private final double[] inverseUnits;
    /** Samples whose products with class weights may overflow; their logits are taken one by one. */
    private final boolean[] wide;

    private final Real[] targetLogit;

    LinearBlock(LinearStep step, int number) {
        super(step, number);
        this.step = step;
        exponent = new int[count];
        ratio = new double[count];
        inverseUnits = new double[count];
        wide = new boolean[count];
        targetLogit = new Real[count];
    }

    @Override
    void load(int i, double[] row) {
        int own = Powers.exponent(Powers.maximum(step.features.data, offset(i), row.length));
        exponent[i] = Math.max(0, own - Math.min(ORDINARY, Step.LIMIT - step.magnitude));
        copy(i, row, -exponent[i]);
        set(i, row, 1);
        wide[i] = own + step.magnitude + step.classExponent > Step.LIMIT;
        setUnit(i, Math.max(0, (wide[i] ? maximumExponent(i) : step.biasExponent) - Step.LIMIT));
        inverseUnits[i] = Math.scalb(1.0, -unit[i]);
        ratio[i] = wide[i] ? 0 : Math.scalb(1.0, exponent[i] + step.classExponent - unit[i]);
    }

    /** The binary exponent of the greatest logit, of the off-target ones if there are labels. */
    private int maximumExponent(int i) {
        Real maximum = null;
        for (int j = 0; j < step.classes(); j++) {
            if (step.labels == null || j != label(i)) {
                Real z = step.logit(first + i, j);
                maximum = maximum == null || z.minus(maximum).signum() > 0 ? z : maximum;
            }
        }
        return maximum == null ? 0 : (int) maximum.exponent();
    }

    @Override
    void toLogits(ClassTile tile, double[][] z) {
        for (int j = 0; j < tile.count; j++) {
            if (step.bias == null) {
                Kernels.multiply(z[j], ratio, count);
            } else {
                Kernels.multiplyAdd(z[j], ratio, step.bias.data[tile.first + j], inverseUnits, count);
            }
        }
        for (int i = 0; i < count; i++) {
            for (int j = 0; wide[i] && j < tile.count; j++) {
                z[j][i] = step.logit(first + i, tile.first + j).toDD(-unit[i]).toDouble();
            }
        }
    }

    @Override
    double[] bounds() {
        return null;
    }

    @Override
    NearPairs near(ClassTile tile, double[][] z) {
        return NearPairs.NONE;
    }

    @Override
    void computeTarget(int i, Tangent scratch) {
        targetLogit[i] = step.logit(first + i, label(i));
    }

    @Override
    Real targetLogit(int i) {
        return targetLogit[i];
    }

    @Override
    Real radius(int i) {
        return new Real(DD.ONE, exponent[i]);
    }

    @Override
    int steepness(int i) {
        return 0;
    }

    @Override
    double targetEntry(double sum) {
        return -sum;
    }

    @Override
    void addTarget(int i, double factor, double[] row, double[] scratch) {
        // it is among the products
    }

    /** a q (H − S w<sub>y</sub>). */
    @Override
    void writeGradient(
            int i, RangeStatistics statistics, Real factor, double[] sum, double[] scratch, GradientRows target) {
        int d = sum.length;
        Powers.scale(step.weights.data, label(i) * d, scratch, 0, d, -step.classExponent);
        Kernels.axpy(sum, -statistics.sum[i], scratch, d);
        target.put(first + i, sum, factor.times(new Real(DD.ONE, step.classExponent)));
    }
}
