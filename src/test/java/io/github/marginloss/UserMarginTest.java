package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.core.Angle;
import io.github.marginloss.core.DD;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.PreciseMargin;
import io.github.marginloss.core.Scale;
import java.util.EnumSet;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Margins that fail: the caller gets exactly what they throw, and nothing else breaks. */
class UserMarginTest {

    /** A margin that throws: from its value or from its slope. */
    static final class Failing implements Margin {
        private static final long serialVersionUID = 1;
        private final Throwable valueFault;
        private final Throwable slopeFault;

        Failing(Throwable valueFault, Throwable slopeFault) {
            this.valueFault = valueFault;
            this.slopeFault = slopeFault;
        }

        @Override
        public double value(double cos, double sin) {
            return result(valueFault, cos);
        }

        @Override
        public double slope(double cos, double sin) {
            return result(slopeFault, -sin);
        }

        private static double result(Throwable fault, double value) {
            if (fault instanceof Error error) {
                throw error;
            } else if (fault instanceof RuntimeException exception) {
                throw exception;
            }
            return value;
        }
    }

    @Test
    void aTermThatFailsLeavesTheOutputsOfASumAlone() {
        Batch batch = Batch.random(EnumSet.of(Parameters.Kind.WEIGHTS), 3, 2, 4, 46);
        Loss failing =
                new MarginSoftmax(Scale.fixed(16), new Failing(new IllegalStateException("mine"), null), Reduction.SUM);
        for (Loss sum : List.of(new ArcFace().plus(1, failing), failing.plus(1, new ArcFace()))) {
            double[] sampleLosses = {-7, -7, -7};
            Gradients gradients = Gradients.like(batch.features(), batch.parameters());
            assertThrows(
                    IllegalStateException.class,
                    () -> sum.evaluate(batch.features(), batch.parameters(), batch.labels(), sampleLosses, gradients));
            assertArrayEquals(new double[] {-7, -7, -7}, sampleLosses);
            assertArrayEquals(new double[6], gradients.features().data);
            assertArrayEquals(new double[8], gradients.weights().data);
        }
    }

    @Test
    void whatAMarginThrowsReachesTheCallerAsItIs() throws Exception {
        Throwable[] faults = {
            new IllegalStateException("mine"),
            new IllegalArgumentException("mine", new RuntimeException("its cause")),
            new AssertionError("mine"),
            new StackOverflowError("mine")
        };
        for (int[] shape : new int[][] {{3, 2, 4}, {48, 48, 1700}}) {
            Batch batch = Batch.random(new Softmax().uses(), shape[0], shape[1], shape[2], 45);
            batch = new Batch(
                    batch.features(), Parameters.ofWeights(batch.parameters().weights()), batch.labels());
            for (Throwable fault : faults) {
                for (Margin margin : new Margin[] {new Failing(fault, null), new Failing(null, fault)}) {
                    Loss loss = new MarginSoftmax(Scale.fixed(16), margin, Reduction.MEAN);
                    Batch before = batch.copy();
                    Batch call = batch;
                    assertSame(fault, assertThrows(Throwable.class, () -> call.backward(loss)));
                    Throwable inPool =
                            ConcurrencyTest.in(3, () -> assertThrows(Throwable.class, () -> call.backward(loss)));
                    assertSame(fault, inPool);
                    Compare.bits("features", before.features(), call.features());
                    Compare.bits(
                            "weights",
                            before.parameters().weights(),
                            call.parameters().weights());
                }
            }
            // and the next call works
            Loss sound = new MarginSoftmax(Scale.fixed(16), new Failing(null, null), Reduction.MEAN);
            assertEquals(
                    batch.forward(new NormalizedSoftmax(Scale.fixed(16), Reduction.MEAN)), batch.forward(sound), 1e-12);
        }
    }

    /** NaN is not a margin; it is refused rather than spread over the gradients. */
    @Test
    void aMarginThatIsNotFiniteIsRefused() {
        Batch batch = Batch.random(new NormalizedSoftmax().uses(), 3, 2, 4, 46);
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (Margin margin : new Margin[] {new Constant(bad, 0), new Constant(0, bad)}) {
                Loss loss = new MarginSoftmax(Scale.norm(), margin, Reduction.MEAN);
                Exception thrown = assertThrows(IllegalArgumentException.class, () -> batch.backward(loss));
                assertTrue(thrown.getMessage().contains("margin")
                        && thrown.getMessage().contains(bad + "")
                        && thrown.getMessage().contains("cos θ = ")
                        && thrown.getMessage().contains("for sample 0 of class " + batch.labels()[0]));
            }
        }
    }

    record Constant(double value, double slope) implements Margin {
        @Override
        public double value(double cos, double sin) {
            return value;
        }

        @Override
        public double slope(double cos, double sin) {
            return slope;
        }
    }

    /** A loss calls a margin only for the target's angle, and never for inference. */
    @Test
    void logitsNeedNoMargin() {
        Batch batch = Batch.random(new NormalizedSoftmax().uses(), 3, 2, 4, 47);
        Throwable fault = new IllegalStateException("asked");
        MarginLoss loss = new MarginSoftmax(Scale.fixed(16), new Failing(fault, fault), Reduction.MEAN);
        MarginLoss plain = new NormalizedSoftmax(Scale.fixed(16), Reduction.MEAN);
        Compare.bits(
                "logits",
                plain.logits(batch.features(), batch.parameters()),
                loss.logits(batch.features(), batch.parameters()));
    }

    /** cos θ, with a slope at the tip of a cone that is far larger than all others. */
    record Steep(double steepness) implements PreciseMargin {
        @Override
        public Result at(Angle<DD> angle) {
            return new Result(angle.cos(), DD.of(-steepness));
        }
    }

    /** Without a tangent, even a steep slope is multiplied by 0, and all other samples count as usual. */
    @Test
    void aSlopeWithoutTangent() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{2, 0, 0}, {0, 0, 0}, {0.5, 1, -1}});
        Parameters w = Parameters.ofWeights(new DMatrixRMaj(new double[][] {{1, 0, 0}, {0.5, 1, -0.25}, {0, 2, 1}}));
        int[] labels = {0, 1, 2};
        for (Scale scale : List.of(Scale.norm(), Scale.fixed(4))) {
            DMatrixRMaj level = gradient(scale, 0, x, w, labels);
            for (double steepness : new double[] {1, 1e100, 1e305}) {
                DMatrixRMaj steep = gradient(scale, steepness, x, w, labels);
                for (int k = 0; k < 6; k++) {
                    assertEquals(level.data[k], steep.data[k], 1e-15, scale + " " + steepness);
                }
            }
        }
    }

    private static DMatrixRMaj gradient(Scale scale, double steepness, DMatrixRMaj x, Parameters w, int[] labels) {
        return new MarginSoftmax(scale, new Steep(steepness), Reduction.SUM)
                .backward(x, w, labels)
                .gradients()
                .features();
    }
}
