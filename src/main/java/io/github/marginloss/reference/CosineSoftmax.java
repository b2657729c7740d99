package io.github.marginloss.reference;

import io.github.marginloss.core.Angle;
import io.github.marginloss.core.ExactMargin.Psi;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.NormMargin.AtNorm;
import io.github.marginloss.core.Numeric;
import io.github.marginloss.core.Scale;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A cosine softmax with a margin. With c<sub>j</sub> = cos θ<sub>j</sub>, and with q = dψ/dc for the target and q = 1
 * for the other classes,
 *
 * <pre>{@code
 * r = s:     z_j = s c_j or s ψ,         ∂z_j/∂x = s q (ŵ_j − c_j x̂)/‖x‖
 * r = ‖x‖:   z_j = w_j·x/‖w_j‖ or ‖x‖ ψ,  ∂z_j/∂x = q ŵ_j + (ψ − q c_j) x̂,  for the others ŵ_j
 *            ∂z_j/∂w_j = r q (x̂ − c_j ŵ_j)/‖w_j‖
 * }</pre>
 *
 * <p>For exactly parallel rows, q = 0: there ŵ − c x̂ is 0, and at a cone of ψ the gradient is 0 by convention. A zero
 * row has c = 0, and its gradient has only the radial part.
 *
 * @param <N> the arithmetic
 */
final class CosineSoftmax<N extends Numeric<N>> {

    private final Products<N> products;
    private final MarginOf<N> margin;
    private final Scale scale;
    private final int i;
    private final int label;
    private final int classes;
    private final double smoothing;
    private final N zero;
    private final N square;
    private final boolean absent;

    CosineSoftmax(Products<N> products, Head.Cosine head, MarginOf<N> margin, int classes, int i, int label) {
        this.products = products;
        this.margin = margin;
        scale = head.scale();
        smoothing = head.smoothing();
        this.i = i;
        this.label = label;
        this.classes = classes;
        zero = products.number(0);
        square = products.featureSquare(i);
        absent = square.signum() == 0;
    }

    Contribution<N> contribution() {
        boolean fixed = scale instanceof Scale.Fixed;
        N norm = square.sqrt();
        N r = scale instanceof Scale.Fixed of ? products.number(of.s()) : norm;
        List<N> z = new ArrayList<>(classes);
        // ∂z_j/∂w_j = perClass_j (x − …), and ∂z_j/∂x likewise
        List<N> factors = new ArrayList<>(classes);
        List<N> dots = new ArrayList<>(classes);
        AtNorm<N> at = null;
        N pull = zero;
        EqualCosines<N> equals = new EqualCosines<>();
        for (int j = 0; j < classes; j++) {
            N weightSquare = products.weightSquare(j);
            boolean empty = absent || weightSquare.signum() == 0;
            N dot = empty ? zero : products.product(i, j);
            N factor = empty ? zero : factor(fixed, r, weightSquare);
            if (j == label) {
                Angle<N> angle = angle(empty, dot, weightSquare);
                at = margin.at(i, label, angle, norm);
                pull = empty || angle.sin().isZero() ? zero : pull(at.psi(), angle);
                z.add(targetLogit(r, at.psi().value(), angle.cos(), plain(equals, factor, dot, weightSquare)));
                factor = factor.times(pull);
            } else {
                z.add(plain(equals, factor, dot, weightSquare));
                factor = fixed && areParallel(dot, weightSquare) ? zero : factor;
            }
            factors.add(factor);
            dots.add(dot);
        }
        LogitGradients<N> entropy = LogitGradients.of(products, z, label, smoothing);
        N radial = fixed ? null : radial(norm, at.psi(), pull, dots.get(label));
        return contribution(entropy, factors, dots, radial).plusOwn(at.penalty(), byNorm(entropy, at, r));
    }

    /** r cos θ. If the arithmetic can tell that classes have the same cosine, they get the same number. */
    private N plain(EqualCosines<N> equals, N factor, N dot, N weightSquare) {
        N logit = factor.times(dot);
        return products.areExact() && !logit.isZero() ? equals.first(logit, dot, weightSquare) : logit;
    }

    /** r ψ. If ψ is cos θ plus an exact number, it is the plain logit plus r times that number. */
    private N targetLogit(N r, N value, N cos, N plain) {
        N shift = value.minus(cos);
        return products.areExact() && products.isExact(shift) ? plain.plus(r.times(shift)) : r.times(value);
    }

    /**
     * Whether two rows are known to be parallel. Such a class has no tangent, and adds nothing to a sum of tangents.
     */
    private boolean areParallel(N dot, N weightSquare) {
        return square.times(weightSquare).minus(dot.times(dot)).isZero();
    }

    /** r/(‖x‖‖w‖). */
    private N factor(boolean fixed, N r, N weightSquare) {
        return fixed
                ? r.dividedBy(square.times(weightSquare).sqrt())
                : products.number(1).dividedBy(weightSquare.sqrt());
    }

    private Angle<N> angle(boolean empty, N dot, N weightSquare) {
        if (empty) {
            return new Angle<>(zero, products.number(1), zero);
        }
        return Angle.between(square.times(weightSquare), dot, products.gram(i, label));
    }

    /** q = dψ/dcos θ. */
    private N pull(Psi<N> psi, Angle<N> angle) {
        return psi.cone().isZero()
                ? psi.byCosine()
                : psi.byCosine().minus(psi.cone().dividedBy(angle.sin()));
    }

    /** (ψ − q cos θ)/‖x‖: the factor of x̂ where the scale is the norm, divided by ‖x‖. */
    private N radial(N norm, Psi<N> psi, N pull, N dot) {
        if (absent) {
            return zero;
        }
        N weightSquare = products.weightSquare(label);
        N cos = dot.isZero() ? zero : dot.dividedBy(square.times(weightSquare).sqrt());
        return psi.value().minus(pull.times(cos)).dividedBy(norm);
    }

    /** The factor of x that comes from the derivatives with respect to ‖x‖. */
    private N byNorm(LogitGradients<N> entropy, AtNorm<N> at, N r) {
        N slope = at.penaltySlope();
        if (!at.byLogNorm().isZero()) {
            slope = slope.plus(entropy.g().get(label).times(r).times(at.byLogNorm()));
        }
        return absent || slope.isZero() ? zero : slope.dividedBy(square);
    }

    private Contribution<N> contribution(LogitGradients<N> entropy, List<N> factors, List<N> dots, N radial) {
        List<N> pulls = new ArrayList<>(classes);
        List<N> back = new ArrayList<>(classes);
        N along = zero;
        for (int j = 0; j < classes; j++) {
            N pull = factors.get(j).isZero() ? zero : entropy.g().get(j).times(factors.get(j));
            N part = pull.isZero() ? zero : pull.times(dots.get(j));
            pulls.add(pull);
            back.add(
                    part.isZero()
                            ? zero
                            : part.dividedBy(products.weightSquare(j)).negate());
            along = along.plus(part);
        }
        N own = zero;
        if (!absent) {
            own = radial != null
                    ? entropy.g().get(label).times(radial)
                    : along.dividedBy(square).negate();
        }
        return new Contribution<>(
                entropy.loss(), own, pulls, back, Collections.nCopies(classes, zero), Contribution.NONE);
    }
}
