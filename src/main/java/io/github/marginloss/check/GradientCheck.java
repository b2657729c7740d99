package io.github.marginloss.check;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;

/**
 * Compares the gradients of a loss with finite differences, entry by entry.
 *
 * <pre>{@code
 * System.out.println(GradientCheck.of(new MyLoss(), features, parameters, labels));
 * }</pre>
 *
 * <p>The differences are central and of order six, L'(x) ≈ Σ<sub>k=1..3</sub> c<sub>k</sub> (L(x + kh) − L(x − kh)) / h with
 * c = (3/4, −3/20, 1/60). Where {@link io.github.marginloss.reference.Reference} can read the loss, L is taken in double-double
 * with steps of 2<sup>−30</sup> of the row's size, and an entry is right if it is within 1e-9 of its row's greatest; a loss of one's own
 * is evaluated in double, with the step that suits each entry best, and has a tolerance of 1e-7.
 *
 * <p>Where the derivatives from the left and from the right differ, or the loss jumps, there is no derivative to compare
 * with: such an entry is {@link Verdict#AT_A_KINK}, not wrong. That is found from the loss alone; of a margin loss the angles
 * of its kinks are known as well, and named (0, π, kπ/t, π − m, π/2).
 *
 * <p>The cost is between ten and fifty evaluations of the loss for each entry of features and parameters: meant for small batches.
 */
public final class GradientCheck {

    private GradientCheck() {}

    /** What became of an entry. */
    public enum Verdict {
        /** Gradient and difference agree. */
        RIGHT,
        /** There is no derivative here. */
        AT_A_KINK,
        /** They differ where there is a derivative. */
        WRONG
    }

    /**
     * One entry of a gradient.
     *
     * @param matrix which gradient: features, weights, bias or centers
     * @param row its row
     * @param column its column
     * @param analytic what the loss says
     * @param numeric what the finite difference says
     * @param error their difference, divided by the greatest entry of the row
     * @param verdict what follows
     */
    public record Entry(
            String matrix, int row, int column, double analytic, double numeric, double error, Verdict verdict) {}

    /**
     * Checks all gradients of a loss at a point.
     *
     * @param loss any loss
     * @param features X, m×d. Not modified.
     * @param parameters what is learned. Not modified.
     * @param labels y. Not modified.
     * @return the report
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if shapes do not fit
     * @throws IllegalArgumentException for what else the loss refuses, an empty batch of a mean for example
     */
    public static Report of(Loss loss, DMatrixRMaj features, Parameters parameters, int[] labels) {
        Objects.requireNonNull(loss, "loss");
        Evaluation evaluation = loss.backward(features, parameters, labels);
        Probe probe = Probe.of(loss, features, parameters, labels);
        List<Kink> kinks = Kink.of(loss, features, parameters, labels);
        List<Entry> entries = new ArrayList<>();
        add(entries, "features", features, evaluation.gradients().features(), probe, kinks);
        for (Parameters.Kind kind : Parameters.Kind.values()) {
            if (parameters.get(kind) != null) {
                String name = kind.name().toLowerCase(Locale.ROOT);
                add(entries, name, parameters.get(kind), evaluation.gradients().get(kind), probe, kinks);
            }
        }
        return new Report(loss, entries, probe.tolerance(), kinks);
    }

    private static void add(
            List<Entry> entries,
            String matrix,
            DMatrixRMaj values,
            DMatrixRMaj gradient,
            Probe probe,
            List<Kink> kinks) {
        // a bias is one row of its own
        int columns = matrix.equals("bias") ? values.numRows : values.numCols;
        for (int k = 0; k < values.numRows * values.numCols; k++) {
            int from = k / columns * columns;
            double size = greatest(values, from, columns);
            Probe.Slope slope = probe.slope(matrix, k, size == 0 ? 1 : size);
            double scale = Math.max(greatest(gradient, from, columns), Math.abs(slope.central()));
            double difference = Math.abs(gradient.data[k] - slope.central());
            // differences cannot see a slope that is nothing beside L
            double error = difference <= probe.resolution(size == 0 ? 1 : size) ? 0 : difference / scale;
            int row = k / values.numCols;
            Verdict verdict = Verdict.RIGHT;
            if (!(error <= probe.tolerance())) {
                boolean kink = known(kinks, matrix, row) || slope.isKink(probe.tolerance() * scale);
                verdict = kink ? Verdict.AT_A_KINK : Verdict.WRONG;
            }
            entries.add(new Entry(matrix, row, k % values.numCols, gradient.data[k], slope.central(), error, verdict));
        }
    }

    private static boolean known(List<Kink> kinks, String matrix, int row) {
        return kinks.stream()
                .anyMatch(kink -> matrix.equals("features") && kink.sample() == row
                        || matrix.equals("weights") && kink.label() == row);
    }

    private static double greatest(DMatrixRMaj matrix, int from, int length) {
        double greatest = 0;
        for (int k = from; k < from + length; k++) {
            greatest = Math.max(greatest, Math.abs(matrix.data[k]));
        }
        return greatest;
    }
}
