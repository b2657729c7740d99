package io.github.marginloss.internal.row;

import io.github.marginloss.core.Angle;
import io.github.marginloss.core.DD;
import io.github.marginloss.core.ExactMargin;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.PreciseMargin;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.RowSource;

/** The value that replaces the cosine of the target class, sample by sample: the only question to a margin. */
public interface TargetRule {

    /**
     * The target logit, divided by the scale, with its slopes.
     *
     * @param value ψ
     * @param slope ∂ψ/∂θ, θ in radians
     * @param normSlope ∂ψ/∂‖x‖
     */
    record Result(DD value, DD slope, DD normSlope) {}

    /**
     * Returns ψ and its slopes for a sample.
     *
     * @param sample its place in the batch
     * @param label its target class
     * @param angle θ of its feature and its class weight
     * @param norm ‖x‖
     * @return finite numbers
     * @throws IllegalArgumentException if a margin returns a number that is not finite
     */
    Result at(int sample, int label, Angle<DD> angle, Real norm);

    /**
     * Returns the rule of a margin, which sees only the angle. A margin that is not a {@link PreciseMargin} is asked in
     * double; an {@link ExactMargin} is asked for the exact angle where double-double does not tell its branch.
     *
     * @param margin ψ as a function of the angle
     * @param features the rows of the samples. Not modified.
     * @param weights the rows of the classes. Not modified.
     * @return the rule
     */
    static TargetRule of(Margin margin, RowSource features, RowSource weights) {
        return (sample, label, angle, norm) -> {
            double cos = angle.cos().toDouble();
            double sin = angle.sin().toDouble();
            PreciseMargin.Result result;
            if (margin instanceof ExactMargin exact && !exact.isClear(angle)) {
                result = ExactTarget.of(exact, row(features, sample), row(weights, label));
            } else {
                result = margin instanceof PreciseMargin precise
                        ? precise.at(angle)
                        : new PreciseMargin.Result(DD.of(margin.value(cos, sin)), DD.of(margin.slope(cos, sin)));
            }
            requireFinite("value", result.value(), sample, label, angle);
            requireFinite("slope", result.slope(), sample, label, angle);
            return new Result(result.value(), result.slope(), DD.ZERO);
        };
    }

    private static double[] row(RowSource rows, int row) {
        double[] entries = new double[rows.columns()];
        rows.get(row, entries);
        return entries;
    }

    private static void requireFinite(String what, DD result, int sample, int label, Angle<DD> angle) {
        if (!Double.isFinite(result.toDouble())) {
            throw new IllegalArgumentException("margin: " + what + "(cos θ = "
                    + angle.cos().toDouble() + ", sin θ = " + angle.sin().toDouble() + ") is " + result.toDouble()
                    + " for sample " + sample + " of class " + label + ": a finite number expected");
        }
    }
}
