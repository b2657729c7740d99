package io.github.marginloss.reference;

import io.github.marginloss.Center;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.Reduction;
import io.github.marginloss.Sum;
import io.github.marginloss.core.Difference;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Real;

/** Reads a loss and adds what it is to the totals. */
final class Terms {

    private Terms() {}

    /** Adds weight·loss. */
    static void add(Loss loss, Real weight, Batch batch, Totals totals) {
        if (loss instanceof Reference reference) {
            add(reference.loss(), weight, batch, totals);
        } else if (loss instanceof Sum sum) {
            add(sum.first(), weight, batch, totals);
            add(sum.second(), weight.times(Real.of(sum.weight())), batch, totals);
        } else if (loss instanceof Center center) {
            addCenter(weight, coefficients(center.reduction(), weight, batch), batch, totals);
        } else {
            HeadLoss described = (HeadLoss) loss;
            Real[] coefficients = coefficients(described.reduction(), weight, batch);
            if (described.head() instanceof Head.Cosine cosine) {
                new CosineTerm(cosine, batch, totals).add(weight, coefficients);
            } else {
                new LinearTerm(batch, described.uses().contains(Kind.BIAS), totals).add(weight, coefficients);
            }
        }
    }

    /** weight·a_i; the mean is divided by m, not multiplied by a rounded 1/m. */
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

    private static void addCenter(Real weight, Real[] coefficients, Batch batch, Totals totals) {
        int d = batch.dimension();
        Difference difference = new Difference(d);
        for (int i = 0; i < coefficients.length; i++) {
            int label = batch.labels()[i];
            difference.compute(batch.features().data, i * d, batch.parameters().centers().data, label * d);
            totals.addLoss(i, weight, coefficients[i], difference.halfSquare());
            if (totals.gradients) {
                difference.addTo(totals.features[i], coefficients[i]);
                difference.addTo(totals.centers[label], coefficients[i].negate());
            }
        }
    }
}
