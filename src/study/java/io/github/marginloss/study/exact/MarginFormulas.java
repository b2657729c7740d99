package io.github.marginloss.study.exact;

import io.github.marginloss.ArcFace.Extension;
import io.github.marginloss.study.exact.Ball.TooWide;
import java.math.BigInteger;

/**
 * The target logit over the scale, ψ, as the papers print it. If no number of digits decides a branch, the two sides of
 * its strict inequality count as equal.
 *
 * @param bits the number of bits of a result
 * @param last whether no higher precision follows
 */
record MarginFormulas(int bits, boolean last) {

    /**
     * ψ(θ), and dψ/d cos θ, which is −ψ′(θ)/sin θ.
     *
     * @param value ψ(θ)
     * @param slope dψ/d cos θ; null at the tip of a cone, where it counts as 0
     */
    record Psi(Ball value, Ball slope) {}

    /** cos θ − m. */
    Psi cosine(Angle angle, Ball m) {
        return new Psi(angle.cos.minus(m), Ball.ONE);
    }

    /** cos(m₁θ + m₂) − m₃. */
    Psi combined(Angle angle, double m1, double m2, double m3) {
        Ball sum = angle.theta().times(Ball.of(m1)).plus(Ball.of(m2));
        Ball slope = angle.isParallel()
                ? null
                : Elementary.sin(sum, 0).times(Ball.of(m1)).dividedBy(angle.sin);
        return new Psi(Elementary.sin(sum, 1).minus(Ball.of(m3)), slope);
    }

    Psi arc(Angle angle, double m, Extension extension) {
        boolean before = switch (extension) {
            case NONE -> true;
            case EASY -> angle.cos.signum() > 0;
            default -> sign(angle.theta().plus(Ball.of(m)).minus(Elementary.pi(bits))) < 0;
        };
        if (before) {
            return combined(angle, 1, m, 0);
        }
        Ball margin = Ball.of(m).at(bits);
        return switch (extension) {
            case LINEAR -> cosine(angle, margin.times(Elementary.sin(margin, 0)));
            case CONTINUOUS -> cosine(angle, Ball.ONE.minus(Elementary.sin(margin, 1)));
            case CLAMP -> new Psi(Ball.of(-1), Ball.ZERO);
            default -> cosine(angle, Ball.ZERO);
        };
    }

    private int sign(Ball difference) {
        try {
            return difference.signum();
        } catch (TooWide e) {
            if (last) {
                return 0;
            }
            throw e;
        }
    }

    /** (λ cos θ + φ(θ))/(1 + λ), φ(θ) = (−1)^k cos tθ − 2k. */
    Psi sphere(Angle angle, int t, double lambda) {
        Ball many = angle.theta().times(Ball.of(t));
        Ball turns = many.dividedBy(Elementary.pi(bits));
        long k = Math.min(floor(turns.end(-1)), t - 1L);
        boolean even = k % 2 == 0;
        Ball cos = Elementary.sin(many, even ? 1 : 3);
        Ball sin = Elementary.sin(many, even ? 0 : 2);
        if (k + 1 < t && floor(turns.end(1)) > k) {
            // covers both branches, which differ by less than δ² in φ and by 2δ in its slope
            Ball width = Ball.of(many.rad.shiftLeft(2), BigInteger.ZERO, many.exponent, bits);
            cos = cos.plusMinus(width.times(width));
            sin = sin.plusMinus(width);
        }
        Ball weight = Ball.of(lambda);
        Ball all = Ball.ONE.plus(weight).at(bits);
        Ball value = weight.times(angle.cos).plus(cos).minus(Ball.of(2.0 * k)).dividedBy(all);
        Ball slope = angle.isParallel()
                ? null
                : weight.plus(sin.times(Ball.of(t)).dividedBy(angle.sin)).dividedBy(all);
        return new Psi(value, slope);
    }

    private static long floor(Ball end) {
        return Math.max(
                0,
                end.mid
                        .shiftRight((int) Math.min(Integer.MAX_VALUE, -end.exponent))
                        .longValueExact());
    }
}
