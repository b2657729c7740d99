package io.github.marginloss.tool.batch;

import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.tool.message.Refusal;
import io.github.marginloss.tool.npz.ArraySource;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A batch whose numbers have been read: the arguments of a loss.
 *
 * @param features X, m×d
 * @param parameters W n×d, b n×1 and C n×d, as far as present
 * @param labels y
 * @param yours the results of another program, not read yet, by the names of {@link Names#OUTPUTS}
 */
public record Batch(DMatrixRMaj features, Parameters parameters, int[] labels, Map<String, ArraySource> yours) {

    /**
     * Checks all shapes.
     *
     * @param inputs the arrays. Not modified.
     * @param loss the loss that takes them, with any reduction
     * @param name the name of the loss, for messages
     * @param transposed whether W is d×n
     * @return the shape
     * @throws Refusal if something is missing or does not fit
     */
    public static Shape shape(Inputs inputs, Loss loss, String name, boolean transposed) {
        return Shape.of(inputs, name, loss.uses(), transposed);
    }

    /**
     * Reads all numbers that the loss takes.
     *
     * @param inputs the arrays. Not modified.
     * @param shape the checked shape of the batch
     * @param transposed whether W is d×n
     * @param ignored labels that need not be classes. Not modified.
     * @return the batch; W is n×d here
     * @throws Refusal if a number is not finite or a label is not a class
     */
    public static Batch read(Inputs inputs, Shape shape, boolean transposed, Set<Integer> ignored) {
        DMatrixRMaj features = matrix(inputs, "X");
        DMatrixRMaj weights = matrix(inputs, "W");
        if (weights != null && transposed) {
            weights = CommonOps_DDRM.transpose(weights, null);
        }
        DMatrixRMaj bias = inputs.arrays().containsKey("b")
                ? DMatrixRMaj.wrap(shape.classes(), 1, finite(inputs.arrays().get("b")))
                : null;
        Map<String, ArraySource> yours = new LinkedHashMap<>(inputs.arrays());
        yours.keySet().retainAll(Names.OUTPUTS);
        int[] labels = labels(inputs.arrays().get("y"), shape.classes(), ignored);
        return new Batch(features, new Parameters(weights, bias, matrix(inputs, "C")), labels, yours);
    }

    private static DMatrixRMaj matrix(Inputs inputs, String name) {
        ArraySource array = inputs.arrays().get(name);
        return array == null ? null : DMatrixRMaj.wrap(array.shape()[0], array.shape()[1], finite(array));
    }

    /**
     * Reads numbers that have to be finite.
     *
     * @param array the source
     * @return its numbers, by rows
     * @throws Refusal if one is NaN or infinite
     */
    public static double[] finite(ArraySource array) {
        double[] numbers = array.read();
        for (int k = 0; k < numbers.length; k++) {
            if (!Double.isFinite(numbers[k])) {
                throw new Refusal(array.place(k) + " is " + numbers[k] + ": finite numbers expected");
            }
        }
        return numbers;
    }

    private static int[] labels(ArraySource array, int classes, Set<Integer> ignored) {
        double[] numbers = array.read();
        int[] labels = new int[numbers.length];
        for (int i = 0; i < labels.length; i++) {
            boolean integer = numbers[i] == Math.rint(numbers[i]) && Double.isFinite(numbers[i]);
            boolean isIgnored = integer && numbers[i] == (int) numbers[i] && ignored.contains((int) numbers[i]);
            if (!isIgnored && (!integer || numbers[i] < 0 || numbers[i] >= classes)) {
                boolean isLong = integer && Math.abs(numbers[i]) <= 0x1p64;
                String found = isLong ? new BigDecimal(numbers[i]).toPlainString() : String.valueOf(numbers[i]);
                throw new Refusal(array.place(i) + " is " + found + ": an integer from 0 to " + (classes - 1)
                        + " expected, because there are " + classes + " classes"
                        + (numbers[i] == -1 || numbers[i] == -100
                                ? "; if such samples do not count, add ignore=" + found
                                : ""));
            }
            labels[i] = (int) numbers[i];
        }
        return labels;
    }
}
