package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.core.Margin;
import io.github.marginloss.core.Scale;
import java.util.EnumSet;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The arguments and results of a call are created by name, saved and printed. */
class InputsAndOutputsTest {

    private static final EnumSet<Parameters.Kind> ALL = EnumSet.allOf(Parameters.Kind.class);

    @Test
    void gradientsAreAskedForByName() {
        DMatrixRMaj x = new DMatrixRMaj(1, 1);
        DMatrixRMaj w = new DMatrixRMaj(1, 1);
        DMatrixRMaj b = new DMatrixRMaj(1, 1);
        DMatrixRMaj c = new DMatrixRMaj(1, 1);
        assertEquals(new Gradients(x, null, null, null), Gradients.ofFeatures(x));
        assertEquals(new Gradients(null, w, null, null), Gradients.ofWeights(w));
        assertEquals(new Gradients(null, w, b, null), Gradients.ofWeights(w, b));
        assertEquals(new Gradients(null, null, null, c), Gradients.ofCenters(c));
        assertEquals(
                new Gradients(x, w, b, c),
                Gradients.ofWeights(w, b).withFeatures(x).withCenters(c));
        assertNull(Gradients.ofFeatures(x).withFeatures(null).features());
    }

    /** CosFace by two lambdas has CosFace's numbers to rounding, and can be saved with them. */
    @Test
    void aMarginOfTwoLambdas() throws Exception {
        Margin margin = Margin.of((cos, sin) -> cos - 0.25, (cos, sin) -> -sin);
        assertEquals("a margin of two functions", margin.toString());
        Loss own = new MarginSoftmax(Scale.fixed(16), margin);
        Batch batch = Batch.random(own.uses(), 5, 4, 7, 51);
        Evaluation expected = batch.backward(new CosFace(16, 0.25));
        Compare.close("lambdas", 1e-13, expected, batch.backward(own));
        Loss read = (Loss) ValueTest.roundTrip(own);
        Compare.bits("read again", batch.forward(own), batch.forward(read));
    }

    @Test
    void parametersAreSaved() throws Exception {
        Parameters parameters = Batch.random(ALL, 2, 3, 4, 53).parameters();
        Parameters read = (Parameters) ValueTest.roundTrip(parameters);
        for (Parameters.Kind kind : ALL) {
            Compare.bits(kind.toString(), parameters.get(kind), read.get(kind));
        }
        assertNull(((Parameters) ValueTest.roundTrip(Parameters.ofWeights(parameters.weights()))).centers());
    }

    @Test
    void anEvaluationPrintsItsNumbers() {
        DMatrixRMaj gradient = new DMatrixRMaj(new double[][] {{3, 0}, {0, -4}});
        Evaluation small = new Evaluation(1.25, new double[] {0.5, 2}, Gradients.ofWeights(gradient));
        assertEquals("loss 1.25, sample losses [0.5, 2.0], gradient of weights 2×2 of norm 5.0", small.toString());
        String large = new Evaluation(0, new double[256], Gradients.ofFeatures(gradient)).toString();
        assertTrue(large.contains("256 in all"), large);
        assertFalse(large.length() > 200, large);
        assertEquals("loss NaN", new Evaluation(Double.NaN, null, null).toString());
        gradient.set(0, 0, Double.POSITIVE_INFINITY);
        String infinite = new Evaluation(0, null, Gradients.ofFeatures(gradient)).toString();
        assertTrue(infinite.endsWith("of norm Infinity"), infinite);
        gradient.set(0, 0, Double.NaN);
        String unknown = new Evaluation(0, null, Gradients.ofFeatures(gradient)).toString();
        assertTrue(unknown.endsWith("of norm NaN"), unknown);
    }

    /** Inference accepts the parameters of joint training unchanged. */
    @Test
    void logitsIgnoreCenters() {
        Batch batch = Batch.random(ALL, 3, 4, 5, 54);
        Parameters joint = batch.parameters().withCenters(new DMatrixRMaj(1, 1));
        Softmax softmax = new Softmax();
        Compare.bits(
                "with centers",
                softmax.logits(batch.features(), batch.parameters().withCenters(null)),
                softmax.logits(batch.features(), joint));
        assertSame(batch.parameters().weights(), joint.weights());
    }
}
