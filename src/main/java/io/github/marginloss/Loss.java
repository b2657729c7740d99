package io.github.marginloss;

import io.github.marginloss.internal.kernel.FloatRows;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * A classification loss L = Σ<sub>i</sub> a<sub>i</sub> l<sub>i</sub> over a batch of m samples, with its analytic
 * gradients.
 *
 * <p>Features are m×d, one sample per row; class weights and centers are n×d, one class per row; labels are in [0, n).
 * The loss's {@link Reduction} gives the coefficients a<sub>i</sub>.
 *
 * <p>Every loss of this package is an immutable record: safe for use by several threads, serializable, and without any
 * state between calls. The interface is open: your own loss implements {@link #evaluate evaluate} and {@link
 * #withReduction withReduction}, and also {@link #uses()} if it learns anything other than class weights.
 *
 * <p>A loss checks all arguments before it computes anything or touches an output. Every loss throws the same
 * exceptions:
 *
 * <ul>
 *   <li>{@link NullPointerException}: features, parameters or labels are null;
 *   <li>{@link org.ejml.MatrixDimensionException}: the shapes do not fit;
 *   <li>{@link IllegalArgumentException}: there is no class or no feature dimension; a label is outside [0, n);
 *       features or parameters contain NaN or an infinity; a parameter is missing, or the loss does not take it; an
 *       output is also an input or another output; a gradient is requested for a parameter that is absent; the
 *       reduction does not match the batch.
 * </ul>
 *
 * <p>An empty batch has loss 0 and gradients 0, but its mean is refused. With one class a softmax cross-entropy is
 * exactly 0. A true result beyond the range of double is ±Infinity; no result is NaN.
 *
 * <p>Features and parameters may be floats. L and the l<sub>i</sub> are then bit for bit those of the same numbers as
 * doubles, and each entry of a gradient is rounded to float once; a true result beyond the range of float is ±Infinity.
 * Exceptions are the same. The losses of this package read and write floats row by row, without a copy of a matrix in
 * doubles; {@link #evaluate(FMatrixRMaj, FloatParameters, int[], double[], FloatGradients) evaluate} says what happens
 * with your own loss.
 *
 * <p>A large batch uses all processors: the calling thread and the workers of the common pool, as a parallel stream
 * does. A call from a {@link java.util.concurrent.ForkJoinPool} stays in that pool and within its parallelism; in a
 * pool of one thread it computes on that thread alone. The bits of the results do not depend on the threads.
 */
public interface Loss extends Serializable {

    /**
     * Computes the loss and every output that is not null.
     *
     * <p>If you leave out an output, the others change by rounding at most, and the returned loss stays the same. Your
     * own loss must give each output its shape and overwrite every entry.
     *
     * @param features the features X, m×d. Not modified.
     * @param parameters the learned parameters, of the kinds that this loss {@link #uses()}. Not modified.
     * @param labels the target classes y, m entries in [0, n). Not modified.
     * @param sampleLosses receives the m unreduced losses l<sub>i</sub>; null = not wanted. Modified.
     * @param gradients receives ∂L/∂X and the gradient of each parameter; null, or a null component = not wanted.
     *     Modified.
     * @return L
     * @throws NullPointerException if features, parameters or labels is null
     * @throws org.ejml.MatrixDimensionException if shapes do not fit
     * @throws IllegalArgumentException for the other faults that the class comment lists
     */
    double evaluate(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients);

    /**
     * Computes the loss and every output that is not null, from floats. L and the l<sub>i</sub> are those of the same
     * numbers as doubles, and each entry of a gradient is rounded to float once.
     *
     * <p>Your own loss need not override this method. The default calls the method for doubles with copies of features
     * and parameters, and with new matrices for the gradients.
     *
     * @param features the features X, m×d. Not modified.
     * @param parameters the learned parameters, of the kinds that this loss {@link #uses()}. Not modified.
     * @param labels the target classes y, m entries in [0, n). Not modified.
     * @param sampleLosses receives the m unreduced losses l<sub>i</sub>; null = not wanted. Modified.
     * @param gradients receives ∂L/∂X and the gradient of each parameter; null, or a null component = not wanted.
     *     Modified.
     * @return L
     * @throws NullPointerException if features, parameters or labels is null
     * @throws org.ejml.MatrixDimensionException if shapes do not fit
     * @throws IllegalArgumentException for the other faults that the class comment lists
     */
    default double evaluate(
            FMatrixRMaj features,
            FloatParameters parameters,
            int[] labels,
            double[] sampleLosses,
            FloatGradients gradients) {
        ArgumentCheck.checkMemory(Arguments.of(features, parameters, labels, sampleLosses, gradients));
        Gradients wide = FloatGradients.toDouble(gradients, features, parameters);
        double loss = evaluate(FloatRows.toDouble(features), parameters.toDouble(), labels, sampleLosses, wide);
        if (gradients != null) {
            gradients.round(wide);
        }
        return loss;
    }

    /**
     * Computes the loss alone.
     *
     * @param features the features X, m×d. Not modified.
     * @param parameters the learned parameters. Not modified.
     * @param labels the target classes y. Not modified.
     * @return L, the same bits that {@link #backward backward} gives
     * @throws NullPointerException if features, parameters or labels is null
     * @throws org.ejml.MatrixDimensionException if shapes do not fit
     * @throws IllegalArgumentException for the other faults that the class comment lists
     */
    default double forward(DMatrixRMaj features, Parameters parameters, int[] labels) {
        return evaluate(features, parameters, labels, null, null);
    }

    /**
     * Computes the loss alone, from floats.
     *
     * @param features the features X, m×d. Not modified.
     * @param parameters the learned parameters. Not modified.
     * @param labels the target classes y. Not modified.
     * @return L
     * @throws NullPointerException if features, parameters or labels is null
     * @throws org.ejml.MatrixDimensionException if shapes do not fit
     * @throws IllegalArgumentException for the other faults that the class comment lists
     */
    default double forward(FMatrixRMaj features, FloatParameters parameters, int[] labels) {
        return evaluate(features, parameters, labels, null, null);
    }

    /**
     * Computes the loss, the per-sample losses and all gradients, into new arrays and matrices.
     *
     * @param features the features X, m×d. Not modified.
     * @param parameters the learned parameters. Not modified.
     * @param labels the target classes y. Not modified.
     * @return the loss, the per-sample losses, and the gradients of the features and of every parameter present
     * @throws NullPointerException if features, parameters or labels is null
     * @throws org.ejml.MatrixDimensionException if shapes do not fit
     * @throws IllegalArgumentException for the other faults that the class comment lists
     */
    default Evaluation backward(DMatrixRMaj features, Parameters parameters, int[] labels) {
        double[] sampleLosses = new double[Objects.requireNonNull(labels, "labels").length];
        // checked before the gradients, which may be large, are allocated; evaluate checks everything else
        ArgumentCheck.checkShapes(
                List.of(Description.of(Sum.name(this), uses(), this::ignores)),
                Arguments.of(features, parameters, labels, sampleLosses, null));
        Gradients gradients = Gradients.like(features, parameters);
        double loss = evaluate(features, parameters, labels, sampleLosses, gradients);
        return new Evaluation(loss, sampleLosses, gradients);
    }

    /**
     * Computes the loss, the per-sample losses and all gradients from floats, into new arrays and matrices.
     *
     * @param features the features X, m×d. Not modified.
     * @param parameters the learned parameters. Not modified.
     * @param labels the target classes y. Not modified.
     * @return the loss, the per-sample losses, and the gradients of the features and of every parameter present
     * @throws NullPointerException if features, parameters or labels is null
     * @throws org.ejml.MatrixDimensionException if shapes do not fit
     * @throws IllegalArgumentException for the other faults that the class comment lists
     */
    default FloatEvaluation backward(FMatrixRMaj features, FloatParameters parameters, int[] labels) {
        double[] sampleLosses = new double[Objects.requireNonNull(labels, "labels").length];
        ArgumentCheck.checkShapes(
                List.of(Description.of(Sum.name(this), uses(), this::ignores)),
                Arguments.of(features, parameters, labels, sampleLosses, null));
        FloatGradients gradients = FloatGradients.like(features, parameters);
        double loss = evaluate(features, parameters, labels, sampleLosses, gradients);
        return new FloatEvaluation(loss, sampleLosses, gradients);
    }

    /**
     * Returns this + weight·other, for example {@code new Softmax().plus(0.003, new Center(Reduction.MEAN))}.
     *
     * <p>Each term gets only the parameters and gradients that it {@link #uses()}, and keeps its own reduction. Give
     * both terms the same one: a sum that is added to a mean weighs more in a larger batch.
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
     * Returns this loss with another reduction. In a sum of losses every term gets it.
     *
     * @param reduction the new reduction
     * @return a loss that differs from this one only in its reduction
     * @throws NullPointerException if reduction is null
     */
    Loss withReduction(Reduction reduction);

    /**
     * Returns the kinds of parameters that this loss takes. It refuses any other kind. A {@link Parameters.Kind#BIAS}
     * may be left out; the other kinds may not.
     *
     * @return the kinds; {WEIGHTS} unless overridden
     */
    default Set<Parameters.Kind> uses() {
        return EnumSet.of(Parameters.Kind.WEIGHTS);
    }

    /**
     * Checks the arguments of {@link #evaluate evaluate}: throws what that would throw, and otherwise returns without
     * computing or modifying anything. Your own loss may begin its {@code evaluate} with this call, and may override
     * this method if it has more to check.
     *
     * @param features the features X, m×d. Not modified.
     * @param parameters the learned parameters. Not modified.
     * @param labels the target classes y. Not modified.
     * @param sampleLosses the array for the l<sub>i</sub>, or null. Not modified.
     * @param gradients the matrices for the gradients, or null. Not modified.
     * @throws NullPointerException if features, parameters or labels is null
     * @throws org.ejml.MatrixDimensionException if shapes do not fit
     * @throws IllegalArgumentException for the other faults that the class comment lists
     */
    default void check(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
        ArgumentCheck.check(
                List.of(Description.of(Sum.name(this), uses(), this::ignores)),
                Arguments.of(features, parameters, labels, sampleLosses, gradients));
    }

    /**
     * Checks the arguments of {@link #evaluate(FMatrixRMaj, FloatParameters, int[], double[], FloatGradients) evaluate}
     * from floats, in the same way.
     *
     * @param features the features X, m×d. Not modified.
     * @param parameters the learned parameters. Not modified.
     * @param labels the target classes y. Not modified.
     * @param sampleLosses the array for the l<sub>i</sub>, or null. Not modified.
     * @param gradients the matrices for the gradients, or null. Not modified.
     * @throws NullPointerException if features, parameters or labels is null
     * @throws org.ejml.MatrixDimensionException if shapes do not fit
     * @throws IllegalArgumentException for the other faults that the class comment lists
     */
    default void check(
            FMatrixRMaj features,
            FloatParameters parameters,
            int[] labels,
            double[] sampleLosses,
            FloatGradients gradients) {
        ArgumentCheck.check(
                List.of(Description.of(Sum.name(this), uses(), this::ignores)),
                Arguments.of(features, parameters, labels, sampleLosses, gradients));
    }

    /**
     * Returns whether samples with a label are ignored: their loss is 0, and so are their rows of gradients. Only such
     * a label may be outside [0, n).
     *
     * @param label any
     * @return false unless overridden; for a sum, whether every term ignores the label
     */
    default boolean ignores(int label) {
        return false;
    }
}
