package io.github.marginloss;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.MagnitudeMargin;
import io.github.marginloss.core.Scale;
import io.github.marginloss.internal.Check;
import java.io.Serializable;
import java.util.Objects;

/**
 * The magnitude-aware margin loss. With a = ‖x‖ clamped to [la, ua], z<sub>ij</sub> = s cos θ<sub>j</sub> for j ≠ y,
 *
 * <pre>{@code
 * z_y = s cos(θ + m(a)),   m(a) = lm + (um − lm)/(ua − la) · (a − la),   g(a) = a/ua² + 1/a
 * l_i = log Σ_j exp z_ij − z_iy + λ g(a_i)
 * }</pre>
 *
 * <p>The gradient flows through m and g to ‖x‖ while la &lt; ‖x‖ &lt; ua, so that ∂L/∂x is not orthogonal to x; at la, at
 * ua and beyond it does not. With lm = um and λ = 0 it is {@link ArcFace} with that margin, and with one class only λ g
 * is left.
 *
 * <p>The published code applies the margin only while cos θ > 0, with a jump up by sin m at π/2: {@link #withEasyMargin}.
 *
 * <p>Meng et al., MagFace: A Universal Representation for Face Recognition and Quality Assessment, 2021, eq. 3 to 6.
 * Defaults s = 64, la = 10, ua = 110, lm = 0.45, um = 0.8, λ = 35.
 *
 * <p>{@linkplain io.github.marginloss Accuracy}: R = s and σ = 1/|sin(θ + m(a))|.
 *
 * @param s the scale, > 0
 * @param range the norms and their margins
 * @param lambda λ ≥ 0, the weight of g; {@link #leastLambda leastLambda} tells what keeps norms from falling to la
 * @param easy whether ψ is cos θ where cos θ ≤ 0
 * @param reduction how the sample losses are reduced
 */
public record MagFace(double s, Range range, double lambda, boolean easy, Reduction reduction) implements HeadLoss {

    /**
     * Norms from la to ua, and margins from lm to um.
     *
     * @param la the least norm, from 1e-200 on
     * @param ua the greatest norm, from la to 1e200
     * @param lm the margin of the least norm in radians, 0 ≤ lm ≤ um
     * @param um the margin of the greatest norm in radians, um ≤ π
     */
    public record Range(double la, double ua, double lm, double um) implements Serializable {
        /**
         * Checks the components.
         *
         * @param la from 1e-200 on
         * @param ua from la to 1e200
         * @param lm in radians, 0 ≤ lm ≤ um
         * @param um in radians, um ≤ π
         * @throws IllegalArgumentException if one is out of range
         */
        public Range {
            new MagnitudeMargin(la, ua, lm, um, 0, false);
        }

        /** {@return la = 10, ua = 110, lm = 0.45, um = 0.8, as published} */
        public static Range published() {
            return new Range(10, 110, 0.45, 0.8);
        }
    }

    /** The published range, s = 64, λ = 35 and the mean over the batch. */
    public MagFace() {
        this(64, Range.published(), 35);
    }

    /**
     * The mean over the batch.
     *
     * @param s the scale, > 0
     * @param range the norms and their margins
     * @param lambda λ ≥ 0
     * @throws IllegalArgumentException if a number is out of range
     * @throws NullPointerException if range is null
     */
    public MagFace(double s, Range range, double lambda) {
        this(s, range, lambda, Reduction.MEAN);
    }

    /**
     * No easy margin.
     *
     * @param s the scale, > 0
     * @param range the norms and their margins
     * @param lambda λ ≥ 0
     * @param reduction how the sample losses are reduced
     * @throws IllegalArgumentException if a number is out of range
     * @throws NullPointerException if range or reduction is null
     */
    public MagFace(double s, Range range, double lambda, Reduction reduction) {
        this(s, range, lambda, false, reduction);
    }

    /**
     * The mean over the batch.
     *
     * @param s the scale, > 0
     * @param range the norms and their margins
     * @param lambda λ ≥ 0
     * @param easy whether ψ is cos θ where cos θ ≤ 0
     * @throws IllegalArgumentException if a number is out of range
     * @throws NullPointerException if range is null
     */
    public MagFace(double s, Range range, double lambda, boolean easy) {
        this(s, range, lambda, easy, Reduction.MEAN);
    }

    /**
     * Checks the components.
     *
     * @param s finite and > 0
     * @param range not null
     * @param lambda finite, ≥ 0
     * @param easy any
     * @param reduction not null
     * @throws IllegalArgumentException if a number is out of range
     * @throws NullPointerException if range or reduction is null
     */
    public MagFace {
        Check.positive("s", s);
        Objects.requireNonNull(range, "range");
        Check.nonNegative("lambda", lambda);
        Objects.requireNonNull(reduction, "reduction");
    }

    /** {@return the same loss with ψ = cos θ where cos θ ≤ 0, as the published code has it} */
    public MagFace withEasyMargin() {
        return new MagFace(s, range, lambda, true, reduction);
    }

    /**
     * Returns the λ from which on the loss of a sample does not fall with the norm at la: s K ua² la²/(ua² − la²), with
     * K = (um − lm)/(ua − la). A smaller norm has a smaller margin, which lowers the loss by at most s K a unit of norm;
     * λ g rises by λ (1/la² − 1/ua²) there. With less, norms may all end at la (Meng et al. 2021, appendix). The
     * published range asks for 22.59, more than the 20 that the published program has as its default.
     *
     * @param s the scale, > 0
     * @param range the norms and their margins
     * @return λ; 0 if lm = um, infinite if la = ua and lm &lt; um
     * @throws IllegalArgumentException if s is out of range
     * @throws NullPointerException if range is null
     */
    public static double leastLambda(double s, Range range) {
        Check.positive("s", s);
        Objects.requireNonNull(range, "range");
        double slope = range.um - range.lm;
        if (slope == 0) {
            return 0;
        }
        double la = range.la;
        double ua = range.ua;
        double growth = slope / (ua - la);
        // ua² la²/(ua² − la²) is la² over 1 − (la/ua)²
        double share = (ua - la) / ua * ((ua + la) / ua);
        return s * growth * la / share * la;
    }

    @Override
    public Head head() {
        MagnitudeMargin margin = new MagnitudeMargin(range.la, range.ua, range.lm, range.um, lambda, easy);
        return new Head.Cosine(Scale.fixed(s), margin);
    }

    @Override
    public MagFace withReduction(Reduction reduction) {
        return new MagFace(s, range, lambda, easy, reduction);
    }
}
