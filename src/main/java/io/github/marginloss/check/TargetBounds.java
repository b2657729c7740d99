package io.github.marginloss.check;

import io.github.marginloss.ArcFace;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.DescribedLoss;
import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.Margin;

/**
 * Bounds on the errors of plain code at the target's angle. The cosine c has the error η, so acos c, or √(1 − c²),
 * belongs to an angle with the error
 *
 * <pre>{@code
 * Δθ = min(2 η / sin θ, 2 √η) + 2 eps (π + m)     the last for m₁θ + m₂: m = m₂/m₁, at most π elsewhere
 * }</pre>
 *
 * <p>which changes ψ and its slope; if a branch point is within Δθ, the code may take the wrong branch. The gradient is
 * ψ′/sin θ times a vector of length sin θ, and both the divisor 1 − c² and the vector have the error η. A margin whose
 * slope is that of the cosine needs no angle and no division.
 *
 * @param value ψ
 * @param slope |ψ′|
 * @param size the largest |ψ|, roughly
 * @param sigma how fast the slope changes relative to its size: σ of grade P
 * @param valueError the error that ψ may have
 * @param slopeError ξ, the error of ∂ψ/∂x̂ in addition to the errors that any cosine has
 * @param growth the larger of 1 and |ψ′|/sin θ, the factor by which the errors of sums grow
 */
record TargetBounds(
        double value, double slope, double size, double sigma, double valueError, double slopeError, double growth) {

    /** Returns the bounds of a target at an angle whose cosine has the error η. */
    static TargetBounds of(DescribedLoss whole, Margin margin, double cos, double sin, double eta, double eps) {
        DescribedLoss loss = whole instanceof LabelSmoothing smoothed ? smoothed.loss() : whole;
        double value = margin.value(cos, sin);
        double slope = margin.slope(cos, sin);
        double size = size(loss, value);
        double theta = Math.atan2(sin, cos);
        double turn = Math.min(2 * eta / sin, 2 * Math.sqrt(eta)) + 2 * eps * (Math.PI + offset(loss));
        double valueError = 4 * eps * size;
        double slopeError = 4 * eps * size * size;
        boolean cosine = isCosine(slope, sin);
        for (double other : new double[] {Math.max(0, theta - turn), Math.min(Math.PI, theta + turn)}) {
            double c = Math.cos(other);
            double s = Math.sin(other);
            valueError = Math.max(valueError, Math.abs(margin.value(c, s) - value) + 4 * eps * size);
            slopeError = Math.max(slopeError, Math.abs(margin.slope(c, s) - slope) + 4 * eps * size * size);
            cosine &= isCosine(margin.slope(c, s), s);
        }
        double sigma = sigma(loss, cos, sin, Math.abs(slope));
        if (cosine) {
            return new TargetBounds(value, Math.abs(slope), size, sigma, valueError, 4 * eps * size, 1);
        }
        double divisor = Math.sqrt(Math.max(sin * sin - 2 * eta, eps / 2));
        // plain code may compute a divisor between these two, or 0 if it clamps
        double largestDivisor = Math.sqrt(sin * sin + 2 * eta);
        double scaled = Math.max(sin / divisor - 1, 1 - sin / largestDivisor);
        double tilt = eta / divisor + (2 * eta < sin * sin ? scaled : Math.max(1, scaled));
        double largest = Math.abs(slope) + slopeError;
        return new TargetBounds(
                value,
                Math.abs(slope),
                size,
                sigma,
                valueError,
                slopeError + largest * tilt,
                Math.max(1, largest / divisor));
    }

    private static boolean isCosine(double slope, double sin) {
        return Math.abs(slope + sin) <= 0x1p-50 * sin;
    }

    private static double size(DescribedLoss loss, double value) {
        return loss instanceof SphereFace sphere ? 2 * sphere.t() + 1 : Math.max(1, Math.abs(value) / 2);
    }

    private static double offset(DescribedLoss loss) {
        return loss instanceof CombinedMargin combined ? combined.m2() / combined.m1() : Math.PI;
    }

    /**
     * σ: 1/|sin(θ + m)| for ArcFace, t²/|dφ/d cos θ| for SphereFace, m₁ over the slope for CombinedMargin, 1 for a
     * cosine, and 1 divided by the slope for any other.
     */
    private static double sigma(DescribedLoss loss, double cos, double sin, double slope) {
        double largest = 0;
        if (loss instanceof SphereFace sphere) {
            largest = Math.pow(sphere.t(), 2) * sin;
        } else if (loss instanceof CombinedMargin combined) {
            largest = combined.m1();
        } else if (loss instanceof ArcFace arc ? isOnTheArc(arc, cos, sin) : !isOfCosine(loss)) {
            largest = 1;
        }
        return sin == 0 || largest == 0 ? 1 : Math.max(1, largest / slope);
    }

    private static boolean isOfCosine(DescribedLoss loss) {
        return loss instanceof CosFace || loss instanceof NormalizedSoftmax;
    }

    private static boolean isOnTheArc(ArcFace arc, double cos, double sin) {
        return switch (arc.extension()) {
            case NONE -> true;
            case EASY -> cos > 0;
            default -> sin * Math.cos(arc.m()) + cos * Math.sin(arc.m()) > 0;
        };
    }
}
