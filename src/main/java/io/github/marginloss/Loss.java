package io.github.marginloss;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/**
 * A classification loss L = Σ<sub>i</sub> a<sub>i</sub> l<sub>i</sub> over a batch of m samples, with its analytic
 * gradients.
 *
 * <p>Features are m×d (a sample a row), class weights and centers n×d (a class a row), labels are in [0, n). The
 * coefficients a<sub>i</sub> are those of the loss's {@link Reduction}.
 *
 * <p>Every loss of this package is an immutable record: safe for use by several threads, serializable, and without any
 * state between calls. The interface is open: a loss of your own needs {@link #evaluate evaluate} and
 * {@link #withReduction withReduction}, and {@link #uses()} where it learns anything but class weights.
 *
 * <p>Nothing is computed, and no output is touched, before every check has passed. Errors, the same for every loss:
 *
 * <ul>
 *   <li>{@link NullPointerException}: features, parameters or labels are null;
 *   <li>{@link org.ejml.MatrixDimensionException}: shapes that do not fit;
 *   <li>{@link IllegalArgumentException}: no class or no feature dimension; a label outside [0, n); NaN or an infinity
 *       in features or parameters; a parameter that is missing or foreign; an output that is also an input or another
 *       output; a gradient asked for that the parameters lack; a reduction that does not match the batch.
 * </ul>
 * <p>A batch of no samples has loss 0 and gradients 0; a mean of it is refused. With one class a softmax loss is
 * exactly 0. A true result beyond the range of double is ±Infinity; no result is NaN.
 *
 * <p>A large batch uses all processors: the calling thread and the workers of the common pool, as a parallel stream
 * does. Called from a {@link java.util.concurrent.ForkJoinPool}, it stays in that pool, at its parallelism; a pool of
 * one thread computes on that thread alone. The bits of the results do not depend on it.
 */
public interface Loss extends Serializable {

    /**
     * Computes the loss, and those outputs that are not null.
     *
     * <p>Leaving out an output changes the others by rounding at most, and the returned loss not at all. A loss of your
     * own gives each output its shape and writes every entry, whatever was there.
     *
     * @param features the features X, m×d. Not modified.
     * @param parameters what is learned; each loss takes those kinds that it {@link #uses()}. Not modified.
     * @param labels the target classes y, m entries in [0, n). Not modified.
     * @param sampleLosses receives the unreduced l<sub>i</sub>, m entries; null = not wanted. Modified.
     * @param gradients receives ∂L/∂X and ∂L/∂ each parameter; null, or a null component = not wanted. Modified.
     * @return L
     * @throws NullPointerException if features, parameters or labels is null
     * @throws org.ejml.MatrixDimensionException if shapes do not fit
     * @throws IllegalArgumentException for what else the class comment lists
     */
    double evaluate(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients);

    /**
     * Computes the loss alone.
     *
     * @param features the features X, m×d. Not modified.
     * @param parameters what is learned. Not modified.
     * @param labels the target classes y. Not modified.
     * @return L, the same bits that {@link #backward backward} gives
     * @throws NullPointerException if features, parameters or labels is null
     * @throws org.ejml.MatrixDimensionException if shapes do not fit
     * @throws IllegalArgumentException for what else the class comment lists
     */
    default double forward(DMatrixRMaj features, Parameters parameters, int[] labels) {
        return evaluate(features, parameters, labels, null, null);
    }

    /**
     * Computes the loss, the losses of the samples and all gradients, all of them new.
     *
     * @param features the features X, m×d. Not modified.
     * @param parameters what is learned. Not modified.
     * @param labels the target classes y. Not modified.
     * @return L, l<sub>i</sub> and ∂L/∂ all that is there
     * @throws NullPointerException if features, parameters or labels is null
     * @throws org.ejml.MatrixDimensionException if shapes do not fit
     * @throws IllegalArgumentException for what else the class comment lists
     */
    default Evaluation backward(DMatrixRMaj features, Parameters parameters, int[] labels) {
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(labels, "labels");
        double[] sampleLosses = new double[labels.length];
        // checked before the gradients are allocated, which may be large
        check(features, parameters, labels, sampleLosses, null);
        Gradients gradients = Gradients.like(features, parameters);
        double loss = evaluate(features, parameters, labels, sampleLosses, gradients);
        return new Evaluation(loss, sampleLosses, gradients);
    }

    /**
     * Returns this + weight·other, for example {@code new Softmax().plus(0.003, new Center(Reduction.MEAN))}.
     *
     * <p>Each term gets only the parameters and gradients that it {@link #uses()}, and keeps its own reduction. Give both
     * terms the same one: of a mean and a sum, the sum weighs more in a larger batch.
     *
     * @param weight the factor of the other loss: finite, of any sign
     * @param other the other loss
     * @return the sum of the two
     * @throws NullPointerException if other is null
     * @throws IllegalArgumentException if weight is not finite
     */
    default Loss plus(double weight, Loss other) {
        return new Sum(this, weight, Objects.requireNonNull(other, "other"));
    }

    /**
     * Returns this loss with another reduction. On a sum every term gets it.
     *
     * @param reduction the new reduction
     * @return a loss that differs from this one in its reduction alone
     * @throws NullPointerException if reduction is null
     */
    Loss withReduction(Reduction reduction);

    /**
     * Returns the kinds of parameters that this loss takes. Any other that it is given is foreign to it, and refused;
     * {@link Parameters.Kind#BIAS} may be left out, the others may not.
     *
     * @return the kinds; {WEIGHTS} unless overridden
     */
    default Set<Parameters.Kind> uses() {
        return EnumSet.of(Parameters.Kind.WEIGHTS);
    }

    /**
     * Throws what {@link #evaluate evaluate} throws for these arguments, and returns silently where it would compute.
     * Nothing is computed or touched. A sum checks all of its terms before the first is evaluated; a loss of your own
     * may begin its {@code evaluate} with this call, and extend it where it has more to check.
     *
     * @param features the features X, m×d. Not modified.
     * @param parameters what is learned. Not modified.
     * @param labels the target classes y. Not modified.
     * @param sampleLosses the array for the l<sub>i</sub>, or null. Not modified.
     * @param gradients the matrices for the gradients, or null. Not modified.
     * @throws NullPointerException if features, parameters or labels is null
     * @throws org.ejml.MatrixDimensionException if shapes do not fit
     * @throws IllegalArgumentException for what else the class comment lists
     */
    default void check(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
        Arguments.check(this, features, parameters, labels, sampleLosses, gradients);
    }
}
