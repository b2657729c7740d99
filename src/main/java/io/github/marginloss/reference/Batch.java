package io.github.marginloss.reference;

import io.github.marginloss.Parameters;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.RowSource;
import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** The inputs of an evaluation. Not modified. */
record Batch(DMatrixRMaj features, Parameters parameters, int[] labels) {

    /** Replaces labels that are not classes by the first class. Such labels are ignored, so any class will do. */
    static Batch of(DMatrixRMaj features, Parameters parameters, int... labels) {
        Batch given = new Batch(features, parameters, labels);
        int n = given.classes();
        int[] legal = Arrays.stream(labels).map(y -> y < 0 || y >= n ? 0 : y).toArray();
        return new Batch(features, parameters, legal);
    }

    int dimension() {
        return features.numCols;
    }

    RowSource rows() {
        return new DoubleRows(features);
    }

    int classes() {
        return (parameters.weights() != null ? parameters.weights() : parameters.centers()).numRows;
    }

    /** {@return for each sample, the first sample with the same feature and label} */
    int[] firstEquals() {
        int d = dimension();
        Map<List<Object>, Integer> seen = new HashMap<>();
        int[] first = new int[labels.length];
        for (int i = 0; i < first.length; i++) {
            double[] row = Arrays.copyOfRange(features.data, i * d, (i + 1) * d);
            // 0 and −0 are equal
            Arrays.setAll(row, k -> row[k] + 0.0);
            Integer earlier = seen.putIfAbsent(List.of(labels[i], DoubleBuffer.wrap(row)), i);
            first[i] = earlier == null ? i : earlier;
        }
        return first;
    }
}
