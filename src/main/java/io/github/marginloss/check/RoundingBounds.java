package io.github.marginloss.check;

import io.github.marginloss.DescribedLoss;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Sum;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Real;
import io.github.marginloss.reference.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;

/**
 * What rounding may do to every output of a loss on one batch; {@link Comparison} has the formulas. Bounds are computed
 * once, and many evaluations may be judged by them
 * ({@link Comparison#of(RoundingBounds, Evaluation, Evaluation)}): those of several programs, or one beside several
 * formulas.
 */
public final class RoundingBounds {

    private final BatchBounds bounds;

    private RoundingBounds(BatchBounds bounds) {
        this.bounds = bounds;
    }

    /**
     * Computes the bounds.
     *
     * @param loss a loss of the library, a sum of such, or the {@link Reference} of one
     * @param features X, m×d. Not modified.
     * @param parameters what is learned. Not modified.
     * @param labels y. Not modified.
     * @param precision in which what is to be judged was computed
     * @return the bounds, which refer to these matrices
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException for what the loss refuses, and for a loss that does not describe itself
     */
    public static RoundingBounds of(
            Loss loss, DMatrixRMaj features, Parameters parameters, int[] labels, Precision precision) {
        Objects.requireNonNull(loss, "loss").check(features, parameters, labels, null, null);
        Objects.requireNonNull(precision, "precision");
        BatchBounds bounds = new BatchBounds(features, parameters, labels.clone(), precision);
        add(loss, Real.ONE, bounds);
        return new RoundingBounds(bounds);
    }

    private static void add(Loss loss, Real weight, BatchBounds bounds) {
        if (loss instanceof Sum sum) {
            add(sum.first(), weight, bounds);
            add(sum.second(), weight.times(Real.of(Math.abs(sum.weight()))), bounds);
        } else if (loss instanceof Reference reference) {
            add(reference.loss(), weight, bounds);
        } else if (loss instanceof DescribedLoss described) {
            double[] a = described.reduction().coefficients(bounds.labels);
            Real[] factors = new Real[a.length];
            Arrays.setAll(factors, i -> weight.times(Real.of(Math.abs(a[i]))));
            if (described.head() instanceof Head.Distance) {
                new DistanceBounds(bounds, described.reduction()).add(weight, factors);
            } else {
                new SoftmaxBounds(bounds, described).add(weight, factors);
            }
        } else {
            throw new IllegalArgumentException("there are no bounds for " + loss.getClass()
                    + ": a loss that describes itself, a sum of such, or a reference expected");
        }
    }

    Precision precision() {
        return bounds.precision;
    }

    /** Judges all that is given of yours. Its loss, which may be NaN, is given if that of wanted is not NaN. */
    List<Judgement> judge(Evaluation yours, Evaluation wanted) {
        Evaluation right = Given.of(wanted, bounds.x, bounds.parameters);
        return bounds.judge(Given.of(yours, bounds.x, bounds.parameters, Given.hasLoss(right)), right);
    }
}
