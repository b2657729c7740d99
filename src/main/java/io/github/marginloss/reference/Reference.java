package io.github.marginloss.reference;

import io.github.marginloss.DescribedLoss;
import io.github.marginloss.Evaluation;
import io.github.marginloss.FloatEvaluation;
import io.github.marginloss.FloatGradients;
import io.github.marginloss.FloatParameters;
import io.github.marginloss.Gradients;
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
import org.ejml.data.FMatrixRMaj;

/**
 * A loss evaluated in double-double. On every case of the golden file each loss is within 1 ulp of the true value, and
 * each row of a gradient within 1 eps = 2<sup>−52</sup> of its norm.
 *
 * <p>That does not hold for every input, as double-double has 106 bits:
 *
 * <ul>
 *   <li>Where the terms of a row, or of L, cancel, the result has a relative error of about κ 2<sup>−104</sup>, which
 *       exceeds 1 eps once κ exceeds about 10<sup>15</sup>. CosFace with two class rows an ulp apart has been 42 eps
 *       off in ∂L/∂X.
 *   <li>Logits beyond 2<sup>104</sup> keep no digit after the point.
 *   <li>Within about 10<sup>−32</sup> of a branch point of a margin, the other branch may be taken; there SphereFace
 *       has no digit of ∂L/∂W<sub>y</sub>.
 * </ul>
 *
 * <p>The project's page on numerics lists an example of each. A sum is added up before it is rounded, so terms beyond
 * the range of double with opposite signs give their difference.
 *
 * <p>It is meant for tests and slow: for each pair of a sample and a class, it takes about a microsecond per dimension.
 * Inputs are taken as exact. Arguments, exceptions and conventions are those of the loss itself.
 *
 * @param loss the loss to evaluate
 */
public record Reference(Loss loss) implements Loss {

    /**
     * Checks that the loss can be read.
     *
     * @param loss a loss that {@link #of(Loss) of} takes
     * @throws NullPointerException if loss or its head is null
     * @throws IllegalArgumentException if the description of the loss, or of one of its terms, cannot be read
     */
    public Reference {
        Objects.requireNonNull(loss, "loss");
        requireReadable(loss);
    }

    /**
     * Returns the same loss in double-double.
     *
     * @param loss a loss of this library, or any {@link DescribedLoss} whose margin, if it has one, is a
     *     {@link PreciseMargin}; or a sum of such losses
     * @return the loss as a reference
     * @throws NullPointerException if loss or its head is null
     * @throws IllegalArgumentException if the description of the loss, or of one of its terms, cannot be read
     */
    public static Loss of(Loss loss) {
        return new Reference(loss);
    }

    private static void requireReadable(Loss loss) {
        if (loss instanceof Sum sum) {
            requireReadable(sum.first());
            requireReadable(sum.second());
        } else if (loss instanceof DescribedLoss described) {
            Head head = Objects.requireNonNull(described.head(), "head");
            if (head instanceof Head.Cosine cosine && !(cosine.margin() instanceof PreciseMargin)) {
                throw unreadable(
                        loss, "its margin " + cosine.margin().getClass().getName() + " is no PreciseMargin");
            }
        } else if (!(loss instanceof Reference)) {
            throw unreadable(loss, "it is neither a DescribedLoss nor a sum of such");
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
        return answer(features, parameters, labels, sampleLosses, gradients);
    }

    @Override
    public Evaluation backward(DMatrixRMaj features, Parameters parameters, int[] labels) {
        check(features, parameters, labels, null, null);
        double[] sampleLosses = new double[labels.length];
        Gradients gradients = Gradients.like(features, parameters);
        double value = answer(features, parameters, labels, sampleLosses, gradients);
        return new Evaluation(value, sampleLosses, gradients);
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
     * @throws IllegalArgumentException for the other faults that {@link Loss} lists
     */
    public Real unrounded(DMatrixRMaj features, Parameters parameters, int[] labels) {
        check(features, parameters, labels, null, null);
        return evaluator(new Batch(features, parameters, labels)).unrounded();
    }

    private double answer(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
        Batch batch = new Batch(features, parameters, labels);
        Outputs outputs = Outputs.of(batch, sampleLosses, gradients);
        evaluator(batch).evaluate(outputs);
        return outputs.write(batch.dimension(), sampleLosses, gradients);
    }

    Evaluator evaluator(Batch batch) {
        return new Evaluator(batch, Plan.of(plain(loss), batch));
    }

    /** The same loss without references in it. */
    private static Loss plain(Loss loss) {
        if (loss instanceof Sum sum) {
            return new Sum(plain(sum.first()), sum.weight(), plain(sum.second()));
        }
        return loss instanceof Reference reference ? plain(reference.loss) : loss;
    }

    @Override
    public void check(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
        loss.check(features, parameters, labels, sampleLosses, gradients);
    }

    @Override
    public double evaluate(
            FMatrixRMaj features,
            FloatParameters parameters,
            int[] labels,
            double[] sampleLosses,
            FloatGradients gradients) {
        check(features, parameters, labels, sampleLosses, gradients);
        return Loss.super.evaluate(features, parameters, labels, sampleLosses, gradients);
    }

    @Override
    public FloatEvaluation backward(FMatrixRMaj features, FloatParameters parameters, int[] labels) {
        check(features, parameters, labels, null, null);
        return Loss.super.backward(features, parameters, labels);
    }

    @Override
    public void check(
            FMatrixRMaj features,
            FloatParameters parameters,
            int[] labels,
            double[] sampleLosses,
            FloatGradients gradients) {
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
