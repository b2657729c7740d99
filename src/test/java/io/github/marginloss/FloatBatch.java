package io.github.marginloss;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/** The arguments of one evaluation on floats. */
record FloatBatch(FMatrixRMaj features, FloatParameters parameters, int[] labels) {

    /** Rounds a batch. */
    static FloatBatch of(Batch batch) {
        Parameters p = batch.parameters();
        return new FloatBatch(
                round(batch.features()),
                new FloatParameters(round(p.weights()), round(p.bias()), round(p.centers())),
                batch.labels());
    }

    static FMatrixRMaj round(DMatrixRMaj matrix) {
        return matrix == null ? null : matrix(matrix.numRows, matrix.numCols, Compare.entries(matrix));
    }

    /** A matrix whose entries are rounded. */
    static FMatrixRMaj matrix(int rows, int columns, double... entries) {
        FMatrixRMaj result = new FMatrixRMaj(rows, columns);
        for (int k = 0; k < entries.length; k++) {
            result.data[k] = (float) entries[k];
        }
        return result;
    }

    /** The same numbers as doubles. */
    static DMatrixRMaj widen(FMatrixRMaj matrix) {
        DMatrixRMaj result = new DMatrixRMaj(matrix.numRows, matrix.numCols);
        Arrays.setAll(result.data, k -> matrix.data[k]);
        return result;
    }

    /** The same numbers as doubles. */
    Batch widened() {
        return new Batch(widen(features), parameters.toDouble(), labels);
    }

    FloatEvaluation backward(Loss loss) {
        return loss.backward(features, parameters, labels);
    }

    /** Checks the promise: the losses of the double call, and its gradients rounded once. */
    void holds(String what, Loss loss) {
        same(what, widened().backward(loss), backward(loss));
    }

    static void same(String what, Evaluation expected, FloatEvaluation actual) {
        Compare.bits(what + " L", expected.loss(), actual.loss());
        Compare.bits(what + " l", expected.sampleLosses(), actual.sampleLosses());
        same(what + " dX", expected.gradients().features(), actual.gradients().features());
        for (Parameters.Kind kind : Parameters.Kind.values()) {
            same(
                    what + " " + kind,
                    expected.gradients().get(kind),
                    actual.gradients().get(kind));
        }
    }

    /** Compares floats by the bits of the doubles that they widen to. */
    static void same(String what, DMatrixRMaj expected, FMatrixRMaj actual) {
        if (expected != null) {
            Compare.bits(what, widen(round(expected)), widen(actual));
        }
    }
}
