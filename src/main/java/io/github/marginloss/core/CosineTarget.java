package io.github.marginloss.core;

/**
 * A sample's target class, in double-double: its logit, and what the gradients need of its angle.
 *
 * @param logit z_y = r ψ(θ)
 * @param value ψ(θ)
 * @param slope dψ/dθ
 * @param tangent the unit tangent t at x̂ towards ŵ_y; zero where there is none
 * @param sine sin θ; 0 where there is no tangent
 * @param cosine cos θ
 */
record CosineTarget(Real logit, DD value, double slope, double[] tangent, double sine, double cosine) {

    /** A slope or value of more bits than this, times a sum of exponentials, might overflow. */
    private static final int STEEP = 300;

    /**
     * Takes the margin at an angle.
     *
     * @param margin ψ
     * @param r the scale
     * @param angle θ with its tangent
     */
    static CosineTarget of(Margin margin, Real r, Tangent angle) {
        PreciseMargin.Result at = at(margin, angle.angle());
        return new CosineTarget(
                r.times(Real.of(at.value(), 0)),
                at.value(),
                at.slope().toDouble(),
                angle.unit.clone(),
                angle.sine(),
                angle.cos.toDouble());
    }

    private static PreciseMargin.Result at(Margin margin, Angle angle) {
        double cos = angle.cos().toDouble();
        double sin = angle.sin().toDouble();
        PreciseMargin.Result result = margin instanceof PreciseMargin precise
                ? precise.at(angle)
                : new PreciseMargin.Result(DD.of(margin.value(cos, sin)), DD.of(margin.slope(cos, sin)));
        requireFinite("value", result.value(), cos, sin);
        requireFinite("slope", result.slope(), cos, sin);
        return result;
    }

    private static void requireFinite(String what, DD result, double cos, double sin) {
        if (!Double.isFinite(result.toDouble())) {
            throw new IllegalArgumentException("margin: " + what + "(" + cos + ", " + sin + ") is " + result.toDouble()
                    + ": a finite number expected");
        }
    }

    /** Writes the unit tangent u at ŵ_y towards x̂; zero where there is none. The target may be the unit row x̂. */
    void classTangent(double[] unitRow, double[] target) {
        Tangent.atClass(sine, cosine, unitRow, tangent, target);
    }

    /** The bits by which the slope is beyond anything ordinary. */
    int steepness() {
        return beyond(slope);
    }

    /** The bits by which slope or value are, both of which enter ∂X with the norm as scale. */
    int steepnessByNorm() {
        return Math.max(beyond(slope), beyond(value.toDouble()));
    }

    private static int beyond(double size) {
        return Math.max(0, Powers.exponent(Math.abs(size)) - STEEP);
    }
}
