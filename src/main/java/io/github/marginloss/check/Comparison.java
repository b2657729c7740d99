package io.github.marginloss.check;

import io.github.marginloss.Evaluation;
import io.github.marginloss.FloatEvaluation;
import io.github.marginloss.FloatParameters;
import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.internal.kernel.FloatRows;
import io.github.marginloss.reference.Reference;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.ejml.MatrixDimensionException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * Anybody's numbers beside those of the {@linkplain Reference reference}, output by output: is it a mistake, or is it
 * rounding?
 *
 * <pre>{@code
 * Comparison comparison = Comparison.of(new ArcFace(), features, parameters, labels, yours);
 * if (!comparison.passed()) {
 *     System.out.println(comparison);   // a line for each output: grade, worst row, got and wanted
 * }
 * }</pre>
 *
 * <p>Of each output the report says the {@link Grade}. What is no worse than grade P is right. Between that and a mistake
 * lies what plain code loses that has the right formula: in rounding a cosine of normalised rows, in an arc cosine or
 * √(1 − cos²θ) near 0 and π, in forming p<sub>y</sub> − 1 and log Σ exp(z) − z<sub>y</sub>. With eps that of the
 * precision, R the size of a sample's logits, η = (4 + √d) eps and ρ = R η + (4 + √n) eps,
 *
 * <pre>{@code
 * Δθ     = min(2 η / sin θ, 2 √η)         and ζ is r times what ψ changes within it, 0 without a margin
 * Δl     = (1 − p_y) (ρ + ζ) + 4 eps (1 + l) + 2 R eps
 * Δg_j   = |g_j| (exp(2 ρ + ζ) − 1),      and 4 eps p_y more for the target
 * Δ∂x    = |a| Σ_j (r / ‖x‖) (Δg_j + (|g_j| + Δg_j) ((8 + √d + √n) eps + ξ_j))
 * Δ∂W_j  = Σ_i |a_i| (r / ‖W_j‖) (Δg_ij + (|g_ij| + Δg_ij) ((8 + √d + √m) eps + ξ_ij))
 * }</pre>
 *
 * <p>where g = ∂l/∂z, and ξ is 0 but at the target of an angular margin: what ψ′ changes within Δθ, and |ψ′| times
 * η/sin θ + η/sin²θ. Softmax has ‖W_j‖ and ‖x‖ in place of r/‖x‖ and r/‖W_j‖, Center (4 + √d) eps (‖x‖ + ‖c‖)² for a
 * loss and 4 eps (‖x‖ + ‖c‖) for a term of a gradient. A number that is NaN or infinite where the true one is finite is
 * a mistake always.
 */
public final class Comparison {

    private final Loss loss;
    private final Precision precision;
    private final List<Judgement> judgements;

    private Comparison(Loss loss, Precision precision, List<Judgement> judgements) {
        this.loss = loss;
        this.precision = precision;
        this.judgements = List.copyOf(judgements);
    }

    /**
     * Compares numbers of double precision with the reference.
     *
     * @param loss a loss that {@link Reference#of} takes
     * @param features X, m×d. Not modified.
     * @param parameters what is learned. Not modified.
     * @param labels y. Not modified.
     * @param yours what is to be judged: loss NaN, or sampleLosses, gradients or one of its matrices null, if it is not
     *     given. Not modified.
     * @return the report
     * @throws NullPointerException if loss, features, parameters, labels or yours is null
     * @throws MatrixDimensionException if shapes do not fit, those of yours included
     * @throws IllegalArgumentException if nothing is given or a gradient is that the parameters lack, and for what the
     *     loss refuses
     */
    public static Comparison of(
            Loss loss, DMatrixRMaj features, Parameters parameters, int[] labels, Evaluation yours) {
        return of(loss, features, parameters, labels, yours, Precision.DOUBLE);
    }

    /**
     * Compares numbers of a given precision with the reference.
     *
     * @param loss a loss that {@link Reference#of} takes
     * @param features X, m×d, as the program to be judged has them: rounded, if it rounds them. Not modified.
     * @param parameters what is learned, in the same way. Not modified.
     * @param labels y. Not modified.
     * @param yours what is to be judged, as above. Not modified.
     * @param precision in which yours was computed
     * @return the report
     * @throws NullPointerException if an argument is null
     * @throws MatrixDimensionException if shapes do not fit, those of yours included
     * @throws IllegalArgumentException as above
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
        return between(loss, features, parameters, labels, given, precision, right);
    }

    /**
     * Compares floats with the reference.
     *
     * @param loss a loss that {@link Reference#of} takes
     * @param features X, m×d. Not modified.
     * @param parameters what is learned. Not modified.
     * @param labels y. Not modified.
     * @param yours what is to be judged, as above. Its losses are judged as floats, too. Not modified.
     * @return the report
     * @throws NullPointerException if an argument is null
     * @throws MatrixDimensionException if shapes do not fit, those of yours included
     * @throws IllegalArgumentException as above
     */
    public static Comparison of(
            Loss loss, FMatrixRMaj features, FloatParameters parameters, int[] labels, FloatEvaluation yours) {
        Objects.requireNonNull(loss, "loss").check(features, parameters, labels, null, null);
        Evaluation given = Given.ofFloats(yours);
        return of(loss, FloatRows.toDouble(features), parameters.toDouble(), labels, given, Precision.FLOAT);
    }

    /**
     * Compares numbers with others than the reference's, by the bounds of a loss: whether they are another formula's.
     * Where wanted has a loss, one of NaN is given, and a mistake.
     *
     * @param loss the loss whose bounds hold
     * @param features X, m×d. Not modified.
     * @param parameters what is learned. Not modified.
     * @param labels y. Not modified.
     * @param yours what is to be judged, as above. Not modified.
     * @param precision in which yours was computed
     * @param wanted what yours should be, with everything that is given there. Not modified.
     * @return the report
     * @throws NullPointerException if an argument is null, or wanted lacks what is given
     * @throws MatrixDimensionException if shapes do not fit, those of yours and of wanted included
     * @throws IllegalArgumentException as above
     */
    public static Comparison between(
            Loss loss,
            DMatrixRMaj features,
            Parameters parameters,
            int[] labels,
            Evaluation yours,
            Precision precision,
            Evaluation wanted) {
        Objects.requireNonNull(loss, "loss").check(features, parameters, labels, null, null);
        Evaluation right = Given.of(wanted, features, parameters);
        Evaluation given = Given.of(yours, features, parameters, Given.hasLoss(wanted));
        Allowances all = LossBounds.of(loss, features, parameters, labels, precision);
        return new Comparison(loss, precision, new Judgements(all, given, right).judgements());
    }

    /** {@return what was compared} */
    public Loss loss() {
        return loss;
    }

    /** {@return in whose units errors are} */
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

    /** {@return whether every output reaches a grade} */
    public boolean reaches(Grade least) {
        return grade().compareTo(least) >= 0;
    }

    /** {@return a line on the whole, and one for each output} */
    @Override
    public String toString() {
        long mistakes = judgements.stream()
                .filter(judgement -> judgement.grade() == Grade.MISTAKE)
                .count();
        String head = (mistakes == 0 ? "no mistake: " : mistakes + " of " + judgements.size() + " outputs mistaken: ")
                + loss + ", in the units of " + (precision == Precision.DOUBLE ? "double" : "float");
        return judgements.stream().map(judgement -> "\n  " + judgement).collect(Collectors.joining("", head, ""));
    }
}
