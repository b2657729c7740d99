package io.github.marginloss.reference;

import io.github.marginloss.Center;
import io.github.marginloss.Gradients;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Sum;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.PreciseMargin;
import io.github.marginloss.core.Real;
import java.util.Objects;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/**
 * A loss evaluated in double-double. On every case of the golden file each loss is within 1 ulp of the true value, and
 * each row of a gradient within 1 eps = 2<sup>−52</sup> of its norm.
 *
 * <p>That does not hold for every input, as double-double has 106 bits:
 *
 * <ul>
 *   <li>Where the terms of a row, or of L, cancel, what is left of them loses about κ 2<sup>−104</sup> of itself, which
 *       is more than 1 eps once κ exceeds about 10<sup>15</sup>. CosFace with two class rows an ulp apart has been 42
 *       eps off in ∂L/∂X.
 *   <li>Logits beyond 2<sup>104</sup> keep no digit behind the point.
 *   <li>Within about 10<sup>−32</sup> of a branch point of a margin, the other branch may be taken; there SphereFace
 *       has no digit of ∂L/∂W<sub>y</sub>.
 * </ul>
 *
 * <p>The project's page on numerics lists an example of each. A sum is added up before it is rounded, so that terms
 * beyond the range of double, of opposite signs, give their difference.
 *
 * <p>It is slow (about a microsecond for each entry of each pair of a sample and a class) and meant for tests. Inputs
 * are taken as exact. Arguments, errors and conventions are those of the loss itself.
 *
 * @param loss the loss that is read
 */
public record Reference(Loss loss) implements Loss {

    /**
     * Checks that the loss can be read.
     *
     * @param loss a loss that {@link #of(Loss) of} takes
     * @throws NullPointerException if loss, or what it says its head is, is null
     * @throws IllegalArgumentException if it, or a term of it, is not a loss whose description can be read
     */
    public Reference {
        Objects.requireNonNull(loss, "loss");
        requireReadable(loss);
    }

    /**
     * Returns the same loss in double-double.
     *
     * @param loss a loss of this library, a sum of such, or any {@link HeadLoss} whose margin is a
     *     {@link PreciseMargin}
     * @return the loss as a reference
     * @throws NullPointerException if loss, or what it says its head is, is null
     * @throws IllegalArgumentException if it, or a term of it, is not a loss whose description can be read
     */
    public static Loss of(Loss loss) {
        return new Reference(loss);
    }

    private static void requireReadable(Loss loss) {
        if (loss instanceof Sum sum) {
            requireReadable(sum.first());
            requireReadable(sum.second());
        } else if (loss instanceof HeadLoss described) {
            Head head = Objects.requireNonNull(described.head(), "head");
            if (head instanceof Head.Cosine cosine && !(cosine.margin() instanceof PreciseMargin)) {
                throw unreadable(
                        loss, "its margin " + cosine.margin().getClass().getName() + " is no PreciseMargin");
            }
        } else if (!(loss instanceof Center || loss instanceof Reference)) {
            throw unreadable(loss, "it is neither a HeadLoss nor Center nor a sum of such");
        }
    }

    private static IllegalArgumentException unreadable(Loss loss, String why) {
        return new IllegalArgumentException(
                "the reference cannot read " + loss.getClass().getName() + ": " + why);
    }

    @Override
    public double evaluate(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
        check(features, parameters, labels, sampleLosses, gradients);
        return totals(features, parameters, labels, gradients != null).write(sampleLosses, gradients);
    }

    /**
     * Computes the loss without rounding it to a double.
     *
     * @param features the features X, m×d. Not modified.
     * @param parameters what is learned. Not modified.
     * @param labels the target classes y. Not modified.
     * @return L to about 100 bits
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if shapes do not fit
     * @throws IllegalArgumentException for what else {@link Loss} lists
     */
    public Real unrounded(DMatrixRMaj features, Parameters parameters, int[] labels) {
        check(features, parameters, labels, null, null);
        return totals(features, parameters, labels, false).loss();
    }

    private Totals totals(DMatrixRMaj features, Parameters parameters, int[] labels, boolean gradients) {
        Batch batch = new Batch(features, parameters, labels);
        Totals totals = new Totals(batch, gradients);
        Terms.add(loss, Real.ONE, batch, totals);
        return totals;
    }

    @Override
    public void check(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
        loss.check(features, parameters, labels, sampleLosses, gradients);
    }

    @Override
    public Loss withReduction(Reduction reduction) {
        return new Reference(loss.withReduction(reduction));
    }

    @Override
    public Set<Parameters.Kind> uses() {
        return loss.uses();
    }
}
