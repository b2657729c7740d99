package io.github.marginloss.study.proof;

import io.github.marginloss.reference.Effort;
import io.github.marginloss.study.cases.Case;
import io.github.marginloss.study.exact.Truth;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The outputs of a case, compared with the truth bit for bit; 0 and −0 are equal.
 *
 * @param call the case
 * @param outputs the number of outputs: L, each l_i, each entry of a gradient
 * @param wrong the outputs that are not the true value rounded to nearest, with both numbers
 * @param bits the bits that the truth needed
 * @param open how many outputs the truth could not decide
 * @param effort how many outputs the reference had open before each of its precisions
 */
record Verdict(Case call, int outputs, List<String> wrong, int bits, int open, List<Long> effort) {

    static Verdict of(Case call) {
        Truth truth = Truth.of(call.loss(), call.features(), call.parameters(), call.labels());
        Effort effort;
        try {
            effort = Effort.of(call.loss(), call.features(), call.parameters(), call.labels());
        } catch (RuntimeException e) {
            return new Verdict(call, 1, List.of("it throws " + e), truth.bits(), truth.open(), List.of());
        }
        Comparison comparison = Comparison.of(truth.answer(), effort.answer());
        return new Verdict(call, comparison.outputs(), comparison.wrong(), truth.bits(), truth.open(), effort.open());
    }

    /** Everything that is needed to repeat the call. */
    String inputs() {
        return "  " + call.loss() + "\n  y = " + Arrays.toString(call.labels()) + rows("X", call.features())
                + rows("W", call.parameters().weights())
                + rows("b", call.parameters().bias())
                + rows("C", call.parameters().centers()) + "\n";
    }

    private static String rows(String name, DMatrixRMaj matrix) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; matrix != null && i < matrix.numRows; i++) {
            text.append("\n  ").append(name).append(" =");
            for (int k = 0; k < matrix.numCols; k++) {
                text.append(' ').append(matrix.get(i, k));
            }
        }
        return text.toString();
    }
}
