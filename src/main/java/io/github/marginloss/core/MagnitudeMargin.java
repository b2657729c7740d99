package io.github.marginloss.core;

import io.github.marginloss.internal.Check;

/**
 * MagFace's margin, which grows with the norm of the feature, and MagFace's penalty, which pulls norms away from 0.
 * With a = ‖x‖ clamped to [la, ua],
 *
 * <pre>{@code
 * m(a) = lm + (um − lm)/(ua − la) · (a − la),   ψ(θ, a) = cos(θ + m(a)),   λ g(a) = λ (a/ua² + 1/a)
 * }</pre>
 *
 * <p>The gradient flows through m and g only while la &lt; ‖x‖ &lt; ua.
 *
 * @param la the smallest norm, ≥ 1e-200
 * @param ua the largest norm, from la to 1e200
 * @param lm the margin at la in radians, 0 ≤ lm ≤ um
 * @param um the margin at ua in radians, um ≤ π
 * @param lambda λ ≥ 0
 * @param easy whether the margin applies only while cos θ > 0, with ψ = cos θ otherwise
 */
public record MagnitudeMargin(double la, double ua, double lm, double um, double lambda, boolean easy)
        implements NormMargin {

    private static final double SMALLEST = 1e-200;
    private static final double LARGEST = 1e200;

    /** A number this close to 0, or relatively this close to a limit, may differ from it by rounding alone. */
    private static final double CLEAR = 0x1p-90;

    /**
     * Checks the components.
     *
     * @param la from 1e-200 to 1e200
     * @param ua from la to 1e200
     * @param lm in radians, 0 ≤ lm ≤ um
     * @param um in radians, um ≤ π
     * @param lambda finite, ≥ 0
     * @param easy any
     * @throws IllegalArgumentException if one is out of range
     */
    public MagnitudeMargin {
        Check.between("la", la, SMALLEST, LARGEST);
        Check.between("ua", ua, SMALLEST, LARGEST);
        Check.angle("lm", lm);
        Check.angle("um", um);
        Check.nonNegative("lambda", lambda);
        Check.ordered("la", la, "ua", ua);
        Check.ordered("lm", lm, "um", um);
    }

    @Override
    public <N extends Numeric<N>> AtNorm<N> at(Angle<N> theta, N norm) {
        N zero = norm.constant(0);
        int low = norm.minus(la).signum();
        int high = norm.minus(ua).signum();
        boolean inside = low > 0 && high < 0;
        N a = inside ? norm : norm.constant(low <= 0 ? la : ua);
        N growth = lm == um || !inside
                ? zero
                : norm.constant(um).minus(lm).dividedBy(norm.constant(ua).minus(la));
        N angle = inside ? growth.times(a.minus(la)).plus(lm) : norm.constant(low <= 0 ? lm : um);
        N penalty = zero;
        N penaltySlope = zero;
        if (lambda != 0) {
            N share = a.dividedBy(ua).dividedBy(ua);
            N inverse = norm.constant(1).dividedBy(a);
            penalty = share.plus(inverse);
            penaltySlope = inside ? share.minus(inverse) : zero;
        }
        if (easy && theta.cos().signum() <= 0) {
            ExactMargin.Psi<N> plain = new ExactMargin.Psi<>(theta.cos(), norm.constant(1), zero);
            return new AtNorm<>(plain, zero, penalty, penaltySlope);
        }
        N cosM = angle.cos();
        N sinM = angle.sin();
        N value = theta.cos().times(cosM).minus(theta.sin().times(sinM));
        N sine = theta.sin().times(cosM).plus(theta.cos().times(sinM));
        N byLogNorm = inside && !growth.isZero() ? sine.times(growth.times(a)).negate() : zero;
        ExactMargin.Psi<N> psi =
                new ExactMargin.Psi<>(value, cosM, theta.cos().times(sinM).negate());
        return new AtNorm<>(psi, byLogNorm, penalty, penaltySlope);
    }

    @Override
    public boolean isClear(Angle<DD> theta, Real norm) {
        return (!easy || Math.abs(theta.cos().hi()) > CLEAR) && isClear(norm, la) && isClear(norm, ua);
    }

    private static boolean isClear(Real norm, double limit) {
        Real apart = norm.minus(Real.of(limit)).dividedBy(Real.of(limit));
        return Math.abs(apart.toDouble()) > CLEAR;
    }

    @Override
    public double weight() {
        return lambda;
    }

    /** {@inheritDoc} Its angle is m(‖x‖), rounded to nearest or nearly so. */
    @Override
    public Margin margin(int sample, int label, double norm) {
        double m = norm <= la ? lm : norm >= ua ? um : lm + (um - lm) / (ua - la) * (norm - la);
        AdditiveAngle angle = new AdditiveAngle(Math.max(lm, Math.min(um, m)));
        return easy ? new EasyAngle(angle) : angle;
    }
}
