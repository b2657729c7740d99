package io.github.marginloss;

import io.github.marginloss.core.ClassDistance;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/**
 * The center loss: l<sub>i</sub> = ½‖x<sub>i</sub> − c<sub>y</sub>‖², y being the label of sample i. The norm is
 * squared; texts that leave the square out misprint it.
 *
 * <p>∂l<sub>i</sub>/∂x<sub>i</sub> = x<sub>i</sub> − c<sub>y</sub>. There are two ways to move the centers: the
 * gradient ∂L/∂C, which {@link #evaluate evaluate} gives, and the published step {@link #delta delta}, which is
 * <em>not</em> a gradient: it is divided by 1 + the number of the class's samples, and knows neither the reduction nor
 * the loss's weight in a sum.
 *
 * <p>Wen et al., A Discriminative Feature Learning Approach for Deep Face Recognition, 2016, eq. 2–4. The default
 * reduction is the sum, as published; in a sum with a loss that is a mean, take {@link Reduction#MEAN}.
 *
 * <p>{@linkplain io.github.marginloss Accuracy}: there are no logits to round. The difference is kept exactly; in the
 * study every loss was within 1 ulp, and every row within 1 eps (0.99 at most).
 *
 * <p><img src="{@docRoot}/img/features.svg" width="888"
 * alt="Features of digits in two dimensions under each loss: with the center loss the classes are blobs">
 *
 * @param reduction how the sample losses are reduced
 */
public record Center(Reduction reduction) implements Loss {

    /** The sum over the batch, as published. */
    public Center() {
        this(Reduction.SUM);
    }

    /**
     * Checks the component.
     *
     * @param reduction not null
     * @throws NullPointerException if reduction is null
     */
    public Center {
        Objects.requireNonNull(reduction, "reduction");
    }

    @Override
    public double evaluate(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
        check(features, parameters, labels, sampleLosses, gradients);
        return Terms.evaluate(this, features, parameters, labels, sampleLosses, gradients);
    }

    @Override
    public void check(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
        Arguments.check(this, features, parameters, labels, sampleLosses, gradients);
        Reductions.coefficients(reduction, labels, parameters.centers().numRows);
    }

    /**
     * Returns the published center step, N<sub>j</sub> being the number of samples of class j:
     *
     * <pre>{@code
     * Δc_j = Σ_{i: y_i = j} (c_j − x_i) / (1 + N_j)
     * }</pre>
     *
     * <p>Centers then move by c<sub>j</sub> ← c<sub>j</sub> − α Δc<sub>j</sub>, α in [0, 1]. Nothing here is reduced or
     * weighted. Wen et al. 2016, eq. 4.
     *
     * @param features X, m×d. Not modified.
     * @param centers C, n×d. Not modified.
     * @param labels y, m entries in [0, n). Not modified.
     * @return Δc, n×d, a new matrix; the row of a class without samples is 0
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException if a value is not finite or a label is outside [0, n)
     */
    public static DMatrixRMaj delta(DMatrixRMaj features, DMatrixRMaj centers, int[] labels) {
        Objects.requireNonNull(centers, "centers");
        Arguments.check(new Center(), features, Parameters.ofCenters(centers), labels, null, null);
        return ClassDistance.step(features, centers, labels);
    }

    @Override
    public Center withReduction(Reduction reduction) {
        return new Center(reduction);
    }

    @Override
    public Set<Parameters.Kind> uses() {
        return EnumSet.of(Parameters.Kind.CENTERS);
    }
}
