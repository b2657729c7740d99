package io.github.marginloss.core;

import io.github.marginloss.internal.Check;
import java.util.Arrays;

/**
 * ψ(θ) = (λ cos θ + φ(θ)) / (1 + λ) with φ(θ) = (−1)<sup>k</sup> cos(tθ) − 2k for θ in [kπ/t, (k+1)π/t].
 *
 * <p>φ falls throughout, from 1 to 1 − 2t: its slope is −t |sin tθ|, which is 0 at the branch points θ = kπ/t. There
 * sin tθ = sin θ U<sub>t−1</sub>(cos θ) keeps its digits, because U is computed in product form, U<sub>t−1</sub>(c) =
 * (2c)<sup>(t even)</sup> Π<sub>k &lt; t/2</sub> 4 (c² − cos²(kπ/t)).
 *
 * @param t the multiplier, an integer ≥ 1
 * @param lambda λ ≥ 0, the weight of the plain cosine
 */
public record MultiplicativeAngle(int t, double lambda) implements PreciseMargin {

    /** Beyond this t the product form costs more than it gains, and its factors leave the range of double. */
    private static final int PRODUCT_FORM = 64;

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
    public Result at(Angle angle) {
        // φ has a continuous slope: next to a branch point either k gives the same digits
        long k = (long)
                Math.floor(t * (Math.atan2(angle.sin().toDouble(), angle.cos().toDouble()) / Math.PI));
        k = Math.min(k, t - 1L);
        DD[] power = power(angle);
        DD sine = t <= PRODUCT_FORM ? angle.sin().times(chebyshev(angle)) : power[1];
        DD phi = ((k & 1) == 0 ? power[0] : power[0].negate()).minus(2.0 * k);
        DD phiSlope = sine.abs().times(-t);
        DD weight = DD.sum(1, lambda);
        return new Result(
                angle.cos().times(lambda).plus(phi).dividedBy(weight),
                phiSlope.minus(angle.sin().times(lambda)).dividedBy(weight));
    }

    /** cos tθ and sin tθ, from (cos θ + i sin θ)^t by repeated squaring. */
    private DD[] power(Angle angle) {
        DD re = DD.ONE;
        DD im = DD.ZERO;
        for (int bit = Integer.highestOneBit(t); bit > 0; bit >>= 1) {
            DD product = re.times(im);
            re = re.times(re).minus(im.times(im));
            im = product.plus(product);
            if ((t & bit) != 0) {
                DD turned = re.times(angle.cos()).minus(im.times(angle.sin()));
                im = re.times(angle.sin()).plus(im.times(angle.cos()));
                re = turned;
            }
        }
        return new DD[] {re, im};
    }

    /** U_{t−1}(cos θ). */
    private DD chebyshev(Angle angle) {
        DD product = t % 2 == 0 ? angle.cos().times(2) : DD.ONE;
        for (int k = 1; 2 * k < t; k++) {
            product = product.times(angle.cosSquare().minus(cosSquare(k)).times(4));
        }
        return product;
    }

    /** cos²(kπ/t), exact where it is rational, so that U is exactly 0 where it should be. */
    private DD cosSquare(int k) {
        if (12L * k % t == 0) {
            switch ((int) (12L * k / t)) {
                case 2:
                    return DD.of(0.75);
                case 3:
                    return DD.of(0.5);
                case 4:
                    return DD.of(0.25);
                default:
            }
        }
        DD cos = DD.PI.times(k).dividedBy(t).cos();
        return cos.times(cos);
    }

    /**
     * {@inheritDoc} Here they are all kπ/t, where the curvature jumps. For t beyond 2<sup>16</sup>, whose kinks are
     * everywhere, none is listed.
     */
    @Override
    public double[] kinks() {
        double[] kinks = new double[t > LISTED ? 0 : t - 1];
        Arrays.setAll(kinks, k -> (k + 1) * Math.PI / t);
        return kinks;
    }
}
