package io.github.marginloss;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.center.CenterTerm;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.FloatRows;
import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.RowSink;
import io.github.marginloss.internal.row.Samples;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * The center loss: l<sub>i</sub> = ½‖x<sub>i</sub> − c<sub>y</sub>‖², y being the label of sample i. The norm is
 * squared; texts without the square contain a misprint.
 *
 * <p>∂l<sub>i</sub>/∂x<sub>i</sub> = x<sub>i</sub> − c<sub>y</sub>. There are two ways to move the centers: by the
 * gradient ∂L/∂C, which {@link #evaluate evaluate} computes, or by the published step {@link #delta delta}. That step
 * is <em>not</em> a gradient: it is divided by 1 + the number of samples of the class, and depends neither on the
 * reduction nor on the weight of the loss in a sum.
 *
 * <p>Wen et al., A Discriminative Feature Learning Approach for Deep Face Recognition, 2016, eq. 2–4. The default
 * reduction is the sum, as published; in a sum with a loss that is a mean, use {@link Reduction#MEAN}.
 *
 * <p>{@linkplain io.github.marginloss Accuracy}: there are no logits to round. The difference x − c is computed
 * exactly. In the study, every loss was within 1 ulp and every row within 0.99 eps.
 *
 * <p><img src="{@docRoot}/img/features.svg" width="888"
 * alt="Features of digits in two dimensions under each loss: with the center loss the classes are blobs">
 *
 * @param reduction how the sample losses are reduced
 */
public record Center(Reduction reduction) implements DescribedLoss {

    /** Creates a loss with the sum over the batch, as published. */
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
    public Head head() {
        return new Head.Distance();
    }

    /**
     * Returns the published center step, N<sub>j</sub> being the number of samples of class j:
     *
     * <pre>{@code
     * Δc_j = Σ_{i: y_i = j} (c_j − x_i) / (1 + N_j)
     * }</pre>
     *
     * <p>Centers then move by c<sub>j</sub> ← c<sub>j</sub> − α Δc<sub>j</sub>, α in [0, 1]. The step is neither
     * reduced nor weighted. Wen et al. 2016, eq. 4.
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
        return delta(features, centers, labels, Reduction.SUM);
    }

    /**
     * Returns the published center step, leaving out the samples that a reduction ignores. The coefficients of the
     * reduction do not matter.
     *
     * @param features X, m×d. Not modified.
     * @param centers C, n×d. Not modified.
     * @param labels y, m entries in [0, n), or ignored. Not modified.
     * @param reduction tells which labels are ignored
     * @return Δc, n×d, a new matrix; the row of a class without samples is 0
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException if a value is not finite or a label is outside [0, n)
     */
    public static DMatrixRMaj delta(DMatrixRMaj features, DMatrixRMaj centers, int[] labels, Reduction reduction) {
        Arguments arguments = Arguments.of(features, Parameters.ofCenters(centers), labels, null, null);
        DMatrixRMaj step = new DMatrixRMaj();
        delta(arguments, reduction, new DoubleRows(step));
        return step;
    }

    /**
     * Returns the published center step from floats. The step is computed from the same numbers as doubles, and rounded
     * to float once.
     *
     * @param features X, m×d. Not modified.
     * @param centers C, n×d. Not modified.
     * @param labels y, m entries in [0, n). Not modified.
     * @return Δc, n×d, a new matrix; the row of a class without samples is 0
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException if a value is not finite or a label is outside [0, n)
     */
    public static FMatrixRMaj delta(FMatrixRMaj features, FMatrixRMaj centers, int[] labels) {
        return delta(features, centers, labels, Reduction.SUM);
    }

    /**
     * Returns the published center step from floats, leaving out the samples that a reduction ignores. The step is
     * computed from the same numbers as doubles, and rounded to float once.
     *
     * @param features X, m×d. Not modified.
     * @param centers C, n×d. Not modified.
     * @param labels y, m entries in [0, n), or ignored. Not modified.
     * @param reduction tells which labels are ignored
     * @return Δc, n×d, a new matrix; the row of a class without samples is 0
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException if a value is not finite or a label is outside [0, n)
     */
    public static FMatrixRMaj delta(FMatrixRMaj features, FMatrixRMaj centers, int[] labels, Reduction reduction) {
        Arguments arguments = Arguments.of(features, FloatParameters.ofCenters(centers), labels, null, null);
        FMatrixRMaj step = new FMatrixRMaj();
        delta(arguments, reduction, new FloatRows(step));
        return step;
    }

    private static void delta(Arguments arguments, Reduction reduction, RowSink target) {
        Description center = Sum.describe(new Center(reduction), Real.ONE);
        ArgumentCheck.check(List.of(center), arguments);
        int[] labels = arguments.labels();
        Samples samples = Samples.of(labels, i -> !reduction.ignores(labels[i]));
        CenterTerm.step(arguments.features(), arguments.parameters().get(Parameters.Kind.CENTERS), samples, target);
        KernelChoice.considerVectors();
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
