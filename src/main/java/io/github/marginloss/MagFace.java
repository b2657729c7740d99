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
 * <p>The gradient flows through m and g to ‖x‖ while la &lt; ‖x‖ &lt; ua, so there ∂L/∂x is not orthogonal to x. At la,
 * at ua and outside that range, no gradient flows through the norm. With lm = um and λ = 0 it is {@link ArcFace} with
 * that margin. With a single class, only λ g remains.
 *
 * <p>The published code applies the margin only while cos θ > 0, with z<sub>y</sub> jumping up by s sin m(a) at π/2;
 * {@link #withEasyMargin} does the same.
 *
 * <p>Meng et al., MagFace: A Universal Representation for Face Recognition and Quality Assessment, 2021, eq. 3 to 6.
 * Defaults s = 64, la = 10, ua = 110, lm = 0.45, um = 0.8, λ = 35.
 *
 * <p>{@linkplain io.github.marginloss Accuracy}: R = s and σ = 1/|sin(θ + m(a))|.
 *
 * @param s the scale, > 0
 * @param range the norms and their margins
 * @param lambda λ ≥ 0, the weight of g; {@link #leastLambda leastLambda} returns the smallest λ that keeps norms from
 *     falling to la
 * @param easy whether z<sub>y</sub> is s cos θ where cos θ ≤ 0
 * @param reduction how the sample losses are reduced
 */
public record MagFace(double s, Range range, double lambda, boolean easy, Reduction reduction) implements HeadLoss {

    /**
     * Norms from la to ua, and margins from lm to um.
     *
     * @param la the smallest norm, ≥ 1e-200
     * @param ua the largest norm, from la to 1e200
     * @param lm the margin of the smallest norm in radians, 0 ≤ lm ≤ um
     * @param um the margin of the largest norm in radians, um ≤ π
     */
    public record Range(double la, double ua, double lm, double um) implements Serializable {
        /**
         * Checks the components.
         *
         * @param la ≥ 1e-200
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

    /** Creates a loss with the published range, s = 64, λ = 35 and the mean over the batch. */
    public MagFace() {
        this(64, Range.published(), 35);
    }

    /**
     * Creates a loss with the mean over the batch.
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
     * Creates a loss without the easy margin.
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
     * Creates a loss with the mean over the batch.
     *
     * @param s the scale, > 0
     * @param range the norms and their margins
     * @param lambda λ ≥ 0
     * @param easy whether z<sub>y</sub> is s cos θ where cos θ ≤ 0
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

    /** {@return the same loss with z<sub>y</sub> = s cos θ where cos θ ≤ 0, as in the published code} */
    public MagFace withEasyMargin() {
        return new MagFace(s, range, lambda, true, reduction);
    }

    /**
     * Returns the smallest λ for which shrinking a norm towards la cannot lower the loss of its sample: s K ua²
     * la²/(ua² − la²), with K = (um − lm)/(ua − la). A smaller norm has a smaller margin, which lowers the loss by at
     * most s K per unit of norm; at la, λ g rises by λ (1/la² − 1/ua²) per unit. With a smaller λ, all norms may end at
     * la (Meng et al. 2021, appendix). The published range needs 22.59, but the default of the published program is 20.
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
        // ua² la²/(ua² − la²) = la²/(1 − (la/ua)²)
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
