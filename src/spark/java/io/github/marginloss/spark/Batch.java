package io.github.marginloss.spark;

import io.github.marginloss.HeadLoss;
import io.github.marginloss.shard.ShardedStep;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.ops.ConvertMatrixData;

/**
 * Samples of a step.
 *
 * @param features X, one sample per row. Not modified.
 * @param labels their classes. Not modified.
 */
record Batch(DMatrixRMaj features, int[] labels) implements Serializable {

    int size() {
        return labels.length;
    }

    /** {@return the samples of classes from one on} */
    Batch from(int first) {
        int[] chosen =
                IntStream.range(0, size()).filter(i -> labels[i] >= first).toArray();
        DMatrixRMaj rows = new DMatrixRMaj(chosen.length, features.numCols);
        for (int k = 0; k < chosen.length; k++) {
            System.arraycopy(
                    features.data, chosen[k] * features.numCols, rows.data, k * features.numCols, features.numCols);
        }
        return new Batch(rows, Arrays.stream(chosen).map(i -> labels[i]).toArray());
    }

    /** {@return the step, with features stored as the class weights are} */
    ShardedStep step(HeadLoss loss, int classes, ClassRows.Storage storage) {
        if (storage == ClassRows.Storage.DOUBLE) {
            return ShardedStep.of(loss, features, labels, classes);
        }
        FMatrixRMaj floats = new FMatrixRMaj(features.numRows, features.numCols);
        ConvertMatrixData.convert(features, floats);
        return ShardedStep.of(loss, floats, labels, classes);
    }
}
