package io.github.marginloss.check;

import io.github.marginloss.FloatParameters;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.check.Entry.Verdict;
import io.github.marginloss.internal.Check;
import io.github.marginloss.internal.kernel.FloatRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * Compares the gradients of a loss with finite differences, entry by entry.
 *
 * <pre>{@code
 * System.out.println(GradientCheck.of(new MyLoss(), features, parameters, labels));
 * }</pre>
 *
 * <p>If {@link io.github.marginloss.reference.Reference} can read the loss, it gives L to some 27 digits. The check
 * then takes central differences of order six, with steps of 2<sup>−26</sup> of the row's size, and the tolerance is
 * 1e-9 of the larger of the row's largest number and the difference. Any other loss is evaluated in double, at steps
 * from 2<sup>−24</sup> to 2<sup>−1</sup>. For each entry, the check chooses the best of the resulting central and
 * one-sided differences, and the tolerance is 1e-7. The check measures the rounding error of the loss; an entry that a
 * difference cannot resolve is {@link Verdict#UNSEEN}.
 *
 * <p>Where the derivatives from the left and from the right differ, or the loss jumps, there is no derivative to
 * compare with: such an entry is {@link Verdict#AT_A_KINK}, not wrong. To find such entries, the check needs only
 * values of the loss. The kinks of a margin, the angles where it or its slope jumps, are known as well, and the report
 * names them: 0, π, kπ/t, π − m, π/2. Where only the curvature jumps, there is a derivative, and the check compares it.
 * A gradient that is not finite is always wrong.
 *
 * <p>A loss treats the margins that a {@link io.github.marginloss.core.MarginRule} derives from the norm of a feature
 * as constants. So does the check.
 *
 * <p>Each entry of features and parameters costs 6 evaluations by the reference, or 110 of the loss in double. So the
 * check is meant for small batches.
 */
public final class GradientCheck {

    private GradientCheck() {}

    /**
     * Checks all gradients of a loss at a point.
     *
     * @param loss any loss
     * @param features X, m×d. Not modified.
     * @param parameters the learned parameters. Not modified.
     * @param labels y. Not modified.
     * @return the report
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if shapes do not fit
     * @throws IllegalArgumentException if the loss refuses the batch for another reason, for example because it is
     *     empty and has no mean
     */
    public static Report of(Loss loss, DMatrixRMaj features, Parameters parameters, int[] labels) {
        Objects.requireNonNull(loss, "loss");
        Answer answer = new Answer(loss, features, parameters, labels);
        Probe probe = Probe.of(HeldMargins.in(loss, features), features, parameters, labels);
        Entries all = new Entries(answer, probe, new ArrayList<>());
        all.add(null, probe.features, features.numCols);
        for (Parameters.Kind kind : Parameters.Kind.values()) {
            DMatrixRMaj values = probe.parameters.get(kind);
            if (values != null) {
                // a bias counts as one row
                all.add(kind, values, kind == Parameters.Kind.BIAS ? values.numRows : values.numCols);
            }
        }
        return new Report(loss, all.entries, probe.tolerance(), Kink.of(loss, features, parameters, labels));
    }

    /**
     * Checks all gradients of a loss at a point whose numbers are floats. The check converts them to doubles, because
     * an L or a gradient that is rounded to float has too few digits for it.
     *
     * @param loss any loss
     * @param features X, m×d. Not modified.
     * @param parameters the learned parameters. Not modified.
     * @param labels y. Not modified.
     * @return the report
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if shapes do not fit
     * @throws IllegalArgumentException if the loss refuses the batch for another reason, for example because it is
     *     empty and has no mean
     */
    public static Report of(Loss loss, FMatrixRMaj features, FloatParameters parameters, int[] labels) {
        Check.complete("features", new FloatRows(Objects.requireNonNull(features, "features")));
        for (Parameters.Kind kind : Parameters.Kind.values()) {
            FMatrixRMaj matrix =
                    Objects.requireNonNull(parameters, "parameters").get(kind);
            if (matrix != null) {
                Check.complete(Answer.name(kind), new FloatRows(matrix));
            }
        }
        return of(loss, FloatRows.toDouble(features), parameters.toDouble(), labels);
    }

    /** The entries checked so far, for a loss whose gradients are known. */
    private record Entries(Answer answer, Probe probe, List<Entry> entries) {

        /** Checks all entries of a kind of parameters, or of the features (null). */
        void add(Parameters.Kind kind, DMatrixRMaj values, int columns) {
            DMatrixRMaj gradient = answer.gradient(kind);
            for (int k = 0; k < values.numRows * values.numCols; k++) {
                int from = k / columns * columns;
                Slope slope = probe.slope(values, k, largest(values, from, columns));
                double analytic = gradient.data[k];
                double numeric = slope.numeric();
                double scale = Math.max(largest(gradient, from, columns), Math.abs(numeric));
                double difference = Math.abs(analytic - numeric);
                entries.add(new Entry(
                        kind == null ? "features" : Answer.name(kind),
                        k / values.numCols,
                        k % values.numCols,
                        analytic,
                        numeric,
                        difference > 0 ? difference / scale : difference,
                        verdict(analytic, difference, slope, probe.tolerance() * scale),
                        answer.output(kind, k)));
            }
        }

        private Verdict verdict(double analytic, double difference, Slope slope, double tolerance) {
            if (Double.isNaN(answer.value) || !Double.isFinite(analytic)) {
                return Verdict.WRONG;
            } else if (difference <= tolerance) {
                return Verdict.RIGHT;
            } else if (slope.gap() > tolerance) {
                return Verdict.AT_A_KINK;
            }
            boolean unseen = difference <= slope.uncertainty() || Double.isInfinite(answer.value);
            return unseen ? Verdict.UNSEEN : Verdict.WRONG;
        }
    }

    /** The largest finite entry in size: a NaN must not excuse the other entries of its row. */
    private static double largest(DMatrixRMaj matrix, int from, int length) {
        double largest = 0;
        for (int k = from; k < from + length; k++) {
            if (Double.isFinite(matrix.data[k])) {
                largest = Math.max(largest, Math.abs(matrix.data[k]));
            }
        }
        return largest;
    }
}
