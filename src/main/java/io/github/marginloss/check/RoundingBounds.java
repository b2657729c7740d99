package io.github.marginloss.check;

import io.github.marginloss.DescribedLoss;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.Sum;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Real;
import io.github.marginloss.reference.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ejml.MatrixDimensionException;
import org.ejml.data.DMatrixRMaj;

/**
 * What rounding may do to every output of a loss on one batch; {@link Comparison} has the formulas. Bounds are computed
 * once, and many evaluations may be judged by them: those of several programs, or one beside several formulas.
 */
public final class RoundingBounds {

    final DMatrixRMaj x;
    final Parameters parameters;
    final int[] labels;
    final Precision precision;
    /** Of L. */
    private final OutputBounds total;
    /** Of the l_i. */
    private final OutputBounds losses;
    /** Of the rows of ∂X. */
    final OutputBounds features;
    /** Of the rows of the other gradients. */
    private final Map<Kind, OutputBounds> rows = new EnumMap<>(Kind.class);

    private RoundingBounds(DMatrixRMaj x, Parameters parameters, int[] labels, Precision precision) {
        this.x = x;
        this.parameters = parameters;
        this.labels = labels;
        this.precision = precision;
        total = new OutputBounds("L", 1, precision);
        losses = new OutputBounds("l", labels.length, precision);
        features = new OutputBounds("dX", labels.length, precision);
        for (Kind kind : Kind.values()) {
            DMatrixRMaj values = parameters.get(kind);
            if (values != null) {
                String name = kind == Kind.WEIGHTS ? "dW" : kind == Kind.BIAS ? "db" : "dC";
                rows.put(kind, new OutputBounds(name, kind == Kind.BIAS ? 1 : values.numRows, precision));
            }
        }
    }

    /**
     * Computes the bounds.
     *
     * @param loss a loss of the library, a sum of such, or the {@link Reference} of one
     * @param features X, m×d. Not modified.
     * @param parameters what is learned. Not modified.
     * @param labels y. Not modified.
     * @param precision in which what is to be judged was computed
     * @return the bounds, which refer to these matrices
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException for what the loss refuses, and for a loss that does not describe itself
     */
    public static RoundingBounds of(
            Loss loss, DMatrixRMaj features, Parameters parameters, int[] labels, Precision precision) {
        Objects.requireNonNull(loss, "loss").check(features, parameters, labels, null, null);
        Objects.requireNonNull(precision, "precision");
        RoundingBounds bounds = new RoundingBounds(features, parameters, labels.clone(), precision);
        bounds.add(loss, Real.ONE);
        return bounds;
    }

    private void add(Loss loss, Real weight) {
        if (loss instanceof Sum sum) {
            add(sum.first(), weight);
            add(sum.second(), weight.times(Real.of(Math.abs(sum.weight()))));
        } else if (loss instanceof Reference reference) {
            add(reference.loss(), weight);
        } else if (loss instanceof DescribedLoss described) {
            double[] a = described.reduction().coefficients(labels);
            Real[] factors = new Real[a.length];
            Arrays.setAll(factors, i -> weight.times(Real.of(Math.abs(a[i]))));
            if (described.head() instanceof Head.Distance) {
                new DistanceBounds(this).add(weight, factors);
            } else {
                new SoftmaxBounds(this, described).add(weight, factors);
            }
        } else {
            throw new IllegalArgumentException("there are no bounds for " + loss.getClass()
                    + ": a loss that describes itself, a sum of such, or a reference expected");
        }
    }

    OutputBounds rows(Kind kind) {
        return rows.get(kind);
    }

    /** Adds the loss of a sample, with its error in eps by careful code and the absolute one by plain code. */
    void addLoss(int i, Real weight, Real factor, Real loss, Real careful, Real plain) {
        losses.add(i, weight.times(careful), weight.times(plain));
        Real summed = loss.times(Real.of(ofSum(labels.length)));
        total.add(0, factor.times(careful), factor.times(plain.plus(summed)));
    }

    /** What a sum loses to rounding, relative to its terms' sizes: 4 + √count eps, which no order exceeds in practice. */
    double ofSum(int count) {
        return (4 + Math.sqrt(count)) * precision.eps();
    }

    /**
     * Judges an evaluation.
     *
     * @param yours what is to be judged; a part that is null is not given. Not modified.
     * @param wanted what it should be, with everything that is given; a loss that is not NaN says that yours is given,
     *     NaN or not. Not modified.
     * @return the judgements
     * @throws NullPointerException if an argument is null, or wanted lacks what is given
     * @throws MatrixDimensionException if shapes do not fit
     * @throws IllegalArgumentException if nothing is given, or a gradient is that the parameters lack
     */
    public Comparison judge(Evaluation yours, Evaluation wanted) {
        Evaluation right = Given.of(wanted, x, parameters);
        boolean hasLoss = Given.hasLoss(right);
        Evaluation given = Given.of(yours, x, parameters, hasLoss);
        List<Judgement> all = new ArrayList<>();
        if (hasLoss) {
            all.add(total.judge(new double[] {given.loss()}, new double[] {right.loss()}));
        }
        if (given.sampleLosses() != null && labels.length > 0) {
            all.add(losses.judge(given.sampleLosses(), right.sampleLosses(), labels));
        }
        judge(features, given.gradients().features(), right.gradients().features(), all);
        rows.forEach((kind, bounds) ->
                judge(bounds, given.gradients().get(kind), right.gradients().get(kind), all));
        return new Comparison(precision, all);
    }

    private void judge(OutputBounds bounds, DMatrixRMaj got, DMatrixRMaj want, List<Judgement> all) {
        if (got != null && got.getNumElements() > 0) {
            double[] numbers = Arrays.copyOf(got.data, got.getNumElements());
            all.add(bounds.judge(numbers, Objects.requireNonNull(want, "wanted").data, labels));
        }
    }
}
