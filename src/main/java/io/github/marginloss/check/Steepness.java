package io.github.marginloss.check;

import io.github.marginloss.ArcFace;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.DescribedLoss;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.SphereFace;

/** What the tolerances of grade P know of a margin. */
final class Steepness {

    private Steepness() {}

    /** The greatest |ψ|, roughly; value is ψ at the target. */
    static double ofLogits(DescribedLoss loss, double value) {
        return loss instanceof SphereFace sphere ? 2 * sphere.t() + 1 : Math.max(1, Math.abs(value) / 2);
    }

    /** σ: 1/|sin(θ + m)| for ArcFace, t²/|dφ/d cos θ| for SphereFace, m₁ over the slope for CombinedMargin, else 1. */
    static double sigma(DescribedLoss loss, double cos, double sin, double slope) {
        double greatest = 0;
        if (loss instanceof SphereFace sphere) {
            greatest = Math.pow(sphere.t(), 2) * sin;
        } else if (loss instanceof CombinedMargin combined) {
            greatest = combined.m1();
        } else if (loss instanceof MarginSoftmax || loss instanceof ArcFace arc && isOnTheArc(arc, cos, sin)) {
            greatest = 1;
        }
        return sin == 0 || greatest == 0 ? 1 : Math.max(1, greatest / Math.abs(slope));
    }

    private static boolean isOnTheArc(ArcFace arc, double cos, double sin) {
        return switch (arc.extension()) {
            case NONE -> true;
            case EASY -> cos > 0;
            default -> sin * Math.cos(arc.m()) + cos * Math.sin(arc.m()) > 0;
        };
    }
}
