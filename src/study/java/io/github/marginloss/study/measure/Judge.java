package io.github.marginloss.study.measure;

import io.github.marginloss.Center;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Sum;
import io.github.marginloss.core.Real;
import io.github.marginloss.study.cases.Case;
import io.github.marginloss.study.measure.Output.Kind;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Judges each output of a call by the tolerances of the golden cases (docs/golden). With R the size of the logits, the
 * error of a loss may be 4 + 4 R (1 − p_y)/l ulps, and that of a row 8 ((1 + R) κ + σ) eps, where κ = Σ‖terms‖/‖row‖.
 * The error of a row of Center may be 4 eps.
 */
public final class Judge {

    private static final double DOUBLE_DOUBLE = 0x1p-40;

    /** The numbers from which the tolerance of a row follows. */
    private record Allowed(Terms terms, boolean faint, double scale, double sigma) {

        double eps(double kappa) {
            return 8 * ((1 + scale) * kappa + sigma);
        }

        /** Whether the rounding errors of the terms are beyond the range of double. */
        boolean isBeyond() {
            double relative = 8 * (1 + Math.min(scale, 1e300)) * Distance.EPS;
            return terms.reach.times(Real.of(relative)).exponent() > Double.MAX_EXPONENT;
        }
    }

    private final Case call;
    private final Magnitudes magnitudes;
    private final List<Output> outputs = new ArrayList<>();

    private Judge(Case call) {
        this.call = call;
        magnitudes = new Magnitudes(call);
    }

    /** All outputs of a call: L, the l_i, and the rows of the gradients. */
    public static List<Output> outputs(Case call, Evaluation expected, Evaluation actual) {
        Judge judge = new Judge(call);
        judge.loss("L", judge.magnitudes.total, expected.loss(), actual.loss());
        for (int i = 0; i < call.labels().length; i++) {
            Terms terms = judge.magnitudes.losses[i];
            judge.loss("l[" + i + "]", terms, expected.sampleLosses()[i], actual.sampleLosses()[i]);
        }
        judge.features(expected.gradients().features(), actual.gradients().features());
        judge.weights(expected.gradients().weights(), actual.gradients().weights());
        judge.bias(expected.gradients().bias(), actual.gradients().bias());
        judge.centers(expected.gradients().centers(), actual.gradients().centers());
        return judge.outputs;
    }

    private void loss(String name, Terms terms, double expected, double actual) {
        double error = Distance.ulps(expected, actual);
        Real allowed = terms.size.plus(terms.reach).times(Real.of(4)).plus(Real.of(quantum() / Distance.EPS));
        double tolerance = magnitudes.isRounded() ? Double.POSITIVE_INFINITY : 4;
        if (Double.isFinite(expected)) {
            // an ulp is at most eps times the value
            Real ulp = Real.of(Math.max(Math.abs(expected), Double.MIN_VALUE / Distance.EPS));
            tolerance = Math.max(tolerance, allowed.dividedBy(ulp).toDouble());
        }
        boolean beyond =
                Double.isInfinite(error) && allowed.times(Real.of(Distance.EPS)).exponent() >= Double.MAX_EXPONENT;
        outputs.add(new Output(Kind.LOSS, name, error, tolerance, 1, beyond ? 0 : error));
    }

    private void features(DMatrixRMaj expected, DMatrixRMaj actual) {
        for (int i = 0; i < expected.numRows; i++) {
            boolean faint = new Faintness(magnitudes).ofSample(i);
            Allowed allowed = new Allowed(magnitudes.features[i], faint, magnitudes.scale[i], magnitudes.sigma[i]);
            row(Kind.FEATURES, "∂X[" + i + "]", allowed, expected, actual, i);
        }
    }

    private void weights(DMatrixRMaj expected, DMatrixRMaj actual) {
        for (int j = 0; expected != null && j < expected.numRows; j++) {
            double sigma = 0;
            for (int i = 0; i < call.labels().length; i++) {
                sigma = call.labels()[i] == j ? Math.max(sigma, magnitudes.sigma[i]) : sigma;
            }
            boolean faint = new Faintness(magnitudes).ofClass(j);
            Allowed allowed = new Allowed(magnitudes.weights[j], faint, magnitudes.largestScale(), sigma);
            row(Kind.WEIGHTS, "∂W[" + j + "]", allowed, expected, actual, j);
        }
    }

    private void bias(DMatrixRMaj expected, DMatrixRMaj actual) {
        if (expected != null) {
            DMatrixRMaj row = new DMatrixRMaj(1, expected.numRows, true, expected.data);
            Allowed allowed = new Allowed(magnitudes.allBiases(), false, magnitudes.largestScale(), 0);
            row(Kind.BIAS, "∂b", allowed, row, actual, 0);
        }
    }

    private void centers(DMatrixRMaj expected, DMatrixRMaj actual) {
        for (int j = 0; expected != null && j < expected.numRows; j++) {
            int d = expected.numCols;
            double error = Distance.eps(expected.data, actual.data, j * d, d, quantum());
            ScaledRow row = ScaledRow.of(expected.data, j * d, d);
            double kappa = kappa(magnitudes.centers[j], row);
            // their sum is in double-double, where only a large cancellation shows
            double tolerance = 4 * Math.max(1, kappa * DOUBLE_DOUBLE);
            double ofTerms = row.norm() > 0 ? error / kappa : 0;
            outputs.add(new Output(Kind.CENTERS, "∂C[" + j + "]", error, tolerance, kappa, ofTerms));
        }
    }

    private void row(Kind kind, String name, Allowed allowed, DMatrixRMaj expected, DMatrixRMaj actual, int index) {
        int d = expected.numCols;
        double error = Distance.eps(expected.data, actual.data, index * d, d, quantum());
        ScaledRow row = ScaledRow.of(expected.data, index * d, d);
        boolean unasked = allowed.faint || magnitudes.isRounded();
        double kappa = unasked ? Double.POSITIVE_INFINITY : kappa(allowed.terms, row);
        // Center takes exact differences, so neither R nor σ matters
        double tolerance = call.loss() instanceof Center ? 4 : allowed.eps(kappa);
        double ofTerms = error / kappa;
        if (Double.isInfinite(error)) {
            Real left = ScaledRow.of(actual.data, index * d, d).size();
            ofTerms = allowed.isBeyond() ? 0 : part(left, allowed.terms.reach);
        }
        outputs.add(new Output(kind, name, error, tolerance, kappa, ofTerms));
    }

    /**
     * The smallest double, times the weight of a sum: the second term is rounded before the weight multiplies it,
     * subnormal parts included.
     */
    private double quantum() {
        return Double.MIN_VALUE * (call.loss() instanceof Sum sum ? Math.max(1, Math.abs(sum.weight())) : 1);
    }

    /** Σ‖terms‖/‖row‖, at least 1; a row beyond the range counts as the largest double. */
    private static double kappa(Terms terms, ScaledRow row) {
        boolean finite = Double.isFinite(row.norm());
        Real size = finite ? row.size() : Real.of(Double.MAX_VALUE);
        return size.isZero() ? 1 : Math.max(1, terms.size.dividedBy(size).toDouble());
    }

    private static double part(Real left, Real reach) {
        return reach.isZero() ? Double.POSITIVE_INFINITY : left.dividedBy(reach).toDouble() / Distance.EPS;
    }
}
