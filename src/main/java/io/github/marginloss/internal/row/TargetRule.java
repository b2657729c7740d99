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
import java.util.function.Supplier;

/**
 * Computes the value that replaces the cosine of the target class, sample by sample. Only this code calls a margin or
 * its rule.
 */
public interface TargetRule {

    /**
     * The target logit, divided by the scale, with its slopes.
     *
     * @param value ψ
     * @param slope ∂ψ/∂θ, θ in radians
     * @param byLogNorm ∂ψ/∂ log ‖x‖
     * @param penalty the term that the sample's loss has in addition to its cross-entropy
     * @param penaltySlope the derivative of the penalty with respect to log ‖x‖
     */
    record Result(DD value, DD slope, DD byLogNorm, Real penalty, Real penaltySlope) {

        /** Creates the result of a margin that depends on the angle alone. */
        Result(DD value, DD slope) {
            this(value, slope, DD.ZERO, Real.ZERO, Real.ZERO);
        }
    }

    /**
     * Returns ψ and its slopes for a sample.
     *
     * @param sample its place in the batch
     * @param label its target class
     * @param row the row of that class's weight
     * @param angle θ of its feature and its class weight
     * @param norm ‖x‖
     * @return finite numbers
     * @throws IllegalArgumentException if a margin returns a number that is not finite
     */
    Result at(int sample, int label, int row, Angle<DD> angle, Real norm);

    /**
     * Returns the rule of a margin. A margin that is not a {@link PreciseMargin} is evaluated in double. An {@link
     * ExactMargin} is evaluated at the exact angle if double-double does not determine its branch.
     *
     * @param margin ψ, or the rule that gives each sample its ψ
     * @param features the rows of the samples. Not modified.
     * @param weights the rows of the classes. Not modified.
     * @return the rule
     */
    static TargetRule of(MarginRule margin, RowSource features, RowSource weights) {
        return (sample, label, row, angle, norm) -> {
            Pair pair = new Pair(sample, label, angle, () -> row(features, sample), () -> row(weights, row));
            if (margin instanceof NormMargin byNorm) {
                return at(byNorm, pair, norm);
            }
            Margin own = margin instanceof Margin same ? same : of(margin, sample, label, norm, features);
            Result result = at(own, pair);
            pair.requireFinite("value", result.value());
            pair.requireFinite("slope", result.slope());
            return result;
        };
    }

    /** A sample and its target class, with their rows for margins that need them. */
    record Pair(int sample, int label, Angle<DD> angle, Supplier<double[]> feature, Supplier<double[]> weight) {

        private DD requireFinite(String what, DD result) {
            if (!Double.isFinite(result.toDouble())) {
                throw new IllegalArgumentException("margin: " + what + "(cos θ = "
                        + angle.cos().toDouble() + ", sin θ = " + angle.sin().toDouble() + ") is " + result.toDouble()
                        + " for sample " + sample + " of class " + label + ": a finite number expected");
            }
            return result;
        }
    }

    /**
     * Returns the margin that a rule gives a sample.
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
            throw new IllegalArgumentException("margin: the rule returned null for sample " + sample + " of class "
                    + label + ", ‖x‖ = " + rounded + ": a margin expected");
        }
        return margin;
    }

    private static Result at(NormMargin margin, Pair pair, Real norm) {
        AtNorm<DD> exact =
                margin.isClear(pair.angle, norm) ? null : ExactTarget.of(margin, pair.feature.get(), pair.weight.get());
        DD a = norm.exponent() > Double.MAX_EXPONENT - 1 ? DD.of(0x1p1023) : norm.toDD(0);
        AtNorm<DD> at = exact == null ? margin.at(pair.angle, a) : exact;
        Real weight = Real.of(margin.weight());
        DD penalty = pair.requireFinite("penalty", at.penalty());
        DD penaltySlope = pair.requireFinite("slope of the penalty", at.penaltySlope());
        return new Result(
                pair.requireFinite("value", at.psi().value()),
                pair.requireFinite("slope", at.psi().slope(pair.angle)),
                pair.requireFinite("slope with respect to the norm", at.byLogNorm()),
                weight.times(Real.of(penalty, 0)),
                weight.times(Real.of(penaltySlope, 0)));
    }

    private static Result at(Margin margin, Pair pair) {
        PreciseMargin.Result result;
        if (margin instanceof ExactMargin exact && !exact.isClear(pair.angle)) {
            result = ExactTarget.of(exact, pair.feature.get(), pair.weight.get());
        } else if (margin instanceof PreciseMargin precise) {
            result = precise.at(pair.angle);
        } else {
            double cos = pair.angle.cos().toDouble();
            double sin = pair.angle.sin().toDouble();
            result = new PreciseMargin.Result(DD.of(margin.value(cos, sin)), DD.of(margin.slope(cos, sin)));
        }
        return new Result(result.value(), result.slope());
    }

    private static double[] row(RowSource rows, int row) {
        double[] entries = new double[rows.columns()];
        rows.get(row, entries);
        return entries;
    }
}
