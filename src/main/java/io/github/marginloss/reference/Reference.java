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
import io.github.marginloss.core.ExactMargin;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.PreciseMargin;
import io.github.marginloss.core.Real;
import java.util.Objects;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * A loss that returns the true value of every output, rounded to nearest: L, each l<sub>i</sub>, and each entry of each
 * gradient.
 *
 * <p>Inputs count as exact, and so do the parameters of the loss. Ties go to the even double, a true value beyond the
 * range of double is ±Infinity, and a zero is +0.0. At singular points the conventions are those of the losses: where
 * an angular margin has a cone, its angular part contributes gradient 0; at a jump, the strict inequality of the
 * formula decides; a zero row has cos θ = 0 and gradient 0. A mean multiplies by exactly 1/m, not by the nearest
 * double.
 *
 * <p>The reference first evaluates everything in double-double, with a proven bound on the error. If the bound leaves
 * more than one double possible for an output, it evaluates that output again with 256, 512, … 16384 bits, until one
 * double is left. If even 16384 bits leave it open, the output counts as equal to the tie or the 0 that it cannot be
 * told from. So the evaluation always ends. The project's page on numerics derives the bounds, and says which outputs
 * 16384 bits might not decide.
 *
 * <p><b>Losses.</b> The reference evaluates any loss of this library, and any sum of such losses; it adds up the terms
 * before it rounds anything. It treats your own margin according to its type:
 *
 * <ul>
 *   <li>an {@link ExactMargin} is evaluated with as many digits as needed, so the outputs are true to ψ itself. If it
 *       asks for the sign of a number that 16384 bits cannot tell from 0, the answer is 0.
 *   <li>a {@link PreciseMargin} is trusted: the outputs are those of a loss with exactly the ψ and slopes that it
 *       returns, in double-double, at the double-double angles of the batch.
 *   <li>any other {@link Margin} is refused; if it comes from a {@link io.github.marginloss.core.MarginRule}, it is
 *       refused when the rule returns it.
 *   <li>a {@link io.github.marginloss.core.NormMargin} is evaluated like an ExactMargin.
 * </ul>
 *
 * <p><b>Cost.</b> The reference is meant for tests. It runs on all cores, in the caller's pool, as the losses do. On
 * two cores, ArcFace with 128 samples, 512 features and 10000 classes takes about ten seconds and a gigabyte. A hostile
 * batch costs more: an output that needs thousands of bits takes milliseconds, and an entry of ∂L/∂W needs so many bits
 * for every sample.
 *
 * <p><b>Interruption.</b> If the calling thread is interrupted, the call ends with a {@link
 * java.util.concurrent.CancellationException}. Nothing is written then, and the thread is still marked as interrupted.
 *
 * <p>The reference takes the same arguments as the loss itself, and otherwise throws the same exceptions.
 *
 * @param loss the loss to evaluate
 */
public record Reference(Loss loss) implements Loss {

    /**
     * Checks that the loss can be read.
     *
     * @param loss a loss that {@link #of(Loss) of} accepts
     * @throws NullPointerException if loss or its head is null
     * @throws IllegalArgumentException if the description of the loss, or of one of its terms, cannot be read
     */
    public Reference {
        Objects.requireNonNull(loss, "loss");
        requireReadable(loss);
    }

    /**
     * Returns the same loss, correctly rounded.
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
            if (head instanceof Head.Cosine cosine
                    && cosine.margin() instanceof Margin margin
                    && !(margin instanceof PreciseMargin)) {
                throw unreadable(loss, "its margin " + margin.getClass().getName() + " is not a PreciseMargin");
            }
        } else if (!(loss instanceof Reference)) {
            throw unreadable(loss, "it is neither a DescribedLoss nor a sum of such losses");
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
     * @param parameters the learned parameters. Not modified.
     * @param labels the target classes y. Not modified.
     * @return L with a relative error of about 2<sup>−92</sup>; 0 if 16384 bits cannot tell it from 0
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if shapes do not fit
     * @throws IllegalArgumentException for the other faults that {@link Loss} lists
     */
    public Real unrounded(DMatrixRMaj features, Parameters parameters, int[] labels) {
        check(features, parameters, labels, null, null);
        return evaluator(Batch.of(features, parameters, labels), labels).unrounded();
    }

    private double answer(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
        Batch batch = Batch.of(features, parameters, labels);
        Outputs outputs = Outputs.of(batch, sampleLosses, gradients);
        evaluator(batch, labels).evaluate(outputs);
        return outputs.write(batch.dimension(), sampleLosses, gradients);
    }

    Evaluator evaluator(Batch batch, int... labels) {
        return new Evaluator(batch, Plan.of(plain(loss), batch, labels));
    }

    /** Returns the loss with every reference in it replaced by the loss that it evaluates. */
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
    public boolean ignores(int label) {
        return loss.ignores(label);
    }

    @Override
    public Set<Parameters.Kind> uses() {
        return loss.uses();
    }
}
