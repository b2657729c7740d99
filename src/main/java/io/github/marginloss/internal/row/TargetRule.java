package io.github.marginloss.internal.row;

import io.github.marginloss.core.Angle;
import io.github.marginloss.core.DD;
import io.github.marginloss.core.ExactMargin;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.MarginRule;
import io.github.marginloss.core.NormMargin;
import io.github.marginloss.core.NormMargin.AtNorm;
import io.github.marginloss.core.PreciseMargin;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.RowSource;

/** The value that replaces the cosine of the target class, sample by sample: the only question to a margin or its rule. */
public interface TargetRule {

    /**
     * The target logit, divided by the scale, with its slopes.
     *
     * @param value ψ
     * @param slope ∂ψ/∂θ, θ in radians
     * @param byLogNorm ∂ψ/∂ log ‖x‖
     * @param penalty what the loss of the sample has beside its cross-entropy
     * @param penaltySlope its derivative by log ‖x‖
     */
    record Result(DD value, DD slope, DD byLogNorm, Real penalty, Real penaltySlope) {

        /** What depends on the angle alone. */
        Result(DD value, DD slope) {
            this(value, slope, DD.ZERO, Real.ZERO, Real.ZERO);
        }
    }

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
     * Returns the rule of a margin. One that is not a {@link PreciseMargin} is asked in double; an {@link ExactMargin} is
     * asked for the exact angle where double-double does not tell its branch.
     *
     * @param margin ψ, or which ψ a sample gets
     * @param features the rows of the samples. Not modified.
     * @param weights the rows of the classes. Not modified.
     * @return the rule
     */
    static TargetRule of(MarginRule margin, RowSource features, RowSource weights) {
        if (margin instanceof NormMargin byNorm) {
            return (sample, label, angle, norm) -> at(byNorm, sample, label, angle, norm, features, weights);
        }
        return (sample, label, angle, norm) -> {
            Margin own = margin instanceof Margin same ? same : of(margin, sample, label, norm, features);
            Result result = at(own, sample, label, angle, features, weights);
            requireFinite("value", result.value(), sample, label, angle);
            requireFinite("slope", result.slope(), sample, label, angle);
            return result;
        };
    }

    /**
     * Asks a rule for the margin of a sample.
     *
     * @param rule the rule
     * @param sample its place in the batch
     * @param label its target class
     * @param norm ‖x‖ in double-double
     * @param features the rows of the samples. Not modified.
     * @return the margin
     * @throws IllegalArgumentException if the rule returns null
     */
    static Margin of(MarginRule rule, int sample, int label, Real norm, RowSource features) {
        double rounded = FeatureNorm.rounded(norm, features, sample);
        Margin margin = rule.margin(sample, label, rounded);
        if (margin == null) {
            throw new IllegalArgumentException("margin: null for sample " + sample + " of class " + label + ", ‖x‖ = "
                    + rounded + ": a margin expected");
        }
        return margin;
    }

    private static Result at(
            NormMargin margin,
            int sample,
            int label,
            Angle<DD> angle,
            Real norm,
            RowSource features,
            RowSource weights) {
        AtNorm<DD> exact =
                margin.isClear(angle, norm) ? null : ExactTarget.of(margin, row(features, sample), row(weights, label));
        DD a = norm.exponent() > Double.MAX_EXPONENT - 1 ? DD.of(0x1p1023) : norm.toDD(0);
        AtNorm<DD> at = exact == null ? margin.at(angle, a) : exact;
        Real weight = Real.of(margin.weight());
        Result result = new Result(
                at.psi().value(),
                at.psi().slope(angle),
                at.byLogNorm(),
                weight.times(finite("penalty", at.penalty(), sample, label, angle)),
                weight.times(finite("slope of the penalty", at.penaltySlope(), sample, label, angle)));
        requireFinite("value", result.value(), sample, label, angle);
        requireFinite("slope", result.slope(), sample, label, angle);
        requireFinite("slope by the norm", result.byLogNorm(), sample, label, angle);
        return result;
    }

    private static Real finite(String what, DD number, int sample, int label, Angle<DD> angle) {
        requireFinite(what, number, sample, label, angle);
        return Real.of(number, 0);
    }

    private static Result at(
            Margin margin, int sample, int label, Angle<DD> angle, RowSource features, RowSource weights) {
        PreciseMargin.Result result;
        if (margin instanceof ExactMargin exact && !exact.isClear(angle)) {
            result = ExactTarget.of(exact, row(features, sample), row(weights, label));
        } else if (margin instanceof PreciseMargin precise) {
            result = precise.at(angle);
        } else {
            double cos = angle.cos().toDouble();
            double sin = angle.sin().toDouble();
            result = new PreciseMargin.Result(DD.of(margin.value(cos, sin)), DD.of(margin.slope(cos, sin)));
        }
        return new Result(result.value(), result.slope());
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
