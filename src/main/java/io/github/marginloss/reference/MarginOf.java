package io.github.marginloss.reference;

import io.github.marginloss.core.Angle;
import io.github.marginloss.core.DD;
import io.github.marginloss.core.ExactMargin;
import io.github.marginloss.core.ExactMargin.Psi;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.MarginRule;
import io.github.marginloss.core.NormMargin;
import io.github.marginloss.core.NormMargin.AtNorm;
import io.github.marginloss.core.Numeric;
import io.github.marginloss.core.PreciseMargin;
import io.github.marginloss.core.Undecided;
import io.github.marginloss.core.UnitRow;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.Tangent;
import io.github.marginloss.internal.row.TargetRule;
import java.util.function.Supplier;

/**
 * A margin, evaluated in one arithmetic.
 *
 * @param <N> the arithmetic
 * @param rule ψ, or the rule that gives each sample its ψ
 * @param features X. Not modified.
 * @param weights W. Not modified.
 */
record MarginOf<N extends Numeric<N>>(MarginRule rule, RowSource features, RowSource weights) {

    /**
     * Evaluates the margin for a sample. A margin that is not an {@link ExactMargin} is evaluated at the double-double
     * angle of the rows, and its result counts as exact.
     *
     * @param angle θ
     * @param norm ‖x‖
     * @return ψ and everything that depends on the norm
     */
    AtNorm<N> at(int sample, int label, Angle<N> angle, N norm) {
        if (rule instanceof NormMargin byNorm) {
            AtNorm<N> at = number(sample, label, angle, () -> byNorm.at(angle, norm));
            double weight = byNorm.weight();
            return new AtNorm<>(
                    at.psi(),
                    at.byLogNorm(),
                    at.penalty().times(weight),
                    at.penaltySlope().times(weight));
        }
        Margin margin = margin(sample, label);
        N zero = norm.constant(0);
        Psi<N> psi = margin instanceof ExactMargin exact
                ? number(sample, label, angle, () -> exact.psi(angle))
                : atItsWord(margin, sample, label, zero);
        return new AtNorm<>(psi, zero, zero, zero);
    }

    /** {@return the margin of a sample} */
    private Margin margin(int sample, int label) {
        if (rule instanceof Margin same) {
            return same;
        }
        Margin margin = TargetRule.of(rule, sample, label, row(sample).norm(), features);
        if (!(margin instanceof PreciseMargin)) {
            throw new IllegalArgumentException("the reference cannot read the margin of sample " + sample + ": "
                    + margin.getClass().getName() + " is not a PreciseMargin");
        }
        return margin;
    }

    private UnitRow row(int sample) {
        UnitRow row = new UnitRow(features.columns());
        features.get(sample, row.entries());
        row.normalisePrecisely();
        return row;
    }

    private static <N extends Numeric<N>, T> T number(int sample, int label, Angle<N> angle, Supplier<T> formula) {
        try {
            return formula.get();
        } catch (Undecided e) {
            throw e;
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "margin: ψ at cos θ = " + angle.cos().toDouble() + ", sin θ = "
                            + angle.sin().toDouble() + " for sample " + sample + " of class " + label
                            + " is not a number: " + e.getMessage(),
                    e);
        }
    }

    private Psi<N> atItsWord(Margin margin, int sample, int label, N zero) {
        Tangent tangent = new Tangent(features.columns());
        tangent.compute(features, sample, weights, label);
        TargetRule.Result result = TargetRule.of(margin, features, weights)
                .at(sample, label, label, tangent.angle(), row(sample).norm());
        return new Psi<>(in(result.value(), zero), zero, in(result.slope(), zero));
    }

    private static <N extends Numeric<N>> N in(DD value, N like) {
        return like.constant(value.hi()).plus(value.lo());
    }
}
