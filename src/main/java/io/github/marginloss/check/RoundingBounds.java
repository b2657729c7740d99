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
 * Bounds on the rounding errors of every output of a loss on one batch; {@link Comparison} has the formulas. You
 * compute the bounds once, and may judge many evaluations with them ({@link Comparison#of(RoundingBounds, Evaluation,
 * Evaluation)}): those of several programs, or one evaluation against several formulas.
 */
public final class RoundingBounds {

    private final BatchBounds bounds;

    private RoundingBounds(BatchBounds bounds) {
        this.bounds = bounds;
    }

    /**
     * Computes the bounds.
     *
     * @param loss a loss of the library, a sum of such losses, or the {@link Reference} of one
     * @param features X, m×d. Not modified.
     * @param parameters the learned parameters. Not modified.
     * @param labels y. Not modified.
     * @param precision the precision in which the judged numbers were computed
     * @return the bounds, which refer to these matrices
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the loss refuses the batch, or does not describe itself
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
                    + ": a loss of this library, a sum of such losses, or the Reference of one expected");
        }
    }

    Precision precision() {
        return bounds.precision;
    }

    /**
     * Judges every part of yours that is given. Its loss counts as given, even if it is NaN, whenever the loss of
     * wanted is not NaN.
     */
    List<Judgement> judge(Evaluation yours, Evaluation wanted) {
        Evaluation right = Given.of(wanted, bounds.x, bounds.parameters);
        return bounds.judge(Given.of(yours, bounds.x, bounds.parameters, Given.hasLoss(right)), right);
    }
}
