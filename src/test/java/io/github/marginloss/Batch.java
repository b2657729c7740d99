package io.github.marginloss;

import static io.github.marginloss.Rows.dot;
import static io.github.marginloss.Rows.row;

import io.github.marginloss.Parameters.Kind;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** The arguments of one evaluation, with the changes that the contract tests make. Every method copies. */
public record Batch(DMatrixRMaj features, Parameters parameters, int[] labels) {

    /** Gaussian numbers and uniform labels: norms near √d and no angle near 0 or π. */
    public static Batch random(Set<Kind> kinds, int m, int d, int n, long seed) {
        Random random = new Random(seed);
        DMatrixRMaj x = gaussian(random, m, d);
        Parameters parameters = new Parameters(
                kinds.contains(Kind.WEIGHTS) ? gaussian(random, n, d) : null,
                kinds.contains(Kind.BIAS) ? gaussian(random, n, 1) : null,
                kinds.contains(Kind.CENTERS) ? gaussian(random, n, d) : null);
        return new Batch(x, parameters, random.ints(m, 0, n).toArray());
    }

    /** The same, except that sample i is at a given angle to its class weight, and norms are between 0.5 and 1.5. */
    public static Batch atAngles(Set<Kind> kinds, double[] angles, int d, int n, long seed) {
        Batch batch = random(kinds, angles.length, d, n, seed);
        if (batch.parameters.weights() == null) {
            return batch;
        }
        Random random = new Random(~seed);
        for (int i = 0; i < angles.length; i++) {
            double[] w = row(batch.parameters.weights(), batch.labels[i]);
            double[] x = row(batch.features, i);
            double along = dot(x, w) / dot(w, w);
            double norm = 0.5 + random.nextDouble();
            for (int k = 0; k < d; k++) {
                x[k] -= along * w[k];
            }
            double across = Math.sqrt(dot(x, x));
            double length = Math.sqrt(dot(w, w));
            for (int k = 0; k < d; k++) {
                double unit = Math.cos(angles[i]) * w[k] / length + Math.sin(angles[i]) * x[k] / across;
                batch.features.set(i, k, norm * unit);
            }
        }
        return batch;
    }

    private static DMatrixRMaj gaussian(Random random, int rows, int columns) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        for (int k = 0; k < rows * columns; k++) {
            matrix.data[k] = random.nextGaussian();
        }
        return matrix;
    }

    public Evaluation backward(Loss loss) {
        return loss.backward(features, parameters, labels);
    }

    double forward(Loss loss) {
        return loss.forward(features, parameters, labels);
    }

    int samples() {
        return features.numRows;
    }

    int classes() {
        return parameters.weights() != null ? parameters.weights().numRows : parameters.centers().numRows;
    }

    Batch copy() {
        return new Batch(features.copy(), each(DMatrixRMaj::copy), labels.clone());
    }

    /** Some of the samples, in the order given. */
    Batch samples(int... order) {
        int[] y = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            y[i] = labels[order[i]];
        }
        return new Batch(rows(features, order), parameters, y);
    }

    /** The classes in the order given, a permutation: class k is the former class order[k]. */
    Batch classes(int... order) {
        int[] place = new int[order.length];
        for (int k = 0; k < order.length; k++) {
            place[order[k]] = k;
        }
        int[] y = labels.clone();
        for (int i = 0; i < y.length; i++) {
            y[i] = place[y[i]];
        }
        return new Batch(features.copy(), each(matrix -> rows(matrix, order)), y);
    }

    Batch withWeights(DMatrixRMaj weights) {
        return new Batch(features, new Parameters(weights, parameters.bias(), parameters.centers()), labels);
    }

    private Parameters each(UnaryOperator<DMatrixRMaj> change) {
        return new Parameters(
                parameters.weights() == null ? null : change.apply(parameters.weights()),
                parameters.bias() == null ? null : change.apply(parameters.bias()),
                parameters.centers() == null ? null : change.apply(parameters.centers()));
    }

    static DMatrixRMaj rows(DMatrixRMaj matrix, int... order) {
        DMatrixRMaj result = new DMatrixRMaj(order.length, matrix.numCols);
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(matrix.data, order[i] * matrix.numCols, result.data, i * matrix.numCols, matrix.numCols);
        }
        return result;
    }

    static DMatrixRMaj map(DMatrixRMaj matrix, DoubleUnaryOperator function) {
        DMatrixRMaj result = matrix.copy();
        for (int k = 0; k < result.getNumElements(); k++) {
            result.data[k] = function.applyAsDouble(result.data[k]);
        }
        return result;
    }

    /** A permutation of 0 … size − 1. */
    static int[] permutation(int size, long seed) {
        Random random = new Random(seed);
        int[] order = IntStream.range(0, size).toArray();
        for (int k = size - 1; k > 0; k--) {
            int other = random.nextInt(k + 1);
            int swap = order[k];
            order[k] = order[other];
            order[other] = swap;
        }
        return order;
    }
}
