package io.github.marginloss.tool.batch;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.tool.message.Refusal;
import io.github.marginloss.tool.npz.ArraySource;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * What another program has computed.
 *
 * @param results what there is of it; null for a part that is absent
 * @param hasLoss whether the loss is there
 * @param floats whether it was computed in single precision, as the arrays' types say
 */
public record Theirs(Evaluation results, boolean hasLoss, boolean floats) {

    /**
     * Reads all results; NaN and infinities are among what is judged.
     *
     * @param batch whose results they are
     * @param file they are in, for messages
     * @param shape of the batch
     * @param transposed whether ∂L/∂W is d×n, as W is
     * @return the results
     * @throws Refusal if there is none, or one does not fit
     */
    public static Theirs read(Batch batch, String file, Shape shape, boolean transposed) {
        Map<String, ArraySource> arrays = batch.theirs();
        if (arrays.isEmpty()) {
            throw new Refusal(file + " contains no result of yours: some of " + String.join(" ", Names.OUTPUTS)
                    + " expected for --grade, as in np.savez(\"batch.npz\", X=x, W=w, y=y, loss=loss, dX=dx, dW=dw)");
        }
        double[] loss = numbers(arrays.get("loss"), "()", 1);
        int n = shape.classes();
        int d = shape.dimension();
        DMatrixRMaj weights = matrix(arrays.get("dW"), transposed ? d : n, transposed ? n : d);
        Gradients gradients = new Gradients(
                matrix(arrays.get("dX"), shape.samples(), d),
                transposed && weights != null ? CommonOps_DDRM.transpose(weights, null) : weights,
                column(arrays.get("db"), n),
                matrix(arrays.get("dC"), n, d));
        Evaluation results = new Evaluation(
                loss == null ? Double.NaN : loss[0],
                numbers(arrays.get("losses"), "(" + shape.samples() + ",)", shape.samples()),
                gradients);
        boolean floats = arrays.values().stream().anyMatch(array -> array.type().matches("float(16|32)"));
        return new Theirs(results, loss != null, floats);
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
                    + ") expected, as what it is the gradient of");
        }
        return DMatrixRMaj.wrap(rows, columns, array.read());
    }
}
