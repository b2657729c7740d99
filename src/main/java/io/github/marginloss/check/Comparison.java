package io.github.marginloss.check;

import io.github.marginloss.Evaluation;
import io.github.marginloss.FloatEvaluation;
import io.github.marginloss.FloatGradients;
import io.github.marginloss.FloatParameters;
import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.internal.kernel.FloatRows;
import io.github.marginloss.reference.Reference;
import java.util.List;
import java.util.Objects;
import org.ejml.MatrixDimensionException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * Compares the numbers of any program with those of the {@linkplain Reference reference}, output by output, and tells
 * mistakes from rounding errors.
 *
 * <pre>{@code
 * Comparison comparison = Comparison.of(new ArcFace(), features, parameters, labels, yours);
 * if (!comparison.passed()) {
 *     System.out.println(comparison);   // a line for each output: grade, worst row, got and wanted
 * }
 * }</pre>
 *
 * <p>The report gives each output a {@link Grade}. An output that reaches grade P is right. Between grade P and a
 * mistake lie the errors of plain code with the right formula. Such code rounds the cosine of normalised rows, takes an
 * arc cosine or √(1 − cos²θ) near 0 and π, and computes p<sub>y</sub> − 1 and log Σ exp(z) − z<sub>y</sub>. With the
 * eps of the precision, R the size of a sample's logits, η = (4 + √d) eps and ρ = R η + (4 + √n) eps,
 *
 * <pre>{@code
 * Δθ     = min(2 η / sin θ, 2 √η) + 2 eps (π + m), and ζ is r times what ψ changes within it, 0 for a linear head
 * Δl     = (1 − p_y) (2 ρ + ζ) + 4 eps (1 + l) + 2 R eps
 * Δg_j   = |g_j| (exp(2 ρ + ζ) − 1),      and 4 eps p_y more for the target
 * Δ∂x    = |a| Σ_j (r / ‖x‖) (Δg_j |f′_j| + (|g_j| + Δg_j) ((8 + √d + √n) eps κ_j + ξ_j))
 * Δ∂W_j  = Σ_i |a_i| (r / ‖W_j‖) (Δg_ij |f′_ij| + (|g_ij| + Δg_ij) ((8 + √d + √m) eps κ_ij + ξ_ij))
 * }</pre>
 *
 * <p>where g = ∂l/∂z, and f′ is the derivative with respect to the angle: ψ′ for the target, sin θ for the others. κ is
 * 1 and ξ is 0, except for the target of an angular margin. There κ is |ψ′|/sin θ if that is larger, because sums have
 * terms of that size; and ξ is the change of ψ′ within Δθ, plus |ψ′| times η/sin θ + η/sin²θ. In Δθ, m is the angle
 * that is added to θ: m₂/m₁ for {@link io.github.marginloss.CombinedMargin}, and for the others π, the largest it can
 * be. Softmax has ‖W_j‖ and ‖x‖ in place of r/‖x‖ and r/‖W_j‖, and f′ = 1. Center has (4 + √d) eps (‖x‖ + ‖c‖)² for a
 * loss and 4 eps (‖x‖ + ‖c‖) for a term of a gradient. A number that is NaN or infinite where the true one is finite is
 * always a mistake.
 *
 * <p>Where plain code may lose every digit of a row, the row cannot be judged, and any small number passes. The report
 * counts such rows. If an output has no other rows, the report begins with that; then compare in double precision.
 */
public final class Comparison {

    private final Precision precision;
    private final List<Judgement> judgements;

    private Comparison(Precision precision, List<Judgement> judgements) {
        this.precision = precision;
        this.judgements = List.copyOf(judgements);
    }

    /**
     * Compares numbers of double precision with the reference.
     *
     * @param loss a loss that {@link Reference#of} accepts
     * @param features X, m×d. Not modified.
     * @param parameters the learned parameters. Not modified.
     * @param labels y. Not modified.
     * @param yours the numbers to be judged. A loss of NaN counts as not given; so does null for sampleLosses, for
     *     gradients or for one of its matrices. Not modified.
     * @return the report
     * @throws NullPointerException if loss, features, parameters, labels or yours is null
     * @throws MatrixDimensionException if shapes do not fit, those of yours included
     * @throws IllegalArgumentException if nothing is given, if a gradient is given for a parameter that is absent, or
     *     if the loss refuses the batch
     */
    public static Comparison of(
            Loss loss, DMatrixRMaj features, Parameters parameters, int[] labels, Evaluation yours) {
        return of(loss, features, parameters, labels, yours, Precision.DOUBLE);
    }

    /**
     * Compares numbers of a given precision with the reference.
     *
     * @param loss a loss that {@link Reference#of} accepts
     * @param features X, m×d, exactly as the judged program has them: rounded, if it rounds them. Not modified.
     * @param parameters the learned parameters, in the same way. Not modified.
     * @param labels y. Not modified.
     * @param yours the numbers to be judged; absent ones are NaN or null. Not modified.
     * @param precision the precision in which yours was computed
     * @return the report
     * @throws NullPointerException if an argument is null
     * @throws MatrixDimensionException if shapes do not fit, those of yours included
     * @throws IllegalArgumentException if nothing is given, if a gradient is given for a parameter that is absent, or
     *     if the loss refuses the batch
     */
    public static Comparison of(
            Loss loss,
            DMatrixRMaj features,
            Parameters parameters,
            int[] labels,
            Evaluation yours,
            Precision precision) {
        Objects.requireNonNull(loss, "loss").check(features, parameters, labels, null, null);
        Evaluation given = Given.of(yours, features, parameters);
        Gradients gradients = Given.like(given.gradients());
        double[] losses = given.sampleLosses() == null ? null : new double[labels.length];
        double value = Reference.of(loss).evaluate(features, parameters, labels, losses, gradients);
        Evaluation right = new Evaluation(Given.hasLoss(given) ? value : Double.NaN, losses, gradients);
        return of(RoundingBounds.of(loss, features, parameters, labels, precision), given, right);
    }

    /**
     * Compares floats with the reference.
     *
     * @param loss a loss that {@link Reference#of} accepts
     * @param features X, m×d. Not modified.
     * @param parameters the learned parameters. Not modified.
     * @param labels y. Not modified.
     * @param yours the numbers to be judged; absent ones are NaN or null. Its losses are judged as floats, too. Not
     *     modified.
     * @return the report
     * @throws NullPointerException if an argument is null
     * @throws MatrixDimensionException if shapes do not fit, those of yours included
     * @throws IllegalArgumentException if nothing is given, if a gradient is given for a parameter that is absent, or
     *     if the loss refuses the batch
     */
    public static Comparison of(
            Loss loss, FMatrixRMaj features, FloatParameters parameters, int[] labels, FloatEvaluation yours) {
        Objects.requireNonNull(loss, "loss").check(features, parameters, labels, null, null);
        FloatGradients gradients = Objects.requireNonNull(yours, "yours").gradients();
        Evaluation given =
                new Evaluation(yours.loss(), yours.sampleLosses(), gradients == null ? null : gradients.toDouble());
        return of(loss, FloatRows.toDouble(features), parameters.toDouble(), labels, given, Precision.FLOAT);
    }

    /**
     * Compares numbers with other given numbers, for example with those that the reference has computed before.
     *
     * @param bounds the bounds of the loss on the batch
     * @param yours the numbers to be judged; null for a part that is not given. Not modified.
     * @param wanted the right numbers, with every part that yours has. If its loss is not NaN, the loss of yours counts
     *     as given, even if that is NaN. Not modified.
     * @return the report
     * @throws NullPointerException if an argument is null, or wanted lacks a part that is given
     * @throws MatrixDimensionException if shapes do not fit
     * @throws IllegalArgumentException if nothing is given, or a gradient is given for a parameter that is absent
     */
    public static Comparison of(RoundingBounds bounds, Evaluation yours, Evaluation wanted) {
        return new Comparison(bounds.precision(), bounds.judge(yours, wanted));
    }

    /** {@return the precision in whose units errors are measured} */
    public Precision precision() {
        return precision;
    }

    /** {@return a judgement of each output that is given, in the order L, l, dX, dW, db, dC} */
    public List<Judgement> judgements() {
        return judgements;
    }

    /** {@return the grade of the worst output} */
    public Grade grade() {
        return judgements.stream().map(Judgement::grade).min(Grade::compareTo).orElse(Grade.R);
    }

    /** {@return whether no output is a mistake} */
    public boolean passed() {
        return grade() != Grade.MISTAKE;
    }

    /**
     * {@return whether every output reaches a grade}
     *
     * @param required the grade
     */
    public boolean reaches(Grade required) {
        return grade().compareTo(required) >= 0;
    }

    /** {@return one line on the whole, and one line per output} */
    @Override
    public String toString() {
        int mistaken = 0;
        boolean unseen = false;
        StringBuilder lines = new StringBuilder();
        for (Judgement judgement : judgements) {
            mistaken += judgement.grade() == Grade.MISTAKE ? 1 : 0;
            unseen |= judgement.unseen() == judgement.rows();
            lines.append("\n  ").append(judgement);
        }
        String head = mistaken > 0
                ? mistaken + " of " + judgements.size() + " outputs mistaken"
                : unseen ? "no mistake that can be seen" : "no mistake";
        return head + ", in the units of " + precision + lines;
    }
}
