package io.github.marginloss.reference;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.Scale;
import io.github.marginloss.core.UnitRow;
import io.github.marginloss.internal.row.TargetRule;
import java.util.Arrays;

/**
 * A cosine softmax with a margin. The derivative of a logit z = r f(θ) with respect to x is
 *
 * <pre>{@code
 * −f'(θ) r/‖x‖ t,   and with r = ‖x‖ also  f(θ) x̂
 * }</pre>
 *
 * <p>where f is the cosine, f' = −sin θ, or for the target class the margin ψ, and t is the unit tangent. With respect
 * to w it is −f'(θ) r/‖w‖ u. As Σ g<sub>j</sub> = 0, the sum over the classes is Σ<sub>j≠y</sub> g<sub>j</sub>
 * (derivative of z<sub>j</sub> − derivative of z<sub>y</sub>).
 */
final class CosineTerm {

    private final Scale scale;
    private final Batch batch;
    private final Sums sums;
    private final UnitRow[] classes;
    private final TargetRule rule;

    CosineTerm(Scale scale, TargetRule rule, Batch batch, Sums sums) {
        this.scale = scale;
        this.rule = rule;
        this.batch = batch;
        this.sums = sums;
        classes = new UnitRow[batch.classes()];
        Arrays.setAll(classes, j -> Batch.row(batch.weights(), j));
    }

    void add(Real weight, Real[] coefficients) {
        for (int i = 0; i < coefficients.length; i++) {
            UnitRow x = Batch.row(batch.rows(), i);
            DD[] unit = ExactAngle.unit(x);
            int label = batch.labels()[i];
            Real r = scale instanceof Scale.Fixed fixed ? Real.of(fixed.s()) : x.norm();
            ExactAngle[] angles = new ExactAngle[classes.length];
            DD radial = DD.ZERO;
            DD[] value = new DD[classes.length];
            DD[] slope = new DD[classes.length];
            Real[] z = new Real[classes.length];
            for (int j = 0; j < angles.length; j++) {
                angles[j] = ExactAngle.of(x, classes[j], unit);
                value[j] = angles[j].angle().cos();
                slope[j] = angles[j].angle().sin().negate();
                if (j == label) {
                    TargetRule.Result target = rule.at(i, label, angles[j].angle(), x.norm());
                    value[j] = target.value();
                    slope[j] = target.slope();
                    radial = target.normSlope();
                }
                z[j] = r.times(Real.of(value[j], 0));
            }
            LogitGradients gradients = LogitGradients.of(z, label);
            sums.addLoss(i, weight, coefficients[i], gradients.loss());
            if (sums.gradients && !x.isZero()) {
                addClasses(r.times(coefficients[i]), angles, slope, gradients.g());
                addFeatures(i, x, unit, coefficients[i], angles, value, slope, gradients.g());
                addRadial(
                        i, x.norm().times(Real.of(radial, 0)), featureFactor(coefficients[i], x), unit, gradients.g());
            }
        }
    }

    private void addClasses(Real factor, ExactAngle[] angles, DD[] slope, Real[] g) {
        for (int j = 0; j < angles.length; j++) {
            if (!classes[j].isZero()) {
                Real along = factor.times(g[j]).times(Real.of(slope[j].negate(), 0));
                sums.weights[j].add(along.dividedBy(classes[j].norm()), angles[j].classTangent());
            }
        }
    }

    private void addFeatures(
            int i, UnitRow x, DD[] unit, Real coefficient, ExactAngle[] angles, DD[] value, DD[] slope, Real[] g) {
        int y = batch.labels()[i];
        boolean norm = scale instanceof Scale.Norm;
        Real factor = featureFactor(coefficient, x);
        DD[] difference = new DD[unit.length];
        for (int j = 0; j < angles.length; j++) {
            if (j == y) {
                continue;
            }
            for (int k = 0; k < difference.length; k++) {
                DD target = slope[y].times(angles[y].tangent()[k]);
                difference[k] = target.minus(slope[j].times(angles[j].tangent()[k]));
            }
            sums.features[i].add(factor.times(g[j]), difference);
            if (norm) {
                Real along = Real.of(value[j].minus(value[y]), 0);
                sums.features[i].add(factor.times(g[j]).times(along), unit);
            }
        }
    }

    /** a r/‖x‖. */
    private Real featureFactor(Real coefficient, UnitRow x) {
        return scale instanceof Scale.Fixed fixed
                ? coefficient.times(Real.of(fixed.s())).dividedBy(x.norm())
                : coefficient;
    }

    /** Adds the contribution of ‖x‖ ∂ψ/∂‖x‖, which is 0 for most margins. */
    private void addRadial(int i, Real radial, Real factor, DD[] unit, Real[] g) {
        if (!radial.isZero()) {
            sums.features[i].add(factor.times(g[batch.labels()[i]]).times(radial), unit);
        }
    }
}
