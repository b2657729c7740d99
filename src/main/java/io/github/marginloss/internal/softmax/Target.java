package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.Angle;
import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.PowersOfTwo;
import io.github.marginloss.internal.row.Tangent;
import io.github.marginloss.internal.row.TargetRule;
import java.io.Serializable;

/**
 * The results for a sample that only the process with its target class can compute: the target logit, and for a cosine
 * head the numbers of the target angle that the gradients need.
 *
 * @param logit z_y; for a cosine head, r ψ(θ)
 * @param value ψ(θ)
 * @param slope ∂ψ/∂θ
 * @param radial ∂ψ/∂ log ‖x‖
 * @param sine sin θ; 0 if there is no tangent
 * @param cosine cos θ
 * @param penalty the term that the sample's loss has in addition to its cross-entropy
 * @param penaltySlope the derivative of the penalty with respect to log ‖x‖
 */
record Target(
        Real logit, DD value, double slope, double radial, double sine, double cosine, Real penalty, Real penaltySlope)
        implements Serializable {

    /** A slope or value with a larger binary exponent, times a sum of exponentials, might overflow. */
    private static final int STEEP = 300;

    /** The target of a linear head. */
    static Target of(Real logit) {
        return new Target(logit, DD.ZERO, 0, 0, 0, 0, Real.ZERO, Real.ZERO);
    }

    /**
     * Keeps the results of a margin.
     *
     * @param at the results
     * @param r the scale
     * @param tangent θ with its tangent
     */
    static Target of(TargetRule.Result at, Real r, Tangent tangent) {
        Angle<DD> angle = tangent.angle();
        return new Target(
                r.times(Real.of(at.value(), 0)),
                at.value(),
                at.slope().toDouble(),
                at.byLogNorm().toDouble(),
                tangent.sine(),
                angle.cos().toDouble(),
                at.penalty(),
                at.penaltySlope());
    }

    /** The number of bits by which a slope exceeds the ordinary range. */
    int steepness() {
        return Math.max(beyond(slope), beyond(radial));
    }

    /** The same for the slopes and the value, which all enter ∂L/∂X if the norm is the scale. */
    int steepnessByNorm() {
        return Math.max(steepness(), beyond(value.toDouble()));
    }

    private static int beyond(double size) {
        return Math.max(0, PowersOfTwo.exponent(Math.abs(size)) - STEEP);
    }

    /** {@return whether nothing is missing or NaN} */
    boolean isSound() {
        boolean present = logit != null && value != null && penalty != null && penaltySlope != null;
        return present
                && Arrived.areFinite(value.hi(), value.lo(), slope, radial, sine, cosine)
                && Arrived.areNumbers(logit, penalty, penaltySlope);
    }
}
