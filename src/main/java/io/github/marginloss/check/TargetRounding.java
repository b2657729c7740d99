package io.github.marginloss.check;

import io.github.marginloss.core.Margin;

/**
 * What plain code loses at the target's angle. Its cosine c is off by η, so that acos c, or √(1 − c²), is an angle off by
 *
 * <pre>{@code
 * Δ = min(2 η / sin θ, 2 √η)
 * }</pre>
 *
 * <p>which moves ψ and its slope; a branch within Δ may be the wrong one. The gradient is ψ′/sin θ times a vector of
 * length sin θ, and both the divisor, 1 − c², and the vector are off by η. A margin whose slope is that of the cosine
 * needs no angle, and divides by nothing.
 *
 * @param value by how much ψ may be off
 * @param gradient by how much ∂ψ/∂x̂ may be off, beyond the η of any cosine's
 */
record TargetRounding(double value, double gradient) {

    /**
     * Of one target.
     *
     * @param cos cos θ
     * @param sin sin θ
     * @param eta the error of a cosine, η
     * @param eps that of the precision
     * @param size the greatest |ψ|, with which the errors of its own formula grow
     */
    static TargetRounding of(Margin margin, double cos, double sin, double eta, double eps, double size) {
        double theta = Math.atan2(sin, cos);
        double turn = Math.min(2 * eta / sin, 2 * Math.sqrt(eta));
        double value = margin.value(cos, sin);
        double slope = margin.slope(cos, sin);
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
        double divisor = Math.sqrt(Math.max(sin * sin - 2 * eta, eps / 2));
        double tilt = eta / divisor + Math.abs(sin / divisor - 1);
        return new TargetRounding(
                valueError, cosine ? 4 * eps * size : slopeError + (Math.abs(slope) + slopeError) * tilt);
    }

    private static boolean isCosine(double slope, double sin) {
        return Math.abs(slope + sin) <= 0x1p-50 * sin;
    }
}
