package io.github.marginloss.study.measure;

import io.github.marginloss.ArcFace;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.SphereFace;

/** The properties of a margin on which the tolerances of the golden cases depend. */
final class Steepness {

    private Steepness() {}

    /** The largest |ψ|, roughly. */
    static double ofLogits(HeadLoss loss) {
        return loss instanceof SphereFace sphere ? 2 * sphere.t() + 1 : 1;
    }

    /**
     * σ: 1/|sin(θ + m)| for ArcFace, t²/|dφ/d cos θ| for SphereFace, m₁ divided by the slope for CombinedMargin, else
     * 1.
     */
    static double sigma(HeadLoss loss, Angles angle, double slope) {
        double largest = 0;
        if (loss instanceof SphereFace sphere) {
            largest = Math.pow(sphere.t(), 2) * angle.sin();
        } else if (loss instanceof CombinedMargin combined) {
            largest = combined.m1();
        } else if (loss instanceof MarginSoftmax || loss instanceof ArcFace arc && isOnTheArc(arc, angle)) {
            largest = 1;
        }
        return angle.sin() == 0 || largest == 0 ? 1 : Math.max(1, largest / slope);
    }

    private static boolean isOnTheArc(ArcFace arc, Angles angle) {
        return switch (arc.extension()) {
            case NONE -> true;
            case EASY -> angle.cos() > 0;
            default -> angle.sin() * Math.cos(arc.m()) + angle.cos() * Math.sin(arc.m()) > 0;
        };
    }
}
