package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.Scale;
import io.github.marginloss.golden.Errors;
import io.github.marginloss.reference.Reference;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Grade P of docs/golden/README.md for any batch: compares a loss with its reference, and allows for logits rounded to
 * double. With R_i the size of a sample's logits, its loss may have an error of 4 + 4 R (1 − p)/l ulps, and a row of a
 * gradient one of 8 Σ (1 + R_i) ‖term‖ eps, which is the page's 8 (1 + R) κ, sample by sample. σ is 0 here, because the
 * library computes the target's angle more accurately than in double.
 *
 * <p>The terms are the reference's gradients of each sample alone. The terms of ∂x_i follow from those of ∂W: the term
 * of a class is ‖w_j‖/‖x_i‖ times as long.
 */
final class GradeP {

    private final Loss loss;
    private final Batch batch;
    private final double[] coefficients;
    private final Evaluation right;
    private final Evaluation[] alone;
    private final Real[] price;

    private GradeP(Loss loss, Batch batch) {
        this.loss = loss;
        this.batch = batch;
        coefficients = reduction(loss).coefficients(batch.labels());
        right = batch.backward(Reference.of(loss));
        alone = new Evaluation[coefficients.length];
        price = new Real[coefficients.length];
        for (int i = 0; i < alone.length; i++) {
            Loss single = loss.withReduction(Reduction.weighted(coefficients[i]));
            alone[i] = batch.samples(i).backward(Reference.of(single));
            price[i] = Real.ONE.plus(logitSize(i));
        }
    }

    /** Fails if the error of an output is larger than grade P allows. */
    static void agree(Loss loss, Batch batch) {
        GradeP grade = new GradeP(loss, batch);
        Evaluation fast = batch.backward(loss);
        grade.losses(fast);
        grade.features(fast.gradients().features());
        for (Parameters.Kind kind : Parameters.Kind.values()) {
            if (batch.parameters().get(kind) != null) {
                grade.parameter(kind, fast.gradients().get(kind));
            }
        }
    }

    private static Reduction reduction(Loss loss) {
        return loss instanceof HeadLoss described ? described.reduction() : ((Center) loss).reduction();
    }

    /** R of a sample. */
    private Real logitSize(int i) {
        if (!(loss instanceof HeadLoss described)) {
            return Real.ZERO;
        }
        Real x = norm(Rows.row(batch.features(), i));
        if (described.head() instanceof Head.Cosine cosine) {
            double turns = loss instanceof SphereFace sphere ? 2 * sphere.t() + 1 : 1;
            return cosine.scale() instanceof Scale.Fixed fixed ? Real.of(fixed.s()) : x.times(Real.of(turns));
        }
        Real longest = Real.ZERO;
        for (int j = 0; j < batch.classes(); j++) {
            longest = greater(
                    longest, norm(Rows.row(batch.parameters().weights(), j)).times(x));
        }
        DMatrixRMaj bias = batch.parameters().bias();
        double b = bias == null
                ? 0
                : Arrays.stream(Compare.entries(bias)).map(Math::abs).max().getAsDouble();
        return longest.plus(Real.of(b));
    }

    private void losses(Evaluation fast) {
        Real allowed = Real.ZERO;
        for (int i = 0; i < alone.length; i++) {
            double l = right.sampleLosses()[i];
            // (1 − p)/l, because p = e^−l
            double wrong = l == 0 ? 1 : -Math.expm1(-l) / l;
            Real tolerance = price[i].minus(Real.ONE)
                    .times(Real.of(wrong))
                    .plus(Real.ONE)
                    .times(Real.of(4));
            check("l[" + i + "]", Errors.ulps(l, fast.sampleLosses()[i]), tolerance.toDouble());
            allowed = allowed.plus(tolerance.times(finite(l)).times(Real.of(Math.abs(coefficients[i]))));
        }
        check("L", Errors.ulps(right.loss(), fast.loss()), ratio(allowed, finite(Math.abs(right.loss()))));
    }

    private void features(DMatrixRMaj actual) {
        for (int i = 0; i < alone.length; i++) {
            double[] expected = Rows.row(right.gradients().features(), i);
            Real allowed = featureTerms(i).times(price[i]).times(Real.of(8));
            check("dX row " + i, Errors.eps(expected, Rows.row(actual, i)), ratio(allowed, norm(expected)));
        }
    }

    private Real featureTerms(int i) {
        Gradients terms = alone[i].gradients();
        Real sum = norm(Rows.row(terms.features(), 0));
        Real x = norm(Rows.row(batch.features(), i));
        if (!(loss instanceof HeadLoss described) || x.isZero()) {
            return sum;
        }
        for (int j = 0; j < batch.classes(); j++) {
            Real w = norm(Rows.row(batch.parameters().weights(), j));
            sum = sum.plus(norm(Rows.row(terms.weights(), j)).times(w).dividedBy(x));
        }
        if (described.head() instanceof Head.Cosine cosine && cosine.scale() instanceof Scale.Norm) {
            // along x̂: Σ |a g_j f_j|, where no f exceeds the target's
            double turns = loss instanceof SphereFace sphere ? 2 * sphere.t() - 1 : 1;
            double g = -2 * Math.expm1(-right.sampleLosses()[i]);
            sum = sum.plus(Real.of(Math.abs(coefficients[i])).times(Real.of(turns * g)));
        }
        return sum;
    }

    private void parameter(Parameters.Kind kind, DMatrixRMaj actual) {
        DMatrixRMaj expected = right.gradients().get(kind);
        boolean column = kind == Parameters.Kind.BIAS; // counts as one row
        for (int j = 0; j < (column ? 1 : expected.numRows); j++) {
            Real terms = Real.ZERO;
            for (int i = 0; i < alone.length; i++) {
                DMatrixRMaj term = alone[i].gradients().get(kind);
                Real size = norm(column ? Compare.entries(term) : Rows.row(term, j));
                terms = terms.plus(size.times(price[i]).times(Real.of(8)));
            }
            double[] row = column ? Compare.entries(expected) : Rows.row(expected, j);
            double[] other = column ? Compare.entries(actual) : Rows.row(actual, j);
            check(kind + " row " + j, Errors.eps(row, other), ratio(terms, norm(row)));
        }
    }

    /**
     * If an answer is 0 because it has no terms, the result must be 0; if its terms cancel, an error of any size is
     * rounding.
     */
    private static double ratio(Real allowed, Real size) {
        return allowed.isZero()
                ? 0
                : size.isZero()
                        ? Double.POSITIVE_INFINITY
                        : allowed.dividedBy(size).toDouble();
    }

    private static Real finite(double value) {
        return Real.of(Math.min(value, Double.MAX_VALUE));
    }

    private static Real greater(Real a, Real b) {
        return a.minus(b).signum() > 0 ? a : b;
    }

    /** ‖row‖, of any size; an infinite entry counts as the largest double. */
    private static Real norm(double[] row) {
        Real square = Real.ZERO;
        for (double v : row) {
            Real entry = finite(Math.abs(v));
            square = square.plus(entry.times(entry));
        }
        long half = Math.floorDiv(square.exponent(), 2L);
        return Real.of(square.toDD(-2 * half).sqrt(), half);
    }

    private void check(String what, double error, double tolerance) {
        assertTrue(error <= tolerance, () -> loss + " " + what + " is off by " + error + ", allowed " + tolerance);
    }
}
