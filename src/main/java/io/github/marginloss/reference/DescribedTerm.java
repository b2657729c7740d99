package io.github.marginloss.reference;

import io.github.marginloss.DescribedLoss;
import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.Reduction;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.Difference;
import io.github.marginloss.internal.row.TargetRule;

/** Evaluates a loss from its description, and adds it to the sums. */
final class DescribedTerm {

    private DescribedTerm() {}

    /** Adds weight·loss. */
    static void add(DescribedLoss loss, Real weight, Batch batch, Sums sums) {
        Real[] coefficients = coefficients(loss.reduction(), weight, batch);
        Head head = loss.head();
        if (head instanceof Head.Cosine cosine) {
            new CosineTerm(cosine.scale(), TargetRule.of(cosine.margin()), batch, sums).add(weight, coefficients);
        } else if (head instanceof Head.Linear) {
            new LinearTerm(batch, loss.uses().contains(Kind.BIAS), sums).add(weight, coefficients);
        } else {
            addDistance(weight, coefficients, batch, sums);
        }
    }

    /** Returns weight·a_i; a mean is divided by m, not multiplied by a rounded 1/m. */
    private static Real[] coefficients(Reduction reduction, Real weight, Batch batch) {
        double[] rounded = reduction.coefficients(batch.labels());
        Real[] coefficients = new Real[rounded.length];
        for (int i = 0; i < rounded.length; i++) {
            Real exact =
                    reduction == Reduction.MEAN ? Real.ONE.dividedBy(Real.of(rounded.length)) : Real.of(rounded[i]);
            coefficients[i] = exact.times(weight);
        }
        return coefficients;
    }

    private static void addDistance(Real weight, Real[] coefficients, Batch batch, Sums sums) {
        RowSource centers = new DoubleRows(batch.parameters().centers());
        Difference difference = new Difference(batch.dimension());
        for (int i = 0; i < coefficients.length; i++) {
            int label = batch.labels()[i];
            difference.compute(batch.rows(), i, centers, label);
            sums.addLoss(i, weight, coefficients[i], difference.halfSquare());
            if (sums.gradients) {
                difference.addTo(sums.features[i], coefficients[i]);
                difference.addTo(sums.centers[label], coefficients[i].negate());
            }
        }
    }
}
