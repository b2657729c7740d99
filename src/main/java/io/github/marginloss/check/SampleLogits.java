package io.github.marginloss.check;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.Scale;
import io.github.marginloss.internal.row.CrossEntropy;

/** The logits of one sample, and how its terms depend on them. Two digits suffice for tolerances. */
final class SampleLogits {

    /** If logits times eps are larger than this, rounding leaves them no digit, and their error counts as unknown. */
    private static final double LOST = 0x1p-4;

    private static final double UNKNOWN = 1e300;

    private final Real[] z;
    private final double eta;
    private final Precision precision;
    /** ‖x‖. */
    final Real norm;
    /** r; 1 for a linear head. */
    Real r = Real.ONE;
    /** The size R of the logits. */
    Real scale = Real.ZERO;
    /** The target's margin; null for a linear head. */
    TargetBounds target;
    /** |df/dθ| of each class, where z = r f(θ): the length of ∂z/∂x̂ divided by r. */
    final Real[] across;
    /** |f| where r = ‖x‖, the part of ∂z/∂x along x; else 0. */
    final Real[] along;
    /** The error of {@code along}. */
    final double[] alongError;
    /** The size of ∂l/∂z. */
    final Real[] g;
    /** The error of g in plain code. */
    final Real[] gError;
    /** l. */
    Real loss;
    /** ζ; 0 for a linear head. */
    private double zeta;

    SampleLogits(int n, Real norm, double eta, Precision precision) {
        this.norm = norm;
        this.eta = eta;
        this.precision = precision;
        z = new Real[n];
        across = new Real[n];
        along = new Real[n];
        alongError = new double[n];
        g = new Real[n];
        gError = new Real[n];
    }

    static Real ratio(Real a, Real b) {
        return b.isZero() ? Real.ZERO : a.dividedBy(b);
    }

    void linear(int j, Real logit, Real size) {
        z[j] = logit;
        scale = size.minus(scale).signum() > 0 ? size : scale;
        across[j] = Real.ONE;
        along[j] = Real.ZERO;
    }

    /** Adds a class. For the target, it comes with the bounds of its margin, otherwise with null. */
    void cosine(int j, Head.Cosine head, double cos, double sin, boolean zero, TargetBounds bounds) {
        boolean fixed = head.scale() instanceof Scale.Fixed;
        r = head.scale() instanceof Scale.Fixed scaleOf ? Real.of(scaleOf.s()) : norm;
        double value = cos;
        double slope = sin;
        alongError[j] = fixed ? 0 : eta;
        if (bounds != null) {
            target = bounds;
            value = target.value();
            slope = target.slope();
            scale = r.times(Real.of(target.size()));
            zeta = bounded(r.times(Real.of(target.valueError())));
            alongError[j] = fixed ? 0 : target.valueError() + eta;
        }
        z[j] = r.times(Real.of(value));
        across[j] = zero ? Real.ZERO : Real.of(slope);
        along[j] = fixed ? Real.ZERO : Real.of(Math.abs(value));
    }

    private static double bounded(Real value) {
        return value.exponent() > 990 ? UNKNOWN : value.toDouble();
    }

    /** ρ, the error that the logit of another class may have. It may be infinite. */
    private double logitError() {
        double eps = precision.eps();
        double size = bounded(scale);
        return size * eps > LOST ? UNKNOWN : size * eta + (4 + Math.sqrt(z.length)) * eps;
    }

    /** Computes l and g once all logits are known. */
    void entropy(int label, double smoothing) {
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
        double relative = Math.expm1(Math.min(700, 2 * logitError() + zeta));
        for (int j = 0; j < z.length; j++) {
            g[j] = entropy.factor().times(j == label ? sum : g[j]);
            Real changed = g[j].times(Real.of(relative)).plus(Real.of(precision.smallestNormal()));
            Real more = Real.of(j == label ? 4 * precision.eps() * (1 - g[j].toDouble()) : 0);
            gError[j] = atMost(changed.plus(more), 1);
        }
        if (smoothing > 0 && z.length > 1) {
            smooth(label, smoothing);
        }
        if (logitError() == UNKNOWN) {
            scale = Real.of(UNKNOWN);
        }
    }

    /** p and q are subtracted, so the rounding error is proportional to both. */
    private void smooth(int label, double smoothing) {
        Real share = Real.of(smoothing / z.length);
        for (int j = 0; j < z.length; j++) {
            Real q = j == label ? Real.of(smoothing) : share;
            loss = j == label ? loss : loss.plus(share.times(z[label].minus(z[j])));
            g[j] = g[j].plus(q);
            gError[j] = gError[j].plus(q.times(Real.of(4 * precision.eps())));
        }
    }

    private static Real atMost(Real value, double limit) {
        return value.minus(Real.of(limit)).signum() > 0 ? Real.of(limit) : value;
    }

    /** Δl. */
    Real lossError(int label) {
        double eps = precision.eps();
        double rho = logitError();
        Real wrong = atMost(g[label].plus(gError[label]), 1);
        return wrong.times(Real.of(2 * rho + zeta))
                .plus(loss.plus(Real.ONE).times(Real.of(4 * eps)))
                .plus(scale.times(Real.of(2 * eps)));
    }
}
