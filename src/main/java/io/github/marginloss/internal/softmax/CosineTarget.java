package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.PowersOfTwo;
import io.github.marginloss.internal.row.Tangent;
import io.github.marginloss.internal.row.TargetRule;

/**
 * The target class of a sample: its logit, and the properties of its angle that the gradients need.
 *
 * @param logit z_y = r ψ(θ)
 * @param value ψ(θ)
 * @param slope ∂ψ/∂θ
 * @param radial ∂ψ/∂ log ‖x‖
 * @param tangent the unit tangent t at x̂ towards ŵ_y; zero if there is none
 * @param sine sin θ; 0 if there is no tangent
 * @param cosine cos θ
 * @param penalty what the sample loses beside its cross-entropy
 * @param penaltySlope its derivative by log ‖x‖
 */
record CosineTarget(
        Real logit,
        DD value,
        double slope,
        double radial,
        double[] tangent,
        double sine,
        double cosine,
        Real penalty,
        Real penaltySlope) {

    /** A slope or value with a larger binary exponent, times a sum of exponentials, might overflow. */
    private static final int STEEP = 300;

    /**
     * Keeps what a margin has answered.
     *
     * @param at the answer
     * @param r the scale
     * @param angle θ with its tangent
     */
    static CosineTarget of(TargetRule.Result at, Real r, Tangent angle) {
        return new CosineTarget(
                r.times(Real.of(at.value(), 0)),
                at.value(),
                at.slope().toDouble(),
                at.byLogNorm().toDouble(),
                angle.unit().clone(),
                angle.sine(),
                angle.angle().cos().toDouble(),
                at.penalty(),
                at.penaltySlope());
    }

    /** Writes the unit tangent u at ŵ_y towards x̂; zero if there is none. The target may be the unit row x̂. */
    void classTangent(double[] unitRow, double[] target) {
        Tangent.atClass(sine, cosine, unitRow, tangent, target);
    }

    /** The number of bits by which a slope exceeds the ordinary range. */
    int steepness() {
        return Math.max(beyond(slope), beyond(radial));
    }

    /** The same for slopes and value, all of which enter ∂L/∂X if the norm is the scale. */
    int steepnessByNorm() {
        return Math.max(steepness(), beyond(value.toDouble()));
    }

    private static int beyond(double size) {
        return Math.max(0, PowersOfTwo.exponent(Math.abs(size)) - STEEP);
    }
}
