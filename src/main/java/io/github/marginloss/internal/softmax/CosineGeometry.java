package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.DD;
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

    /** A square of a sine below this may be a rounding error. */
    private static final double FLAT = 1e-12;

    private final Scale scale;
    private final TargetRule rule;
    private final boolean byNorm;
    /** ‖x_i‖. */
    private final Real[] norm;
    /** Off-target logits from this size on belong to classes nearly parallel to the sample. */
    private final double[] nearLogit;

    private final CosineTarget[] targets;

    /** Whether no sample of the batch that takes no part keeps the others from having bounds. */
    private final boolean othersBounded;

    private CosineGeometry(Scale scale, TargetRule rule, Inputs inputs, boolean othersBounded) {
        super(inputs);
        this.othersBounded = othersBounded;
        this.scale = scale;
        this.rule = rule;
        byNorm = !(scale instanceof Scale.Fixed);
        norm = new Real[inputs.samples()];
        nearLogit = new double[inputs.samples()];
        targets = new CosineTarget[inputs.samples()];
    }

    /**
     * Creates the geometry.
     *
     * @param rule of the batch
     * @param features of the batch. Not modified.
     * @param samples those of the inputs
     */
    static Geometry of(Scale scale, TargetRule rule, RowSource features, Samples samples, Inputs inputs) {
        TargetRule own = (sample, label, angle, norm) -> rule.at(samples.place(sample), label, angle, norm);
        return new CosineGeometry(scale, own, inputs, scale instanceof Scale.Fixed || areBounded(features, samples));
    }

    /** Whether all that take no part have a logit bound, so that the others have one if they had it with them. */
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
        if (inputs.labels() != null) {
            loadTarget(sample, scratch);
        }
        row.toUnit();
        block.set(i, row.entries());
        Real r = radius(sample);
        block.setUnit(i, (int) Math.max(0, r.exponent() - ORDINARY));
        block.ratio[i] = r.toDD(-block.unit[i]).toDouble();
        // a tangent of length sin θ amplifies errors by 1/sin θ; the logit has amplified them by 1 + r already
        double sine = NEAR_SINE / (1 + r.toDouble()) + 0x1p-9;
        // a zero row has no tangents
        nearLogit[sample] =
                norm[sample].isZero() ? Double.POSITIVE_INFINITY : block.ratio[i] * Math.sqrt(1 - sine * sine);
    }

    private void loadTarget(int sample, Tangent scratch) {
        int label = inputs.labels()[sample];
        scratch.to(inputs.weights(), label);
        TargetRule.Result at = rule.at(sample, label, scratch.angle(), norm[sample]);
        targets[sample] = CosineTarget.of(at, radius(sample), scratch);
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

    @Override
    Real targetLogit(int sample) {
        return targets[sample].logit();
    }

    /** r. */
    @Override
    Real radius(int sample) {
        return scale instanceof Scale.Fixed fixed ? Real.of(fixed.s()) : norm[sample];
    }

    @Override
    int steepness(int sample) {
        return targets[sample].steepness();
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
                CosineTarget target = targets[block.first + i];
                // nothing cancels with a ψ of such a size, and E ψ might overflow
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
        return targets[sample].penalty();
    }

    @Override
    boolean hasPenalties() {
        return Arrays.stream(targets).anyMatch(target -> !target.penalty().isZero());
    }

    @Override
    void writePenalty(SampleBlock block, int i, Real coefficient, double[] scratch, GradientRows target) {
        block.rows.get(i, scratch);
        Real length = norm[block.first + i];
        Real slope = targets[block.first + i].penaltySlope();
        target.put(
                block.first + i,
                scratch,
                length.isZero() ? Real.ZERO : coefficient.times(slope).dividedBy(length));
    }

    @Override
    Real otherLogits(SampleBlock block, int i, double[] total, Real bias) {
        double[] row = new double[total.length];
        block.rows.get(i, row);
        double cosines = kernels.dot(row, 0, total, 0, row.length) - targets[block.first + i].cosine();
        return radius(block.first + i).times(Real.of(cosines));
    }

    /**
     * Where nearly all classes lie along the sample their tangents are short, and a sum of whole rows would leave none of
     * their digits: then it is made class by class, as near pairs are added.
     */
    @Override
    boolean sumOfOthers(SampleBlock block, int i, double[] total, double[] target) {
        int sample = block.first + i;
        int label = block.label(i);
        UnitRow scratch = new UnitRow(total.length);
        load(label, scratch);
        for (int k = 0; k < target.length; k++) {
            target[k] = total[k] - scratch.entries()[k] * scratch.inverseNorm();
        }
        if (norm[sample].isZero() || hasTangents(block, i, scratch)) {
            return false;
        }
        CosineTarget at = targets[sample];
        boolean relative = byNorm && at.steepnessByNorm() == 0;
        double[] unit = scratch.entries();
        block.rows.get(i, unit);
        Arrays.fill(target, 0);
        Tangent tangent = new Tangent(target.length);
        for (int j = 0; j < inputs.classes(); j++) {
            if (j != label) {
                tangent.compute(inputs.features(), sample, inputs.weights(), j);
                kernels.axpy(target, tangent.angle().sin().toDouble(), tangent.unit(), target.length);
                if (byNorm) {
                    DD cos = tangent.angle().cos();
                    kernels.axpy(target, (relative ? cos.minus(at.value()) : cos).toDouble(), unit, target.length);
                }
            }
        }
        return relative;
    }

    private void load(int label, UnitRow target) {
        inputs.weights().get(label, target.entries());
        target.normalise();
    }

    /**
     * Whether the tangents are long enough, added up, for what n rounded rows lose: √n eps, beside the (1 + r) eps that
     * each logit costs. In all but hostile cases the first class or two suffice.
     */
    private boolean hasTangents(SampleBlock block, int i, UnitRow scratch) {
        double[] x = new double[inputs.dimension()];
        block.rows.get(i, x);
        double enough =
                Math.sqrt(inputs.classes()) / (8 * (1 + radius(block.first + i).toDouble()));
        CosineTarget at = targets[block.first + i];
        double sum = at.sine() == 0 ? 0 : Math.abs(at.slope()) * (inputs.classes() - 1);
        for (int j = 0; j < inputs.classes() && sum < enough; j++) {
            if (j != block.label(i)) {
                load(j, scratch);
                double cos = kernels.dot(x, 0, scratch.entries(), 0, x.length) * scratch.inverseNorm();
                double square = 1 - cos * cos;
                sum += square > FLAT ? Math.sqrt(square) : 0;
            }
        }
        return sum >= enough;
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
        CosineTarget target = targets[block.first + i];
        block.rows.get(i, scratch);
        target.classTangent(scratch, scratch);
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
        CosineTarget at = targets[sample];
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
        kernels.axpy(sum, statistics.sum[i] * slope, at.tangent(), sum.length);
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
