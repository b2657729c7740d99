package io.github.marginloss.core;

/**
 * ψ(θ) = (λ cos θ + φ(θ)) / (1 + λ) with φ(θ) = (−1)<sup>k</sup> cos(tθ) − 2k for θ in [kπ/t, (k+1)π/t].
 *
 * <p>φ falls all the way: its slope is −t |sin tθ|, which is 0 at the branch points θ = kπ/t.
 *
 * @param t the multiplier, an integer ≥ 1
 * @param lambda λ ≥ 0, the weight of the plain cosine
 */
public record MultiplicativeAngle(int t, double lambda) implements PreciseMargin {

    @Override
    public Result at(DD cos, DD sin) {
        // De Moivre, by repeated squaring: (cos θ + i sin θ)^t
        DD re = DD.ONE;
        DD im = DD.ZERO;
        for (int bit = Integer.highestOneBit(t); bit > 0; bit >>= 1) {
            DD square = re.times(im);
            re = re.times(re).minus(im.times(im));
            im = square.plus(square);
            if ((t & bit) != 0) {
                DD turned = re.times(cos).minus(im.times(sin));
                im = re.times(sin).plus(im.times(cos));
                re = turned;
            }
        }
        // φ has a continuous slope: at a branch point either k gives the same digits
        long k = (long) Math.floor(t * (Math.atan2(sin.toDouble(), cos.toDouble()) / Math.PI));
        k = Math.min(k, t - 1L);
        DD phi = ((k & 1) == 0 ? re : re.negate()).minus(2.0 * k);
        DD phiSlope = im.abs().times(-t);
        DD weight = DD.sum(1, lambda);
        return new Result(
                cos.times(lambda).plus(phi).dividedBy(weight),
                phiSlope.minus(sin.times(lambda)).dividedBy(weight));
    }
}
