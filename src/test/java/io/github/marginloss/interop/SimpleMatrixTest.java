package io.github.marginloss.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.CosFace;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.MarginLoss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Softmax;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

/**
 * EJML's SimpleMatrix in and out: {@code getDDRM()} returns the matrix inside, and {@code SimpleMatrix.wrap} wraps one.
 */
class SimpleMatrixTest {

    private final Random random = new Random(1);
    private final SimpleMatrix features = SimpleMatrix.random_DDRM(6, 4, -1, 1, random);
    private final SimpleMatrix weights = SimpleMatrix.random_DDRM(3, 4, -1, 1, random);
    private final int[] labels = {0, 1, 2, 2, 1, 0};

    @Test
    void nothingIsCopiedEitherWay() {
        DMatrixRMaj inside = weights.getDDRM();
        Parameters parameters = Parameters.ofWeights(inside);
        assertSame(inside, parameters.weights());
        Evaluation evaluation = new CosFace(16, 0.2).backward(features.getDDRM(), parameters, labels);
        SimpleMatrix gradient = SimpleMatrix.wrap(evaluation.gradients().weights());
        assertSame(evaluation.gradients().weights(), gradient.getDDRM());
        // a change through one is seen through the other
        gradient.set(2, 3, 7);
        assertEquals(7, evaluation.gradients().weights().get(2, 3));
    }

    /** W ← W − 0.1 ∂L/∂W creates a new SimpleMatrix, so the parameters are created anew in every step. */
    @Test
    void gradientDescentInTheFluentStyle() {
        MarginLoss loss = new CosFace(16, 0.2);
        SimpleMatrix w = weights;
        double before = loss.forward(features.getDDRM(), Parameters.ofWeights(w.getDDRM()), labels);
        for (int step = 0; step < 200; step++) {
            Evaluation evaluation = loss.backward(features.getDDRM(), Parameters.ofWeights(w.getDDRM()), labels);
            w = w.minus(SimpleMatrix.wrap(evaluation.gradients().weights()).scale(0.1));
        }
        double after = loss.forward(features.getDDRM(), Parameters.ofWeights(w.getDDRM()), labels);
        assertTrue(after < 0.5 * before, before + " → " + after);
        // the scores are 16 cos θ, which SimpleMatrix can compute, too
        SimpleMatrix scores = SimpleMatrix.wrap(loss.logits(features.getDDRM(), Parameters.ofWeights(w.getDDRM())));
        SimpleMatrix x = features.extractVector(true, 4);
        SimpleMatrix wj = w.extractVector(true, 1);
        assertEquals(16 * x.dot(wj) / x.normF() / wj.normF(), scores.get(4, 1), 1e-13);
    }

    /** A submatrix of a SimpleMatrix is a copy, whose gradient is put back by hand. */
    @Test
    void someOfTheSamples() {
        SimpleMatrix some = features.rows(2, 5);
        Parameters parameters = Parameters.ofWeights(weights.getDDRM(), new DMatrixRMaj(3, 1));
        Gradients wanted = new Gradients(new DMatrixRMaj(), null, null, null);
        new Softmax().evaluate(some.getDDRM(), parameters, new int[] {2, 2, 1}, null, wanted);
        SimpleMatrix gradient = new SimpleMatrix(6, 4);
        gradient.insertIntoThis(2, 0, SimpleMatrix.wrap(wanted.features()));
        assertEquals(0, gradient.rows(0, 2).normF());
        assertEquals(wanted.features().get(1, 3), gradient.get(3, 3));
        assertTrue(gradient.rows(2, 5).normF() > 0);
    }
}
