package io.github.marginloss.tool.batch;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.check.Precision;
import io.github.marginloss.tool.message.Refusal;
import io.github.marginloss.tool.npz.ArraySource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The results of another program.
 *
 * @param results the results; null for a part that is absent
 * @param hasLoss whether the loss is there
 * @param precision the precision in which it was computed
 */
public record Yours(Evaluation results, boolean hasLoss, Precision precision) {

    /**
     * Reads all results; NaN and infinities are judged, too.
     *
     * @param batch the batch that they belong to
     * @param inputs the arrays of the batch, for messages and their types
     * @param shape the shape of the batch
     * @param transposed whether ∂L/∂W is d×n, as W is
     * @return the results
     * @throws Refusal if there is none, one does not fit, or one is the gradient with respect to an array that the
     *     batch lacks
     */
    public static Yours read(Batch batch, Inputs inputs, Shape shape, boolean transposed) {
        Map<String, ArraySource> arrays = batch.yours();
        if (arrays.isEmpty()) {
            throw new Refusal(
                    inputs.file() + " contains none of your results: at least one of " + String.join(" ", Names.OUTPUTS)
                            + " expected for --grade, as in np.savez(\"batch.npz\", X=x, W=w, y=y, loss=loss, dX=dx, dW=dw)");
        }
        refuseForeign(batch, arrays);
        double[] loss = numbers(arrays.get("loss"), "()", 1);
        int n = shape.classes();
        int d = shape.dimension();
        DMatrixRMaj weights = matrix(arrays.get("dW"), transposed ? d : n, transposed ? n : d);
        Gradients gradients = new Gradients(
                matrix(arrays.get("dX"), shape.samples(), d),
                transposed && weights != null ? CommonOps_DDRM.transpose(weights, null) : weights,
                column(arrays.get("db"), n),
                matrix(arrays.get("dC"), n, d));
        double[] losses = numbers(arrays.get("losses"), "(" + shape.samples() + ",)", shape.samples());
        Evaluation results = new Evaluation(loss == null ? Double.NaN : loss[0], losses, gradients);
        return new Yours(results, loss != null, precision(inputs, results));
    }

    private static void refuseForeign(Batch batch, Map<String, ArraySource> arrays) {
        Map<String, Kind> kinds = Map.of("W", Kind.WEIGHTS, "b", Kind.BIAS, "C", Kind.CENTERS);
        kinds.forEach((name, kind) -> {
            ArraySource gradient = arrays.get("d" + name);
            if (gradient != null && batch.parameters().get(kind) == null) {
                throw new Refusal(gradient.place() + " is the gradient with respect to " + name
                        + ", which the batch lacks: " + name + " in the same file expected, or no d" + name);
            }
        });
    }

    /**
     * The coarsest precision of any result. A program may save floats as float64, as PyTorch's loss.item() and tolist()
     * do, so results also count as single precision if every number is a float. Zeros tell nothing about the precision.
     * If the loss is the only result, the type of X counts as well, because the mean may have been computed elsewhere.
     */
    private static Precision precision(Inputs inputs, Evaluation results) {
        Map<String, ArraySource> arrays = inputs.arrays();
        List<String> types = Names.OUTPUTS.stream()
                .filter(arrays::containsKey)
                .map(name -> arrays.get(name).type())
                .toList();
        if (types.contains("float16")) {
            return Precision.HALF;
        }
        List<double[]> telling = numbers(results).stream()
                .map(numbers -> Arrays.stream(numbers)
                        .filter(v -> v != 0 && Double.isFinite(v))
                        .toArray())
                .filter(numbers -> numbers.length > 0)
                .toList();
        boolean floats = telling.isEmpty()
                ? results.loss() == (float) results.loss()
                        || arrays.get("X").type().matches("float(16|32)")
                : telling.stream().anyMatch(numbers -> Arrays.stream(numbers).allMatch(v -> v == (float) v));
        return floats || types.contains("float32") ? Precision.FLOAT : Precision.DOUBLE;
    }

    /** The numbers of all results except the loss. */
    private static List<double[]> numbers(Evaluation results) {
        Gradients gradients = results.gradients();
        return Stream.of(
                        results.sampleLosses(),
                        data(gradients.features()),
                        data(gradients.weights()),
                        data(gradients.bias()),
                        data(gradients.centers()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static double[] data(DMatrixRMaj matrix) {
        return matrix == null ? null : matrix.data;
    }

    private static double[] numbers(ArraySource array, String expected, int size) {
        if (array == null) {
            return null;
        }
        if (array.size() != size) {
            throw new Refusal(array.place() + " has shape " + array.shapeInWords() + ": " + expected + " expected");
        }
        return array.read();
    }

    private static DMatrixRMaj column(ArraySource array, int rows) {
        double[] numbers = numbers(array, "(" + rows + ",)", rows);
        return numbers == null ? null : DMatrixRMaj.wrap(rows, 1, numbers);
    }

    private static DMatrixRMaj matrix(ArraySource array, int rows, int columns) {
        if (array == null) {
            return null;
        }
        int[] found = array.shape();
        if (found.length != 2 || found[0] != rows || found[1] != columns) {
            throw new Refusal(array.place() + " has shape " + array.shapeInWords() + ": (" + rows + ", " + columns
                    + ") expected, the shape of " + array.name().substring(1));
        }
        return DMatrixRMaj.wrap(rows, columns, array.read());
    }
}
