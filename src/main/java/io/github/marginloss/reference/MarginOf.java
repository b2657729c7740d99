package io.github.marginloss.reference;

import io.github.marginloss.core.Angle;
import io.github.marginloss.core.DD;
import io.github.marginloss.core.ExactMargin;
import io.github.marginloss.core.ExactMargin.Psi;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.Numeric;
import io.github.marginloss.core.Undecided;
import io.github.marginloss.core.UnitRow;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.Tangent;
import io.github.marginloss.internal.row.TargetRule;

/**
 * A margin as it is asked in one arithmetic.
 *
 * @param <N> the arithmetic
 */
interface MarginOf<N extends Numeric<N>> {

    /** {@return ψ and its slope for a sample of a class, whose angle is given} */
    Psi<N> at(int sample, int label, Angle<N> angle);

    /**
     * Returns how to ask a margin. One that is no {@link ExactMargin} is asked in double-double at the double-double
     * angle of the rows, and taken at its word.
     */
    static <N extends Numeric<N>> MarginOf<N> of(Margin margin, RowSource features, RowSource weights) {
        if (margin instanceof ExactMargin exact) {
            return (sample, label, angle) -> {
                try {
                    return exact.psi(angle);
                } catch (Undecided e) {
                    throw e;
                } catch (ArithmeticException e) {
                    throw new IllegalArgumentException(
                            "margin: ψ at cos θ = " + angle.cos().toDouble() + ", sin θ = "
                                    + angle.sin().toDouble() + " for sample " + sample + " of class " + label
                                    + " is no number: " + e.getMessage(),
                            e);
                }
            };
        }
        TargetRule rule = TargetRule.of(margin, features, weights);
        return (sample, label, angle) -> {
            Tangent tangent = new Tangent(features.columns());
            tangent.compute(features, sample, weights, label);
            UnitRow row = new UnitRow(features.columns());
            features.get(sample, row.entries());
            row.normalisePrecisely();
            TargetRule.Result result = rule.at(sample, label, tangent.angle(), row.norm());
            N zero = angle.cos().constant(0);
            return new Psi<>(in(result.value(), zero), zero, in(result.slope(), zero));
        };
    }

    private static <N extends Numeric<N>> N in(DD value, N like) {
        return like.constant(value.hi()).plus(value.lo());
    }
}
