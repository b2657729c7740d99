package io.github.marginloss.study.measure;

import io.github.marginloss.HeadLoss;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.Scale;
import io.github.marginloss.internal.row.CrossEntropy;
import io.github.marginloss.study.cases.Case;

/** The logits of one sample, and how its terms depend on them. They are doubles, because two digits are enough. */
final class Logits {

    /** z. */
    final Real[] z;
    /** r, or 1 for a linear head. */
    Real r = Real.ONE;
    /** r |df/dθ| of each class, the length of ∂z/∂x̂; 1 for a linear head. */
    final Real[] across;
    /** The same with every slope taken as 1; 0 for a zero row. */
    final Real[] reach;
    /** |f| where r = ‖x‖, the part of ∂z/∂x along x; else 0. */
    final Real[] along;
    /** |∂l/∂z|. */
    final Real[] g;
    /** l. */
    Real loss;
    /** The size R of the logits. */
    Real scale = Real.ZERO;
    /** How fast the slope of the margin changes, relative to its size. */
    double sigma = 1;

    private Logits(int n) {
        z = new Real[n];
        across = new Real[n];
        reach = new Real[n];
        along = new Real[n];
        g = new Real[n];
    }

    static Logits of(Case call, HeadLoss loss, ScaledRow x, ScaledRow[] classes, int label) {
        Logits logits = new Logits(classes.length);
        for (int j = 0; j < classes.length; j++) {
            if (loss.head() instanceof Head.Cosine cosine) {
                logits.cosine(loss, cosine, x, classes[j], j, j == label);
            } else {
                double bias =
                        call.parameters().bias() == null ? 0 : call.parameters().bias().data[j];
                logits.linear(x, classes[j], bias, j);
            }
        }
        logits.entropy(label);
        return logits;
    }

    private void linear(ScaledRow x, ScaledRow w, double bias, int j) {
        Real product = Real.of(Angles.dot(x.values(), w.values()), (long) x.exponent() + w.exponent());
        z[j] = product.plus(Real.of(bias));
        Real size = x.size().times(w.size()).plus(Real.of(Math.abs(bias)));
        scale = size.minus(scale).signum() > 0 ? size : scale;
        across[j] = Real.ONE;
        reach[j] = Real.ONE;
        along[j] = Real.ZERO;
    }

    private void cosine(HeadLoss loss, Head.Cosine head, ScaledRow x, ScaledRow w, int j, boolean target) {
        r = head.scale() instanceof Scale.Fixed fixed ? Real.of(fixed.s()) : x.size();
        scale = r.times(Real.of(Steepness.ofLogits(loss)));
        Angles angle = Angles.of(x.values(), w.values());
        double value = angle.cos();
        double slope = angle.sin();
        if (target) {
            Margin margin = (Margin) head.margin();
            value = margin.value(angle.cos(), angle.sin());
            slope = Math.abs(margin.slope(angle.cos(), angle.sin()));
            sigma = Steepness.sigma(loss, angle, slope);
        }
        boolean zero = x.norm() == 0 || w.norm() == 0;
        z[j] = r.times(Real.of(value));
        reach[j] = zero ? Real.ZERO : r;
        across[j] = angle.sin() == 0 ? Real.ZERO : reach[j].times(Real.of(slope));
        along[j] = head.scale() instanceof Scale.Norm ? Real.of(Math.abs(value)) : Real.ZERO;
    }

    private void entropy(int label) {
        Real largest = null;
        for (int j = 0; j < z.length; j++) {
            largest = j != label && (largest == null || z[j].minus(largest).signum() > 0) ? z[j] : largest;
        }
        Real sum = Real.ZERO;
        for (int j = 0; j < z.length; j++) {
            g[j] = j == label ? Real.ZERO : z[j].minus(largest).exp();
            sum = sum.plus(g[j]);
        }
        CrossEntropy entropy = CrossEntropy.of(sum, largest == null ? Real.ZERO : largest.minus(z[label]));
        loss = entropy.loss();
        for (int j = 0; j < z.length; j++) {
            g[j] = entropy.factor().times(j == label ? sum : g[j]);
        }
    }
}
