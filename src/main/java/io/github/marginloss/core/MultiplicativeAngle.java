package io.github.marginloss.core;

import io.github.marginloss.internal.Check;
import java.util.Arrays;

/**
 * ψ(θ) = (λ cos θ + φ(θ)) / (1 + λ) with φ(θ) = (−1)<sup>k</sup> cos(tθ) − 2k for θ in [kπ/t, (k+1)π/t].
 *
 * <p>φ falls throughout, from 1 to 1 − 2t: its slope is −t |sin tθ|, which is 0 at the branch points θ = kπ/t. Near
 * these, sin tθ = sin θ U<sub>t−1</sub>(cos θ) keeps its digits, because U is computed in product form,
 * U<sub>t−1</sub>(c) = (2c)<sup>(t even)</sup> Π<sub>k &lt; t/2</sub> 4 (c² − cos²(kπ/t)).
 *
 * @param t the multiplier, an integer ≥ 1
 * @param lambda λ ≥ 0, the weight of the plain cosine
 */
public record MultiplicativeAngle(int t, double lambda) implements ExactMargin {

    /** Beyond this t the product form costs more than it gains, and its factors leave the range of double. */
    private static final int PRODUCT_FORM = 64;

    /** Doubles suffice to determine k if tθ/π is farther than this from a whole number. */
    private static final double NEAR = 1e-5;

    /** The largest t whose branch points are listed. */
    private static final int LISTED = 1 << 16;

    /**
     * Checks the components.
     *
     * @param t at least 1
     * @param lambda finite and ≥ 0
     * @throws IllegalArgumentException if one is out of range
     */
    public MultiplicativeAngle {
        Check.positive("t", t);
        Check.nonNegative("lambda", lambda);
    }

    @Override
    public <N extends Numeric<N>> Psi<N> psi(Angle<N> theta) {
        N cos = theta.cos();
        N[] power = power(theta);
        N chebyshev = t <= PRODUCT_FORM ? product(theta) : power[1];
        long k = branch(theta);
        N phi = ((k & 1) == 0 ? power[0] : power[0].negate()).minus(2.0 * k);
        N weight = cos.constant(1).plus(lambda);
        return new Psi<>(
                cos.times(lambda).plus(phi).dividedBy(weight),
                chebyshev.abs().times(t).plus(lambda).dividedBy(weight),
                cos.constant(0));
    }

    /** The k of φ. At a branch point itself, both branches give the same φ and the same slope. */
    private <N extends Numeric<N>> long branch(Angle<N> theta) {
        double turns = t * (Math.atan2(theta.sin().toDouble(), theta.cos().toDouble()) / Math.PI);
        long nearest = Math.round(turns);
        if (Math.abs(turns - nearest) > NEAR || nearest == 0 || nearest == t) {
            return Math.min((long) turns, t - 1L);
        }
        return isBeyond(theta, nearest) ? nearest : nearest - 1;
    }

    /** Whether θ ≥ kπ/t, for a θ close to kπ/t: compares the squares of the two cosines. */
    private <N extends Numeric<N>> boolean isBeyond(Angle<N> theta, long k) {
        if (2 * k == t) {
            return theta.cos().signum() <= 0;
        }
        int greater = theta.cosSquare().minus(cosSquare(theta.cos(), k)).signum();
        return 2 * k < t ? greater <= 0 : greater >= 0;
    }

    /** cos tθ and sin tθ/sin θ = U_{t−1}(cos θ), by squaring (cos θ + i sin θ)^t. */
    private <N extends Numeric<N>> N[] power(Angle<N> theta) {
        N cos = theta.cos();
        N re = cos.constant(1);
        N u = cos.constant(0);
        for (int bit = Integer.highestOneBit(t); bit > 0; bit >>= 1) {
            N product = re.times(u);
            re = re.times(re).minus(theta.sinSquare().times(u).times(u));
            u = product.plus(product);
            if ((t & bit) != 0) {
                N turned = re.times(cos).minus(theta.sinSquare().times(u));
                u = re.plus(u.times(cos));
                re = turned;
            }
        }
        @SuppressWarnings({"unchecked", "rawtypes"})
        N[] both = (N[]) new Numeric[] {re, u};
        return both;
    }

    /** U_{t−1}(cos θ), as a product over its zeros. */
    private <N extends Numeric<N>> N product(Angle<N> theta) {
        N product = t % 2 == 0 ? theta.cos().times(2) : theta.cos().constant(1);
        for (int k = 1; 2 * k < t; k++) {
            N factor = theta.cosSquare().minus(cosSquare(theta.cos(), k)).times(4);
            product = product.times(factor);
        }
        return product;
    }

    /** cos²(kπ/t), exact where it is rational, so that U is exactly 0 where it should be. */
    private <N extends Numeric<N>> N cosSquare(N like, long k) {
        if (12 * k % t == 0) {
            switch ((int) (12 * k / t)) {
                case 2, 10:
                    return like.constant(0.75);
                case 3, 9:
                    return like.constant(0.5);
                case 4, 8:
                    return like.constant(0.25);
                default:
            }
        }
        N cos = like.pi().times((double) k).dividedBy(t).cos();
        return cos.times(cos);
    }

    /**
     * {@inheritDoc} For this margin they are the angles kπ/t, where the curvature jumps. For t beyond 2<sup>16</sup>
     * they lie so densely that none is listed.
     */
    @Override
    public double[] kinks() {
        double[] kinks = new double[t > LISTED ? 0 : t - 1];
        Arrays.setAll(kinks, k -> (k + 1) * Math.PI / t);
        return kinks;
    }
}
