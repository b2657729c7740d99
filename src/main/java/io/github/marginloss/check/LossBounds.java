package io.github.marginloss.check;

import io.github.marginloss.DescribedLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Sum;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Real;
import io.github.marginloss.reference.Reference;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** What rounding may do to the outputs of a loss: the sum of what it may do to those of its terms. */
final class LossBounds {

    private LossBounds() {}

    static Allowances of(Loss loss, DMatrixRMaj x, Parameters parameters, int[] labels, Precision precision) {
        Allowances all = new Allowances(x, parameters, labels, precision);
        add(loss, Real.ONE, all);
        return all;
    }

    private static void add(Loss loss, Real weight, Allowances all) {
        if (loss instanceof Sum sum) {
            add(sum.first(), weight, all);
            add(sum.second(), weight.times(Real.of(Math.abs(sum.weight()))), all);
        } else if (loss instanceof Reference reference) {
            add(reference.loss(), weight, all);
        } else if (loss instanceof DescribedLoss described) {
            double[] a = described.reduction().coefficients(all.labels);
            Real[] factors = new Real[a.length];
            Arrays.setAll(factors, i -> weight.times(Real.of(Math.abs(a[i]))));
            if (described.head() instanceof Head.Distance) {
                new DistanceBounds(all).add(weight, factors);
            } else {
                new SoftmaxBounds(all, described).add(weight, factors);
            }
        }
    }
}
