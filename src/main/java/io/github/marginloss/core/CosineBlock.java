package io.github.marginloss.core;

import java.util.Arrays;

/** The samples of a cosine head, z<sub>ij</sub> = r<sub>i</sub> cos θ<sub>ij</sub>. */
final class CosineBlock extends SampleBlock {

    /** A cosine logit is at most r; where all r are below this, r serves as the maximum of every row. */
    private static final double BOUNDED = 300;

    private static final double NEAR_SINE = 0.5;

    private final CosineStep step;
    /** ‖x_i‖. */
    private final Real[] norm;
    /** r_i in the sample's unit: a cosine times this is a logit. */
    private final double[] ratio;
    /** Off-target logits of this size belong to classes nearly parallel to the sample. */
    private final double[] nearLogit;

    private final CosineTarget[] targets;

    CosineBlock(CosineStep step, int number) {
        super(step, number);
        this.step = step;
        norm = new Real[count];
        ratio = new double[count];
        nearLogit = new double[count];
        targets = new CosineTarget[count];
    }

    @Override
    void load(int i, double[] row) {
        int exponent = Powers.exponent(Powers.maximum(step.features.data, offset(i), row.length));
        copy(i, row, -exponent);
        DD length = DD.dot(row, 0, row, 0, row.length).sqrt();
        norm[i] = Real.of(length, exponent);
        set(i, row, length.isZero() ? 0 : 1 / length.toDouble());
        Real r = radius(i);
        setUnit(i, (int) Math.max(0, r.exponent() - ORDINARY));
        ratio[i] = r.toDD(-unit[i]).toDouble();
        // a tangent of length sin θ loses 1/sin θ of the digits, and the scale has cost 1 + r of them anyway
        double sine = NEAR_SINE / (1 + r.toDouble()) + 0x1p-9;
        // a zero row has no tangents to lose
        nearLogit[i] = norm[i].isZero() ? Double.POSITIVE_INFINITY : ratio[i] * Math.sqrt(1 - sine * sine);
    }

    boolean scaledByNorm() {
        return step.head.scale() instanceof Scale.Norm;
    }

    @Override
    void toLogits(ClassTile tile, double[][] z) {
        for (int j = 0; j < tile.count; j++) {
            Kernels.multiply(z[j], ratio, count);
        }
    }

    @Override
    double[] bounds() {
        boolean bounded = Arrays.stream(unit).allMatch(u -> u == 0)
                && Arrays.stream(ratio).allMatch(r -> r <= BOUNDED);
        return bounded ? ratio : null;
    }

    @Override
    NearPairs near(ClassTile tile, double[][] z) {
        return NearPairs.find(this, nearLogit, tile, z);
    }

    @Override
    void computeTarget(int i, Tangent scratch) {
        scratch.compute(step.features.data, offset(i), step.weights.data, label(i) * step.dimension());
        targets[i] = CosineTarget.of(step.head.margin(), radius(i), scratch);
    }

    @Override
    Real targetLogit(int i) {
        return targets[i].logit();
    }

    /** Whether ψ(θ) of the target class, times a sum of exponentials, might overflow. */
    boolean isValueHuge(int i) {
        return targets[i].steepnessByNorm() > 0;
    }

    /** ψ(θ) of the target class. */
    DD targetValue(int i) {
        return targets[i].value();
    }

    /** r. */
    @Override
    Real radius(int i) {
        return step.head.scale() instanceof Scale.Fixed fixed ? Real.of(fixed.s()) : norm[i];
    }

    @Override
    int steepness(int i) {
        return targets[i].steepness();
    }

    @Override
    double targetEntry(double sum) {
        return 0; // it has a tangent of its own
    }

    @Override
    void addTarget(int i, double factor, double[] row, double[] scratch) {
        rows.get(i, scratch, 0);
        targets[i].classTangent(scratch, scratch);
        Kernels.axpy(row, factor * targets[i].slope(), scratch, row.length);
    }

    /**
     * With t the unit tangent at x̂ towards the target class:
     *
     * <pre>{@code
     * fixed scale s  a q s/‖x‖ (H − x̂ (x̂·H) + S ψ' t)
     * scale ‖x‖      a q (H − S ψ x̂ + S ψ' t)
     * }</pre>
     */
    @Override
    void writeGradient(
            int i, RangeStatistics statistics, Real factor, double[] sum, double[] scratch, GradientRows target) {
        if (norm[i].isZero()) {
            target.put(first + i, sum, Real.ZERO);
            return;
        }
        rows.get(i, scratch, 0);
        boolean byNorm = scaledByNorm();
        int steepness = byNorm ? targets[i].steepnessByNorm() : targets[i].steepness();
        if (steepness > 0) {
            Powers.scale(sum, 0, sum, 0, sum.length, -steepness);
        }
        double far = statistics.sum[i] - statistics.nearSum[i];
        double along = byNorm
                ? far * Math.scalb(targets[i].value().toDouble(), -steepness)
                : Kernels.dot(scratch, 0, sum, 0, sum.length);
        Kernels.axpy(sum, -along, scratch, sum.length);
        double slope = Math.scalb(targets[i].slope(), -steepness);
        Kernels.axpy(sum, statistics.sum[i] * slope, targets[i].tangent(), sum.length);
        Real scale = byNorm ? Real.ONE : radius(i).dividedBy(norm[i]);
        target.put(first + i, sum, factor.times(scale).times(new Real(DD.ONE, steepness)));
    }
}
