package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.MarginRule;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.Scale;
import io.github.marginloss.core.UnitRow;
import io.github.marginloss.internal.kernel.Panel;
import io.github.marginloss.internal.kernel.PowersOfTwo;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.GradientRows;
import io.github.marginloss.internal.row.Samples;
import io.github.marginloss.internal.row.Tangent;
import io.github.marginloss.internal.row.TargetRule;
import java.util.Arrays;

/** A cosine head, z<sub>ij</sub> = r<sub>i</sub> cos θ<sub>ij</sub>, with a margin for the target class. */
final class CosineGeometry extends Geometry {

    /** A cosine logit is at most r; if no r exceeds this, r serves as the maximum of every sample. */
    private static final double BOUNDED = 300;

    /** A class is near a sample if sin θ is below about this divided by 1 + r. */
    private static final double NEAR_SINE = 0.5;

    private final Scale scale;
    private final TargetRule rule;
    private final int[] labels;
    private final boolean byNorm;
    /** ‖x_i‖. */
    private final Real[] norm;
    /** Off-target logits of at least this size belong to classes that are nearly parallel to the sample. */
    private final double[] nearLogit;

    /** The unit tangents t at x̂_i towards ŵ_y, for the target classes at hand; zero if there is none. */
    private final double[][] tangents;
    /** Whether tangents are also wanted for samples whose target is already known. */
    private final boolean withTangents;

    /**
     * Whether every sample that does not take part has a bound; the others then have one if they have it in the whole
     * batch.
     */
    private final boolean othersBounded;

    private CosineGeometry(
            Scale scale,
            TargetRule rule,
            int[] labels,
            Inputs inputs,
            Targets targets,
            boolean withTangents,
            boolean othersBounded) {
        super(inputs, targets);
        this.withTangents = withTangents;
        this.labels = labels;
        this.othersBounded = othersBounded;
        this.scale = scale;
        this.rule = rule;
        byNorm = !(scale instanceof Scale.Fixed);
        norm = new Real[inputs.samples()];
        nearLogit = new double[inputs.samples()];
        tangents = new double[inputs.samples()][];
    }

    /**
     * Creates the geometry.
     *
     * @param scale r
     * @param margin gives each sample its ψ
     * @param features X of the batch. Not modified.
     * @param samples the samples that take part
     * @param inputs the inputs
     * @param targets the targets that are known. Modified.
     * @param tangents whether tangents are also wanted for samples whose target is already known
     */
    static Geometry of(
            Scale scale,
            MarginRule margin,
            RowSource features,
            Samples samples,
            Inputs inputs,
            Targets targets,
            boolean tangents) {
        TargetRule rule = TargetRule.of(margin, features, inputs.weights());
        TargetRule own = (sample, label, row, angle, norm) -> rule.at(samples.place(sample), label, row, angle, norm);
        int[] labels = samples.labels();
        boolean bounded = scale instanceof Scale.Fixed || areBounded(features, samples);
        return new CosineGeometry(scale, own, labels, inputs, targets, tangents, bounded);
    }

    /**
     * Whether all samples that do not take part have a logit bound; the others then have one if they have it in the
     * whole batch.
     */
    private static boolean areBounded(RowSource features, Samples samples) {
        UnitRow row = new UnitRow(features.columns());
        for (int place = 0; place < samples.batch() && !samples.areAll(); place++) {
            if (samples.numberOf(place) < 0) {
                features.get(place, row.entries());
                row.normalisePrecisely();
                if (row.norm().toDouble() > BOUNDED) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    int shift() {
        return SHIFT;
    }

    @Override
    void loadSample(SampleBlock block, int i, Tangent scratch) {
        int sample = block.first + i;
        UnitRow row = scratch.load(inputs.features(), sample);
        norm[sample] = row.norm();
        if (withTangents ? isHere(sample) : lacksTarget(sample)) {
            scratch.to(inputs.weights(), inputs.targets()[sample]);
            tangents[sample] = scratch.unit().clone();
            if (lacksTarget(sample)) {
                targets.samples()[sample] = target(sample, norm[sample], scratch);
            }
        }
        row.toUnit();
        block.set(i, row.entries());
        Real r = radius(sample);
        block.setUnit(i, (int) Math.max(0, r.exponent() - ORDINARY));
        block.ratio[i] = r.toDD(-block.unit[i]).toDouble();
        // a tangent of length sin θ amplifies errors by 1/sin θ; the logit already amplifies them by 1 + r
        double sine = NEAR_SINE / (1 + r.toDouble()) + 0x1p-9;
        // a zero row has no tangents
        nearLogit[sample] =
                norm[sample].isZero() ? Double.POSITIVE_INFINITY : block.ratio[i] * Math.sqrt(1 - sine * sine);
    }

    @Override
    Target target(int sample, Tangent scratch) {
        Real length = scratch.load(inputs.features(), sample).norm();
        scratch.to(inputs.weights(), inputs.targets()[sample]);
        return target(sample, length, scratch);
    }

    private Target target(int sample, Real length, Tangent tangent) {
        TargetRule.Result at = rule.at(sample, labels[sample], inputs.targets()[sample], tangent.angle(), length);
        return Target.of(at, radius(length), tangent);
    }

    @Override
    void loadClass(ClassTile tile, int j) {
        inputs.weights().get(tile.first + j, tile.unit.entries());
        tile.unit.normalise();
        tile.rows.set(j, tile.unit.entries(), tile.unit.inverseNorm());
    }

    @Override
    void toLogits(SampleBlock block, ClassTile tile, double[][] z) {
        for (int j = 0; j < tile.count; j++) {
            kernels.multiply(z[j], block.ratio, block.count);
        }
    }

    @Override
    double[] bounds(SampleBlock block) {
        boolean bounded = othersBounded
                && Arrays.stream(block.unit).allMatch(u -> u == 0)
                && Arrays.stream(block.ratio).allMatch(r -> r <= BOUNDED);
        return bounded ? block.ratio : null;
    }

    @Override
    NearPairs near(SampleBlock block, ClassTile tile, double[][] z) {
        return NearPairs.find(block, nearLogit, tile, z);
    }

    /** r. */
    @Override
    Real radius(int sample) {
        return radius(norm[sample]);
    }

    private Real radius(Real length) {
        return scale instanceof Scale.Fixed fixed ? Real.of(fixed.s()) : length;
    }

    @Override
    int steepness(int sample) {
        return targets.samples()[sample].steepness();
    }

    @Override
    double targetEntry(double sum) {
        return 0; // its tangent is added separately
    }

    /**
     * Adds the tangential part and, with the scale ‖x‖, the radial part relative to the target, cos θ<sub>j</sub> − ψ.
     */
    @Override
    void addNear(NearPairs near, double[] e, SampleBlock block, ClassTile tile, Panel weighted, double[] sum) {
        for (int p = 0; p < near.count(); p++) {
            int i = near.sample(p);
            Tangent tangent = tile.angle(block.first + i, near.tileClass(p));
            DD cos = tangent.angle().cos();
            weighted.addRow(i, e[p] * tangent.angle().sin().toDouble(), tangent.unit());
            if (byNorm) {
                Target target = targets.samples()[block.first + i];
                // with a ψ of this size nothing cancels, and E ψ might overflow
                boolean huge = target.steepnessByNorm() > 0;
                double radial = (huge ? cos : cos.minus(target.value())).toDouble();
                block.rows.get(i, tile.row);
                weighted.addRow(i, e[p] * radial, tile.row);
                sum[i] += huge ? 0 : e[p];
            }
        }
    }

    @Override
    Real penalty(int sample) {
        return targets.samples()[sample].penalty();
    }

    @Override
    boolean hasPenalties() {
        return Arrays.stream(targets.samples())
                .anyMatch(target -> !target.penalty().isZero());
    }

    @Override
    void writePenalty(SampleBlock block, int i, Real coefficient, double[] scratch, GradientRows target) {
        block.rows.get(i, scratch);
        Real length = norm[block.first + i];
        Real slope = targets.samples()[block.first + i].penaltySlope();
        target.put(
                block.first + i,
                scratch,
                length.isZero() ? Real.ZERO : coefficient.times(slope).dividedBy(length));
    }

    /** {@return ‖x‖ of a sample} */
    Real norm(int sample) {
        return norm[sample];
    }

    /** {@return whether the norm is the scale} */
    boolean isByNorm() {
        return byNorm;
    }

    @Override
    void addNearToClasses(NearPairs near, double[] e, SampleBlock block, ClassTile tile, Panel sums) {
        double[] classTangent = new double[tile.row.length];
        for (int p = 0; p < near.count(); p++) {
            int i = near.sample(p);
            Tangent tangent = tile.angle(block.first + i, near.tileClass(p));
            block.rows.get(i, tile.row);
            tangent.atClass(tile.row, classTangent);
            sums.addRow(near.tileClass(p), e[p] * tangent.angle().sin().toDouble(), classTangent);
        }
    }

    @Override
    void addTarget(SampleBlock block, int i, double factor, double[] row, double[] scratch) {
        int sample = block.first + i;
        Target target = targets.samples()[sample];
        block.rows.get(i, scratch);
        Tangent.atClass(target.sine(), target.cosine(), scratch, tangents[sample], scratch);
        kernels.axpy(row, factor * target.slope(), scratch, row.length);
    }

    /**
     * With t the unit tangent at x̂ towards the target class, and ρ = ∂ψ/∂ log ‖x‖, which is 0 for most margins:
     *
     * <pre>{@code
     * fixed scale s  a q s/‖x‖ (H − x̂ (x̂·H) + S ψ' t − S ρ x̂)
     * scale ‖x‖      a q (H − S ψ x̂ + S ψ' t − S ρ x̂)
     * }</pre>
     */
    @Override
    void writeFeature(
            SampleBlock block,
            int i,
            OffTargetStatistics statistics,
            Real factor,
            double[] sum,
            UnitRow scratch,
            GradientRows target) {
        int sample = block.first + i;
        statistics.weighted.get(i, sum);
        if (norm[sample].isZero()) {
            target.put(sample, sum, Real.ZERO);
            return;
        }
        Target at = targets.samples()[sample];
        double[] unit = scratch.entries();
        block.rows.get(i, unit);
        scratch.assumeUnit();
        int steepness = byNorm ? at.steepnessByNorm() : at.steepness();
        if (steepness > 0) {
            PowersOfTwo.scale(sum, -steepness);
        }
        if (byNorm) {
            double far = statistics.sum[i] - statistics.nearSum[i];
            kernels.axpy(sum, -far * PowersOfTwo.scale(at.value().toDouble(), -steepness), unit, sum.length);
        } else {
            scratch.project(sum);
        }
        double slope = PowersOfTwo.scale(at.slope(), -steepness);
        kernels.axpy(sum, statistics.sum[i] * slope, tangents[sample], sum.length);
        if (at.radial() != 0) {
            double radial = PowersOfTwo.scale(at.radial(), -steepness);
            kernels.axpy(sum, -statistics.sum[i] * radial, unit, sum.length);
        }
        Real outer = byNorm ? Real.ONE : radius(sample).dividedBy(norm[sample]);
        target.put(sample, sum, factor.times(outer).times(new Real(DD.ONE, steepness)));
    }

    @Override
    void projectClass(ClassTile tile, int j, double[] gradient) {
        inputs.weights().get(tile.first + j, tile.unit.entries());
        tile.unit.normalise();
        tile.unit.project(gradient);
    }

    @Override
    void writeClass(ClassTile tile, int j, double[] gradient, long exponent, GradientRows target) {
        target.put(tile.first + j, gradient, tile.unit.inverseNorm(), exponent - tile.unit.exponent());
    }
}
