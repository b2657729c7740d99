package io.github.marginloss.study.decimal;

import io.github.marginloss.core.AdditiveAngle;
import io.github.marginloss.core.AdditiveCosine;
import io.github.marginloss.core.CombinedAngle;
import io.github.marginloss.core.ConstantCosine;
import io.github.marginloss.core.EasyAngle;
import io.github.marginloss.core.ExtendedAngle;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.MultiplicativeAngle;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/**
 * A margin as the papers print it, at an angle.
 *
 * @param value ψ(θ)
 * @param slope ψ′(θ)
 */
record DecimalMargin(Apfloat value, Apfloat slope) {

    /** Only the other evaluator decides an angle this close to a branch point. */
    private static final Apfloat NEAR = new Apfloat("1e-50", 20);

    static DecimalMargin of(Margin margin, Apfloat theta) {
        long digits = theta.precision();
        if (margin instanceof AdditiveCosine cosine) {
            return cosine(theta, number(cosine.m(), digits));
        }
        if (margin instanceof AdditiveAngle angle) {
            return angle(theta, 1, angle.m(), 0);
        }
        if (margin instanceof CombinedAngle combined) {
            return angle(theta, combined.m1(), combined.m2(), combined.m3());
        }
        if (margin instanceof ConstantCosine constant) {
            return new DecimalMargin(number(constant.value(), digits), Apfloat.ZERO);
        }
        if (margin instanceof MultiplicativeAngle multiple) {
            return multiple(theta, multiple.t(), number(multiple.lambda(), digits));
        }
        if (margin instanceof EasyAngle easy) {
            Apfloat half = ApfloatMath.pi(digits).divide(new Apfloat(2, digits));
            return isBelow(theta, half) ? angle(theta, 1, easy.angle().m(), 0) : cosine(theta, Apfloat.ZERO);
        }
        return extended((ExtendedAngle) margin, theta);
    }

    private static Apfloat number(double value, long digits) {
        return Decimals.exact(value).precision(digits);
    }

    private static DecimalMargin cosine(Apfloat theta, Apfloat m) {
        return new DecimalMargin(
                Decimals.minus(ApfloatMath.cos(theta), m),
                ApfloatMath.sin(theta).negate());
    }

    /** cos(m₁θ + m₂) − m₃. */
    private static DecimalMargin angle(Apfloat theta, double m1, double m2, double m3) {
        long digits = theta.precision();
        Apfloat factor = number(m1, digits);
        Apfloat sum = factor.multiply(theta).add(number(m2, digits));
        return new DecimalMargin(
                Decimals.minus(ApfloatMath.cos(sum), number(m3, digits)),
                ApfloatMath.sin(sum).multiply(factor).negate());
    }

    /** (λ cos θ + φ(θ))/(1 + λ), φ(θ) = (−1)^k cos tθ − 2k. */
    private static DecimalMargin multiple(Apfloat theta, int t, Apfloat lambda) {
        long digits = theta.precision();
        Apfloat times = new Apfloat(t, digits);
        Apfloat many = times.multiply(theta);
        long k = Math.min(many.divide(ApfloatMath.pi(digits)).longValue(), t - 1L);
        Apfloat sign = new Apfloat(k % 2 == 0 ? 1 : -1, digits);
        Apfloat all = new Apfloat(1, digits).add(lambda);
        Apfloat phi = sign.multiply(ApfloatMath.cos(many)).subtract(new Apfloat(2 * k, digits));
        Apfloat slope = sign.multiply(ApfloatMath.sin(many)).multiply(times);
        return new DecimalMargin(
                lambda.multiply(ApfloatMath.cos(theta)).add(phi).divide(all),
                lambda.multiply(ApfloatMath.sin(theta)).add(slope).divide(all).negate());
    }

    private static DecimalMargin extended(ExtendedAngle extended, Apfloat theta) {
        AdditiveAngle angle = extended.angle();
        long digits = theta.precision();
        Apfloat m = number(angle.m(), digits);
        if (isBelow(theta.add(m), ApfloatMath.pi(digits))) {
            return angle(theta, 1, angle.m(), 0);
        }
        if (extended.equals(ExtendedAngle.clamped(angle))) {
            return new DecimalMargin(new Apfloat(-1, digits), Apfloat.ZERO);
        }
        boolean linear = extended.equals(ExtendedAngle.linear(angle));
        return cosine(
                theta, linear ? m.multiply(ApfloatMath.sin(m)) : new Apfloat(1, digits).subtract(ApfloatMath.cos(m)));
    }

    private static boolean isBelow(Apfloat angle, Apfloat branch) {
        Apfloat distance = branch.subtract(angle);
        if (ApfloatMath.abs(distance).compareTo(NEAR) < 0) {
            throw new ArithmeticException("an angle too close to a branch point");
        }
        return distance.signum() > 0;
    }
}
