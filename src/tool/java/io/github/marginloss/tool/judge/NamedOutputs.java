package io.github.marginloss.tool.judge;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.check.Judgement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/** The outputs of an evaluation by their names in reports. */
final class NamedOutputs {

    private NamedOutputs() {}

    /** The matrices that are given, by name. */
    static Map<String, DMatrixRMaj> matrices(Gradients gradients) {
        Map<String, DMatrixRMaj> matrices = new LinkedHashMap<>();
        if (gradients != null) {
            put(matrices, "dX", gradients.features());
            put(matrices, "dW", gradients.weights());
            put(matrices, "db", gradients.bias());
            put(matrices, "dC", gradients.centers());
        }
        return matrices;
    }

    private static void put(Map<String, DMatrixRMaj> matrices, String name, DMatrixRMaj matrix) {
        if (matrix != null) {
            matrices.put(name, matrix);
        }
    }

    /** The numbers of an output; null if it is not given. */
    static double[] numbers(Evaluation evaluation, String output) {
        if (output.equals("L")) {
            return new double[] {evaluation.loss()};
        } else if (output.equals("l")) {
            return evaluation.sampleLosses();
        }
        DMatrixRMaj matrix = matrices(evaluation.gradients()).get(output);
        return matrix == null ? null : Arrays.copyOf(matrix.data, matrix.getNumElements());
    }

    /** The names of the outputs that are given. */
    static List<String> names(Evaluation evaluation, boolean hasLoss) {
        List<String> names = new ArrayList<>();
        if (hasLoss) {
            names.add("L");
        }
        if (evaluation.sampleLosses() != null) {
            names.add("l");
        }
        names.addAll(matrices(evaluation.gradients()).keySet());
        return names;
    }

    /** The same evaluation, with every row of some outputs replaced that contains NaN or an infinity. */
    static Evaluation filled(Evaluation evaluation, Evaluation by, Set<String> outputs) {
        double loss = outputs.contains("L") && !Double.isFinite(evaluation.loss()) ? by.loss() : evaluation.loss();
        double[] losses = evaluation.sampleLosses();
        if (losses != null && outputs.contains("l")) {
            losses = losses.clone();
            fill(losses, by.sampleLosses(), 1);
        }
        Map<String, DMatrixRMaj> others = matrices(by.gradients());
        Map<String, DMatrixRMaj> matrices = matrices(evaluation.gradients());
        matrices.replaceAll((name, matrix) -> {
            if (!outputs.contains(name)) {
                return matrix;
            }
            DMatrixRMaj copy = matrix.copy();
            fill(copy.data, others.get(name).data, copy.numCols);
            return copy;
        });
        return new Evaluation(loss, losses, gradients(matrices));
    }

    private static void fill(double[] numbers, double[] by, int width) {
        for (int k = 0; k < by.length; k++) {
            if (!Double.isFinite(numbers[k])) {
                System.arraycopy(by, k / width * width, numbers, k / width * width, width);
            }
        }
    }

    /** The worst row of a judgement. */
    static double[] row(Evaluation evaluation, Judgement judgement) {
        double[] numbers = numbers(evaluation, judgement.output());
        if (judgement.row() < 0) {
            return numbers;
        }
        int length = numbers.length / judgement.rows();
        return Arrays.copyOfRange(numbers, judgement.row() * length, (judgement.row() + 1) * length);
    }

    /** The same evaluation with one gradient replaced, if it is given. */
    static Evaluation with(Evaluation evaluation, String output, UnaryOperator<DMatrixRMaj> change) {
        Map<String, DMatrixRMaj> matrices = matrices(evaluation.gradients());
        matrices.computeIfPresent(output, (name, matrix) -> change.apply(matrix));
        return new Evaluation(evaluation.loss(), evaluation.sampleLosses(), gradients(matrices));
    }

    /** The same evaluation with every number of some outputs changed. */
    static Evaluation map(Evaluation evaluation, Set<String> outputs, DoubleUnaryOperator change) {
        double loss = outputs.contains("L") ? change.applyAsDouble(evaluation.loss()) : evaluation.loss();
        double[] losses = evaluation.sampleLosses();
        losses = losses != null && outputs.contains("l")
                ? Arrays.stream(losses).map(change).toArray()
                : losses;
        Map<String, DMatrixRMaj> matrices = matrices(evaluation.gradients());
        matrices.replaceAll((name, matrix) -> outputs.contains(name) ? map(matrix, change) : matrix);
        return new Evaluation(loss, losses, gradients(matrices));
    }

    private static Gradients gradients(Map<String, DMatrixRMaj> matrices) {
        return new Gradients(matrices.get("dX"), matrices.get("dW"), matrices.get("db"), matrices.get("dC"));
    }

    static DMatrixRMaj map(DMatrixRMaj matrix, DoubleUnaryOperator change) {
        double[] numbers = Arrays.stream(matrix.data, 0, matrix.getNumElements())
                .map(change)
                .toArray();
        return DMatrixRMaj.wrap(matrix.numRows, matrix.numCols, numbers);
    }

    static double[] row(DMatrixRMaj matrix, int row) {
        return Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols);
    }

    static double[][] rows(DMatrixRMaj matrix) {
        double[][] rows = new double[matrix.numRows][];
        Arrays.setAll(rows, i -> row(matrix, i));
        return rows;
    }

    static double dot(double[] a, double... b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum = Math.fma(a[k], b[k], sum);
        }
        return sum;
    }

    static double norm(double... numbers) {
        double largest = Arrays.stream(numbers).map(Math::abs).max().orElse(0);
        if (largest == 0 || Double.isInfinite(largest)) {
            return largest;
        }
        return largest
                * Math.sqrt(Arrays.stream(numbers)
                        .map(v -> v / largest * (v / largest))
                        .sum());
    }
}
