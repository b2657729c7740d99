package io.github.marginloss.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** A head on embeddings that a network keeps as {@code float[][]}, with the gradient returned in the same shape. */
class FloatEmbeddingsTest {

    static DMatrixRMaj toMatrix(float[][] rows) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows.length, rows[0].length);
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < matrix.numCols; k++) {
                matrix.set(i, k, rows[i][k]);
            }
        }
        return matrix;
    }

    static float[][] toFloats(DMatrixRMaj matrix) {
        float[][] rows = new float[matrix.numRows][matrix.numCols];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < matrix.numCols; k++) {
                rows[i][k] = (float) matrix.get(i, k);
            }
        }
        return rows;
    }

    private static float[][] random(int rows, int columns, long seed) {
        Random random = new Random(seed);
        float[][] result = new float[rows][columns];
        for (float[] row : result) {
            for (int k = 0; k < columns; k++) {
                row[k] = (float) random.nextGaussian();
            }
        }
        return result;
    }

    @Test
    void theGradientComesBackAsFloats() {
        float[][] embeddings = random(5, 8, 1);
        float[][] head = random(4, 8, 2);
        int[] labels = {0, 1, 2, 3, 1};
        DMatrixRMaj features = toMatrix(embeddings);
        Parameters parameters = Parameters.ofWeights(toMatrix(head));
        Gradients gradients = Gradients.like(features, parameters);
        Loss loss = new ArcFace(16, 0.5, ArcFace.Extension.NONE, Reduction.SUM);
        double value = loss.evaluate(features, parameters, labels, null, gradients);
        float[][] toTheNetwork = toFloats(gradients.features());
        // a small step of the network against the gradient lowers the loss by ‖gradient‖² times the step
        double squares = 0;
        float step = 1e-4f;
        for (int i = 0; i < 5; i++) {
            for (int k = 0; k < 8; k++) {
                squares += (double) toTheNetwork[i][k] * toTheNetwork[i][k];
                embeddings[i][k] -= step * toTheNetwork[i][k];
            }
        }
        double after = loss.forward(toMatrix(embeddings), parameters, labels);
        assertEquals(step * squares, value - after, 0.02 * step * squares);
    }
}
