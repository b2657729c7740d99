package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.ejml.MatrixDimensionException;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** What a sum makes of terms that a user wrote: nothing that they do wrong passes in silence, or touches an output. */
class UserTermTest {

    /** Learns centers, checks nothing, and leaves their gradient as it is. */
    private static class Careless implements Loss {
        private static final long serialVersionUID = 1;

        @Override
        public double evaluate(DMatrixRMaj x, Parameters p, int[] labels, double[] losses, Gradients gradients) {
            if (gradients != null && gradients.features() != null) {
                gradients.features().reshape(x.numRows, x.numCols);
            }
            return 0;
        }

        @Override
        public void check(DMatrixRMaj x, Parameters p, int[] labels, double[] losses, Gradients gradients) {
            // nothing
        }

        @Override
        public Loss withReduction(Reduction reduction) {
            return this;
        }

        @Override
        public Set<Parameters.Kind> uses() {
            return EnumSet.of(Parameters.Kind.CENTERS);
        }
    }

    private final Batch batch = Batch.random(EnumSet.allOf(Parameters.Kind.class), 3, 2, 4, 17);

    @Test
    void aGradientThatATermDoesNotWrite() {
        Gradients gradients = Gradients.like(batch.features(), batch.parameters());
        for (Compare.Output output : Compare.Output.values()) {
            Arrays.fill(output.of(gradients).data, 5);
        }
        Loss sum = new Softmax().plus(1, new Careless());
        MatrixDimensionException thrown = assertThrows(
                MatrixDimensionException.class,
                () -> sum.evaluate(batch.features(), batch.parameters(), batch.labels(), null, gradients));
        assertTrue(thrown.getMessage().contains("gradients.centers is 0×0"), thrown.getMessage());
        for (Compare.Output output : Compare.Output.values()) {
            assertTrue(Arrays.stream(output.of(gradients).data).allMatch(v -> v == 5), output + "");
        }
    }

    @Test
    void theSumLooksForNaNItself() {
        batch.parameters().centers().data[3] = Double.NaN;
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class, () -> batch.backward(new Softmax().plus(1, new Careless())));
        assertTrue(thrown.getMessage().contains("centers[1, 1] is NaN"), thrown.getMessage());
    }

    @Test
    void forwardAsksATermForNoGradients() {
        Loss term = new Careless() {
            private static final long serialVersionUID = 1;

            @Override
            public double evaluate(DMatrixRMaj x, Parameters p, int[] labels, double[] losses, Gradients gradients) {
                assertNull(gradients);
                return 7;
            }
        };
        double alone = new Softmax()
                .forward(
                        batch.features(),
                        batch.parameters().only(EnumSet.of(Parameters.Kind.WEIGHTS, Parameters.Kind.BIAS)),
                        batch.labels());
        double sum = new Softmax().plus(2, term).forward(batch.features(), batch.parameters(), batch.labels());
        assertEquals(alone + 14, sum, 1e-14);
    }

    /** So many classes that ∂L/∂W serves as memory meanwhile. */
    @Test
    void aReductionThatFailsLate() {
        IllegalStateException fault = new IllegalStateException("second call");
        AtomicInteger calls = new AtomicInteger();
        Reduction late = labels -> {
            if (calls.getAndIncrement() > 0) {
                throw fault;
            }
            return new double[labels.length];
        };
        int n = 600_000;
        DMatrixRMaj weights = new DMatrixRMaj(n, 2);
        Arrays.fill(weights.data, 1);
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}});
        Gradients gradients = new Gradients(null, new DMatrixRMaj(n, 2), null, null);
        Arrays.fill(gradients.weights().data, 5);
        Parameters parameters = Parameters.ofWeights(weights).withCenters(new DMatrixRMaj(n, 2));
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> new CosFace()
                        .plus(1, new Center(late))
                        .evaluate(x, parameters, new int[] {0, 7}, null, gradients));
        assertSame(fault, thrown);
        assertTrue(Arrays.stream(gradients.weights().data).allMatch(v -> v == 5));
    }
}
