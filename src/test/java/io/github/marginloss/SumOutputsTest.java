package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.marginloss.core.Scale;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** If any term of a sum fails, however deeply nested, the caller's outputs stay unchanged. */
class SumOutputsTest {

    private static final EnumSet<Parameters.Kind> ALL = EnumSet.allOf(Parameters.Kind.class);

    @Test
    void aTermThatFailsInsideATerm() {
        IllegalStateException fault = new IllegalStateException("mine");
        Loss failing = new MarginSoftmax(Scale.norm(), new UserMarginTest.Failing(fault, null), Reduction.SUM);
        for (Loss sum : List.of(
                new Softmax().plus(1, new Center().plus(1, failing)),
                new Softmax().plus(1, failing.plus(1, new Center())),
                new Center().plus(1, failing).plus(1, new Softmax()),
                failing.plus(1, new Softmax()).plus(1, new Center()))) {
            Batch batch = Batch.random(ALL, 3, 2, 4, 91);
            double[] losses = {-7, -7, -7};
            Gradients gradients = Gradients.like(batch.features(), batch.parameters());
            for (Compare.Output output : Compare.Output.values()) {
                Arrays.fill(output.of(gradients).data, 5);
            }
            IllegalStateException thrown = assertThrows(
                    IllegalStateException.class,
                    () -> sum.evaluate(batch.features(), batch.parameters(), batch.labels(), losses, gradients));
            assertSame(fault, thrown);
            assertArrayEquals(new double[] {-7, -7, -7}, losses, sum.toString());
            for (Compare.Output output : Compare.Output.values()) {
                for (double entry : output.of(gradients).data) {
                    Compare.bits(sum + " " + output, 5, entry);
                }
            }
        }
    }

    /**
     * Both terms have gradients of features and weights, and neither may overwrite the other's, for any choice of
     * outputs.
     */
    @Test
    void termsThatShareTheirOutputs() {
        Batch batch = Batch.random(ALL, 5, 3, 4, 92);
        Loss sum = new Softmax().plus(0.5, new Center().plus(2, new Softmax()));
        Evaluation softmax = new Softmax()
                .backward(
                        batch.features(),
                        Parameters.ofWeights(
                                batch.parameters().weights(), batch.parameters().bias()),
                        batch.labels());
        Gradients actual = batch.backward(sum).gradients();
        for (Parameters.Kind kind : EnumSet.of(Parameters.Kind.WEIGHTS, Parameters.Kind.BIAS)) {
            double[] twice = Batch.map(softmax.gradients().get(kind), v -> 2 * v).data;
            Compare.close(kind + "", 1e-15, twice, actual.get(kind).data);
        }
    }

    /** A user's own loss may learn only a bias; then there are neither class weights nor centers. */
    @Test
    void termsThatShareABiasAlone() {
        record SumOfBiases() implements Loss {
            private static final long serialVersionUID = 1;

            @Override
            public double evaluate(DMatrixRMaj x, Parameters p, int[] labels, double[] losses, Gradients gradients) {
                Arrays.fill(losses, 0);
                if (gradients != null) {
                    gradients.features().zero();
                    Arrays.fill(gradients.bias().data, 1);
                }
                return Arrays.stream(p.bias().data).sum();
            }

            @Override
            public Loss withReduction(Reduction reduction) {
                return this;
            }

            @Override
            public Set<Parameters.Kind> uses() {
                return EnumSet.of(Parameters.Kind.BIAS);
            }
        }
        Loss sum = new SumOfBiases().plus(2, new SumOfBiases());
        Parameters bias = new Parameters(null, new DMatrixRMaj(3, 1, true, 1, 2, 4), null);
        Evaluation actual = sum.backward(new DMatrixRMaj(2, 2), bias, new int[2]);
        assertEquals(21, actual.loss());
        assertArrayEquals(new double[] {3, 3, 3}, actual.gradients().bias().data);
    }

    /**
     * There are no more samples than dimensions; then a single head keeps its exponentials in ∂L/∂W until it writes
     * that.
     */
    @Test
    void headsThatMayNotKeepInTheSameMatrix() {
        Batch batch = Batch.random(new ArcFace().uses(), 4, 6, 7, 93);
        Evaluation arcface = batch.backward(new ArcFace());
        Evaluation cosface = batch.backward(new CosFace());
        Evaluation sum = batch.backward(new ArcFace().plus(-0.5, new CosFace()));
        for (Compare.Output output : List.of(Compare.Output.FEATURES, Compare.Output.WEIGHTS)) {
            double[] expected = output.of(arcface.gradients()).data.clone();
            double[] second = output.of(cosface.gradients()).data;
            Arrays.setAll(expected, k -> expected[k] - 0.5 * second[k]);
            Compare.close(output + "", 1e-14, expected, output.of(sum.gradients()).data);
        }
    }
}
