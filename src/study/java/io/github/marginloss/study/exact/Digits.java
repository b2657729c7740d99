package io.github.marginloss.study.exact;

import io.github.marginloss.Center;
import io.github.marginloss.Evaluation;
import io.github.marginloss.study.cases.Case;
import io.github.marginloss.study.cases.Family;
import io.github.marginloss.study.cases.Group;
import java.math.BigDecimal;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Which calls {@link Exact} can answer, and how many digits a call loses on the way. */
public final class Digits {

    /** Logits that all differences together may ask for. */
    private static final long MOST = 400;

    private Digits() {}

    /** Whether a call is small enough for this, and its loss differentiable but for one cone. */
    public static boolean isSmall(Case call) {
        int m = call.features().numRows;
        long evaluations = 2L * call.features().numCols * (m + call.classes());
        boolean exact = call.group().equals(Group.EXACT.title());
        // EASY jumps; and beside a cone, the h² of the difference hides another sample's small gradient
        boolean singular = exact && (m > 1 || call.family() == Family.ARC_EASY);
        return evaluations * m * call.classes() <= MOST && !singular && !hasZeroRow(call);
    }

    private static boolean hasZeroRow(Case call) {
        return zeroRow(call.features())
                || call.parameters().weights() != null
                        && zeroRow(call.parameters().weights());
    }

    private static boolean zeroRow(DMatrixRMaj matrix) {
        return Arrays.stream(rows(matrix)).anyMatch(row -> greatest(row).signum() == 0);
    }

    /** The digits that log Σ exp z − z_y loses, of a small loss or probability, and of small logits. */
    static int of(Case call, Evaluation roughly) {
        double least = Arrays.stream(roughly.sampleLosses()).min().orElse(1);
        double confidence = least > 0 || call.classes() == 1 ? -Math.log10(Math.min(1, least + Double.MIN_VALUE)) : 330;
        if (call.parameters().weights() != null) {
            confidence = Math.max(
                    confidence, depth(call.features(), roughly.gradients().features()));
            confidence = Math.max(
                    confidence,
                    depth(call.parameters().weights(), roughly.gradients().weights()));
        }
        double smallness = call.loss() instanceof Center ? 0 : Math.max(0, -leastSize(call));
        return (int) (confidence + smallness);
    }

    /** The digits between 1 and the change of the loss that a row's least gradient makes. */
    private static double depth(DMatrixRMaj matrix, DMatrixRMaj gradient) {
        double depth = 0;
        BigDecimal[][] rows = rows(matrix);
        BigDecimal[][] slopes = rows(gradient);
        for (int i = 0; i < rows.length; i++) {
            BigDecimal change = greatest(rows[i]).multiply(greatest(slopes[i]));
            depth = change.signum() == 0 ? depth : Math.max(depth, change.scale() - change.precision());
        }
        return depth;
    }

    /** The decimal exponent of the least logit that the sizes of the rows allow. */
    private static int leastSize(Case call) {
        return switch (call.family()) {
            case SOFTMAX, JOINT ->
                leastExponent(call.features()) + leastExponent(call.parameters().weights());
            case NORMALIZED, SPHERE -> leastExponent(call.features());
            default -> 0;
        };
    }

    private static int leastExponent(DMatrixRMaj matrix) {
        return Arrays.stream(rows(matrix))
                .map(Digits::greatest)
                .mapToInt(size -> size.precision() - size.scale())
                .min()
                .orElse(0);
    }

    static BigDecimal[][] rows(DMatrixRMaj matrix) {
        BigDecimal[][] rows = new BigDecimal[matrix.numRows][matrix.numCols];
        for (int i = 0; i < rows.length; i++) {
            int row = i;
            Arrays.setAll(rows[i], k -> new BigDecimal(matrix.get(row, k)));
        }
        return rows;
    }

    static BigDecimal greatest(BigDecimal... row) {
        return Arrays.stream(row).map(BigDecimal::abs).reduce(BigDecimal.ZERO, BigDecimal::max);
    }
}
