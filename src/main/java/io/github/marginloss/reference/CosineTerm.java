package io.github.marginloss.reference;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.PreciseMargin;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.Scale;

/**
 * A cosine softmax with a margin. The derivative of logit z = r f(θ) by x is
 *
 * <pre>{@code
 * −f'(θ) r/‖x‖ t,   and with r = ‖x‖ also  f(θ) x̂
 * }</pre>
 *
 * <p>where f is the cosine, f' = −sin θ, or for the target class the margin ψ, and t the unit tangent; by w it is
 * −f'(θ) r/‖w‖ u. As Σ g<sub>j</sub> = 0, the sum over the classes is Σ<sub>j≠y</sub> g<sub>j</sub> (derivative of
 * z<sub>j</sub> − derivative of z<sub>y</sub>).
 */
final class CosineTerm {

    private final Head.Cosine head;
    private final Batch batch;
    private final Totals totals;
    private final Row[] classes;

    CosineTerm(Head.Cosine head, Batch batch, Totals totals) {
        this.head = head;
        this.batch = batch;
        this.totals = totals;
        classes = new Row[batch.classes()];
        for (int j = 0; j < classes.length; j++) {
            classes[j] = Row.of(batch.parameters().weights(), j);
        }
    }

    void add(Real weight, Real[] coefficients) {
        for (int i = 0; i < coefficients.length; i++) {
            Row x = Row.of(batch.features(), i);
            DD[] unit = x.unit();
            int label = batch.labels()[i];
            Real r = head.scale() instanceof Scale.Fixed fixed ? Real.of(fixed.s()) : x.norm();
            Pair[] pairs = new Pair[classes.length];
            DD[] value = new DD[classes.length];
            DD[] slope = new DD[classes.length];
            Real[] z = new Real[classes.length];
            for (int j = 0; j < pairs.length; j++) {
                pairs[j] = Pair.of(x, classes[j], unit);
                value[j] = pairs[j].angle().cos();
                slope[j] = pairs[j].angle().sin().negate();
                if (j == label) {
                    PreciseMargin.Result margin = ((PreciseMargin) head.margin()).at(pairs[j].angle());
                    value[j] = margin.value();
                    slope[j] = margin.slope();
                }
                z[j] = r.times(Real.of(value[j], 0));
            }
            LogitGradients gradients = LogitGradients.of(z, label);
            totals.addLoss(i, weight, coefficients[i], gradients.loss());
            if (totals.gradients && !x.isZero()) {
                addClasses(r.times(coefficients[i]), pairs, slope, gradients.g());
                addFeatures(i, x, unit, coefficients[i], pairs, value, slope, gradients.g());
            }
        }
    }

    private void addClasses(Real factor, Pair[] pairs, DD[] slope, Real[] g) {
        for (int j = 0; j < pairs.length; j++) {
            if (!classes[j].isZero()) {
                Real along = factor.times(g[j]).times(Real.of(slope[j].negate(), 0));
                totals.weights[j].add(along.dividedBy(classes[j].norm()), pairs[j].classTangent());
            }
        }
    }

    private void addFeatures(
            int i, Row x, DD[] unit, Real coefficient, Pair[] pairs, DD[] value, DD[] slope, Real[] g) {
        int y = batch.labels()[i];
        boolean norm = head.scale() instanceof Scale.Norm;
        Real factor = head.scale() instanceof Scale.Fixed fixed
                ? coefficient.times(Real.of(fixed.s())).dividedBy(x.norm())
                : coefficient;
        DD[] difference = new DD[unit.length];
        for (int j = 0; j < pairs.length; j++) {
            if (j == y) {
                continue;
            }
            for (int k = 0; k < difference.length; k++) {
                DD target = slope[y].times(pairs[y].tangent()[k]);
                difference[k] = target.minus(slope[j].times(pairs[j].tangent()[k]));
            }
            totals.features[i].add(factor.times(g[j]), difference);
            if (norm) {
                Real radial = Real.of(value[j].minus(value[y]), 0);
                totals.features[i].add(factor.times(g[j]).times(radial), unit);
            }
        }
    }
}
