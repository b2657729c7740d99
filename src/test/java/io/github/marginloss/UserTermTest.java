package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.core.Head;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A sum with terms that a user wrote: every mistake of theirs is reported, and changes no output. */
class UserTermTest {

    /** Takes all parameters, checks nothing, and writes all gradients except one; its losses are a given number. */
    private static class Careless implements Loss {
        private static final long serialVersionUID = 1;
        private final Compare.Output omitted;
        private final double loss;

        Careless(Compare.Output omitted, double loss) {
            this.omitted = omitted;
            this.loss = loss;
        }

        @Override
        public double evaluate(DMatrixRMaj x, Parameters p, int[] labels, double[] losses, Gradients gradients) {
            Arrays.fill(losses, loss);
            for (Compare.Output output : Compare.Output.values()) {
                DMatrixRMaj gradient = gradients == null ? null : output.of(gradients);
                if (gradient != null && output != omitted) {
                    boolean features = output == Compare.Output.FEATURES;
                    DMatrixRMaj like = features ? x : p.get(Parameters.Kind.valueOf(output.name()));
                    gradient.reshape(like.numRows, like.numCols);
                    gradient.zero();
                }
            }
            return loss;
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
            return EnumSet.allOf(Parameters.Kind.class);
        }
    }

    /**
     * There are no more samples than dimensions: a single head would use ∂L/∂W as memory before all terms have been
     * called.
     */
    private final Batch batch = Batch.random(EnumSet.allOf(Parameters.Kind.class), 3, 3, 4, 17);

    private Gradients sentinels() {
        Gradients gradients = Gradients.like(batch.features(), batch.parameters());
        for (Compare.Output output : Compare.Output.values()) {
            Arrays.fill(output.of(gradients).data, 5);
        }
        return gradients;
    }

    private static void untouched(Gradients gradients) {
        for (Compare.Output output : Compare.Output.values()) {
            assertTrue(Arrays.stream(output.of(gradients).data).allMatch(v -> v == 5), output + "");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGradientThatATermDoesNotWrite(Compare.Output omitted) {
        Gradients gradients = sentinels();
        Loss sum = new Softmax().plus(1, new Careless(omitted, 0));
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class,
                () -> sum.evaluate(batch.features(), batch.parameters(), batch.labels(), null, gradients));
        String name = "gradients." + omitted.name().toLowerCase(Locale.ROOT);
        assertTrue(thrown.getMessage().contains("has not written " + name + "[0, 0]"), thrown.getMessage());
        untouched(gradients);
    }

    /**
     * A term may write into the matrices that it is given, or reshape them first, but not to a wrong shape or without
     * memory.
     */
    @Test
    void shapesThatATermGivesItsGradients() {
        record Shaping(Consumer<DMatrixRMaj> shape) implements Parameterless {
            private static final long serialVersionUID = 1;

            @Override
            public double evaluate(DMatrixRMaj x, Parameters p, int[] labels, double[] losses, Gradients gradients) {
                if (gradients != null) {
                    shape.accept(gradients.features());
                }
                if (losses != null) {
                    Arrays.fill(losses, 0);
                }
                return 0;
            }
        }
        Consumer<DMatrixRMaj> set = matrix -> {
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 3; column++) {
                    matrix.set(row, column, 1);
                }
            }
        };
        Parameters own = batch.parameters().only(new Softmax().uses());
        Loss sum = new Softmax().plus(2, new Shaping(set));
        double entry = sum.backward(batch.features(), own, batch.labels())
                .gradients()
                .features()
                .get(2, 1);
        double alone = new Softmax()
                .backward(batch.features(), own, batch.labels())
                .gradients()
                .features()
                .get(2, 1);
        assertEquals(alone + 2, entry, 1e-15);
        Map<String, Consumer<DMatrixRMaj>> faults = Map.of(
                "gradients.features is 2×3, but features is 3×3",
                matrix -> matrix.reshape(2, 3),
                "gradients.features is 3×3, but its array has only 2 entries",
                matrix -> matrix.data = new double[2],
                "has not written gradients.features[2, 1]",
                matrix -> {
                    double before = matrix.data[7];
                    set.accept(matrix);
                    matrix.data[7] = -(before + matrix.data[7]); // like a loss that adds to the previous value
                });
        faults.forEach((words, shape) -> {
            Gradients gradients = sentinels();
            Gradients wanted = new Gradients(gradients.features(), gradients.weights(), gradients.bias(), null);
            Loss spoilt = new Softmax().plus(1, new Shaping(shape));
            RuntimeException thrown = assertThrows(
                    RuntimeException.class, () -> spoilt.evaluate(batch.features(), own, batch.labels(), null, wanted));
            assertTrue(thrown.getMessage().contains(words), thrown.getMessage());
            untouched(gradients);
        });
    }

    @Test
    void sampleLossesThatATermDoesNotWrite() {
        Loss silent = new Careless(null, 0) {
            private static final long serialVersionUID = 1;

            @Override
            public double evaluate(DMatrixRMaj x, Parameters p, int[] labels, double[] losses, Gradients gradients) {
                return super.evaluate(x, p, labels, new double[labels.length], gradients);
            }
        };
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> batch.backward(new Softmax().plus(1, silent)));
        assertTrue(thrown.getMessage().contains("has not written sampleLosses[0]"), thrown.getMessage());
    }

    @Test
    void aTermThatFailsLate() {
        Parameters parameters = batch.parameters();
        Gradients gradients = sentinels();
        Loss sum = new ArcFace().plus(1, new Careless(Compare.Output.CENTERS, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> sum.evaluate(batch.features(), parameters, batch.labels(), null, gradients));
        untouched(gradients);
    }

    /** A user's own result may be infinite or NaN: a weight of 0 makes infinity 0, and NaN stays NaN. */
    @ParameterizedTest
    @CsvSource({
        "2, Infinity, Infinity",
        "-2, Infinity, -Infinity",
        "2, -Infinity, -Infinity",
        "-2, -Infinity, Infinity",
        "2, NaN, NaN",
        "0, Infinity, 0",
        "0, NaN, 0",
        "2, 3, 6"
    })
    void lossesThatAreNotFinite(double weight, double loss, double added) {
        Loss softmax = new Softmax();
        Loss sum = softmax.plus(weight, new Careless(null, loss));
        double[] losses = new double[batch.samples()];
        double value = sum.evaluate(batch.features(), batch.parameters(), batch.labels(), losses, null);
        double[] alone = new double[batch.samples()];
        Parameters own = batch.parameters().only(softmax.uses());
        double expected = softmax.evaluate(batch.features(), own, batch.labels(), alone, null) + added;
        assertEquals(expected, value, 1e-14);
        for (int i = 0; i < alone.length; i++) {
            assertEquals(alone[i] + added, losses[i], 1e-14);
        }
    }

    /** Infinities of opposite signs have no sum. */
    @Test
    void infinitiesThatCancel() {
        Loss infinite = new Careless(null, Double.POSITIVE_INFINITY);
        Loss sum = new Softmax().plus(1, infinite).plus(-1, infinite);
        assertEquals(Double.NaN, batch.forward(sum));
    }

    @Test
    void theSumLooksForNaNItself() {
        batch.parameters().centers().data[3] = Double.NaN;
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class, () -> batch.backward(new Softmax().plus(1, new Careless(null, 0))));
        assertTrue(thrown.getMessage().contains("centers[1, 0] is NaN"), thrown.getMessage());
    }

    @Test
    void forwardAsksATermForNoGradients() {
        Loss term = new Careless(null, 7) {
            private static final long serialVersionUID = 1;

            @Override
            public double evaluate(DMatrixRMaj x, Parameters p, int[] labels, double[] losses, Gradients gradients) {
                assertNull(gradients);
                return super.evaluate(x, p, labels, losses, null);
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

    /** A head and a reduction that count how often they are read. */
    private record Counting(AtomicInteger heads, AtomicInteger coefficients) implements HeadLoss {
        private static final long serialVersionUID = 1;

        @Override
        public Head head() {
            heads.incrementAndGet();
            return new CosFace().head();
        }

        @Override
        public Reduction reduction() {
            return labels -> {
                coefficients.incrementAndGet();
                return new double[labels.length];
            };
        }

        @Override
        public Loss withReduction(Reduction reduction) {
            throw new UnsupportedOperationException();
        }
    }

    /**
     * An evaluation reads a description once, so a random reduction is the same for all its results, and an expensive
     * head is computed once.
     */
    @Test
    void aDescriptionIsReadOnce() {
        DMatrixRMaj x = batch.features();
        Parameters weights = Parameters.ofWeights(batch.parameters().weights());
        Parameters joint = weights.withCenters(batch.parameters().centers());
        Counting loss = new Counting(new AtomicInteger(), new AtomicInteger());
        List<Runnable> evaluations = List.of(
                () -> loss.forward(x, weights, batch.labels()),
                () -> loss.backward(x, weights, batch.labels()),
                () -> loss.evaluate(x, weights, batch.labels(), null, Gradients.like(x, weights)),
                () -> loss.plus(1, new Center()).backward(x, joint, batch.labels()));
        for (int k = 1; k <= evaluations.size(); k++) {
            evaluations.get(k - 1).run();
            assertEquals(k, loss.heads.get());
            assertEquals(k, loss.coefficients.get());
        }
    }

    @Test
    void aReductionThatFails() {
        IllegalStateException fault = new IllegalStateException("no coefficients");
        Reduction failing = labels -> {
            throw fault;
        };
        Gradients gradients = sentinels();
        Gradients weights = Gradients.ofWeights(gradients.weights());
        Parameters parameters = Parameters.ofWeights(batch.parameters().weights())
                .withCenters(batch.parameters().centers());
        Loss sum = new CosFace().plus(1, new Center(failing));
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> sum.evaluate(batch.features(), parameters, batch.labels(), null, weights));
        assertSame(fault, thrown);
        untouched(gradients);
    }
}
