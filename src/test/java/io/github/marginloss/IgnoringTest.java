package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.core.Scale;
import io.github.marginloss.reference.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Samples that are ignored, or whose coefficient is 0, change nothing for the others. */
class IgnoringTest {

    private static final int IGNORED = -100;

    /** The batch with some labels replaced, and the batch of the other samples. */
    private record Pair(Batch whole, Batch rest, int[] places) {
        static Pair of(Losses.Entry entry, int m, int d, int n) {
            Batch batch = entry.batch(m, d, n, 183);
            Random random = new Random(184);
            int[] labels = batch.labels().clone();
            for (int i = 0; i < m; i++) {
                labels[i] = random.nextInt(3) == 0 ? labels[i] : IGNORED;
            }
            int[] places =
                    IntStream.range(0, m).filter(i -> labels[i] != IGNORED).toArray();
            return new Pair(new Batch(batch.features(), batch.parameters(), labels), batch.samples(places), places);
        }
    }

    /** One block of samples, so that both batches are divided in the same way. */
    @EachLoss
    void theRestHasItsOwnBits(Losses.Entry entry) {
        Pair pair = Pair.of(entry, 60, 7, 40);
        Evaluation rest = pair.rest.backward(entry.loss());
        Loss loss = ignoring(entry.loss());
        same(entry + " all outputs", pair, rest, pair.whole.backward(loss));
        Gradients gradients = Gradients.like(pair.whole.features(), pair.whole.parameters());
        gradients.features().fill(7);
        double value =
                loss.evaluate(pair.whole.features(), pair.whole.parameters(), pair.whole.labels(), null, gradients);
        same(entry + " without losses", pair, rest, new Evaluation(value, null, gradients));
    }

    private static Loss ignoring(Loss loss) {
        if (loss instanceof Sum sum) {
            return ignoring(sum.first()).plus(sum.weight(), ignoring(sum.second()));
        }
        return loss.withReduction(((DescribedLoss) loss).reduction().ignoring(IGNORED));
    }

    private static void same(String what, Pair pair, Evaluation rest, Evaluation whole) {
        Compare.bits(what + " L", rest.loss(), whole.loss());
        int d = pair.whole.features().numCols;
        for (int i = 0; i < pair.whole.labels().length; i++) {
            int k = Arrays.binarySearch(pair.places, i);
            double[] row = Arrays.copyOfRange(whole.gradients().features().data, i * d, (i + 1) * d);
            double[] expected =
                    k < 0 ? new double[d] : Arrays.copyOfRange(rest.gradients().features().data, k * d, (k + 1) * d);
            assertArrayEquals(expected, row, what);
            if (whole.sampleLosses() != null) {
                assertEquals(k < 0 ? 0 : rest.sampleLosses()[k], whole.sampleLosses()[i], what);
            }
        }
        for (Kind kind : Kind.values()) {
            if (rest.gradients().get(kind) != null) {
                Compare.bits(
                        what + " " + kind,
                        rest.gradients().get(kind),
                        whole.gradients().get(kind));
            }
        }
    }

    @EachLoss
    void theReferenceIgnoresTheSame(Losses.Entry entry) {
        Pair pair = Pair.of(entry, 9, 3, 4);
        Loss loss = ignoring(entry.loss());
        Loss reference;
        try {
            reference = Reference.of(loss);
        } catch (IllegalArgumentException unreadable) {
            return;
        }
        same(
                entry + " reference",
                pair,
                pair.rest.backward(Reference.of(entry.loss())),
                pair.whole.backward(reference));
    }

    @Test
    void aCoefficientOfZeroIsLikeIgnoring() {
        Batch batch = Batch.random(new ArcFace().uses(), 70, 8, 50, 185);
        double[] weights = new Random(186).ints(70, 0, 2).asDoubleStream().toArray();
        int[] labels = batch.labels().clone();
        for (int i = 0; i < 70; i++) {
            labels[i] = weights[i] == 0 ? IGNORED : labels[i];
        }
        Evaluation zero = batch.backward(new ArcFace(64, 0.5, Reduction.weighted(weights)));
        Evaluation ignored = new Batch(batch.features(), batch.parameters(), labels)
                .backward(new ArcFace(64, 0.5, Reduction.weighted(weights).ignoring(IGNORED)));
        Compare.bits("L", zero.loss(), ignored.loss());
        Compare.bits("dW", zero.gradients().weights(), ignored.gradients().weights());
        Compare.bits("dX", zero.gradients().features(), ignored.gradients().features());
        assertTrue(Arrays.stream(zero.sampleLosses()).allMatch(l -> l > 0)); // wanted and given
    }

    /**
     * If the norm of a sample is the scale, and is too large for a shortcut, the other samples do not use the shortcut
     * either, even if that sample is ignored.
     */
    @Test
    void aCoefficientOfZeroLeavesTheBitsOfTheOthers() {
        Batch batch = Batch.random(new NormalizedSoftmax().uses(), 12, 5, 9, 190);
        for (int k = 0; k < 5; k++) {
            batch.features().data[k] *= 1000;
        }
        double[] weights = new double[12];
        Arrays.fill(weights, 1.0 / 7);
        weights[0] = 0;
        Loss loss = new NormalizedSoftmax(Scale.norm(), Reduction.weighted(weights));
        Compare.bits("L", batch.backward(loss).loss(), batch.forward(loss));
        Gradients gradients = Gradients.like(batch.features(), batch.parameters());
        loss.evaluate(batch.features(), batch.parameters(), batch.labels(), null, gradients);
        Compare.bits("dW", batch.backward(loss).gradients().weights(), gradients.weights());
    }

    /** Its coefficient must be 0 for a label that it ignores, as gradients and losses are. */
    @Test
    void aReductionOfAUsersOwn() {
        Batch batch = Batch.random(new Softmax().uses(), 3, 3, 4, 191);
        Batch marked = new Batch(batch.features(), batch.parameters(), new int[] {0, 3, 2});
        for (Loss loss : List.of(new Softmax(new Own(1)), Reference.of(new Softmax(new Own(1))))) {
            String message = assertThrows(IllegalArgumentException.class, () -> marked.forward(loss))
                    .getMessage();
            assertTrue(message.contains("coefficients[1] is 1.0, but label 3 is ignored"), message);
        }
        double expected = marked.forward(new Softmax(Reduction.SUM.ignoring(3)));
        assertEquals(expected, marked.forward(new Softmax(new Own(0))));
        Reduction more = new Own(0).ignoring(2);
        assertTrue(more.ignores(3) && more.ignores(2));
    }

    /** Ignores 3, with a coefficient. */
    private record Own(double ofIgnored) implements Reduction {
        @Override
        public double[] coefficients(int[] labels) {
            return Arrays.stream(labels)
                    .mapToDouble(y -> y == 3 ? ofIgnored : 1)
                    .toArray();
        }

        @Override
        public boolean ignores(int label) {
            return label == 3;
        }
    }

    @Test
    void allIgnored() {
        Batch batch = Batch.random(new Softmax().uses(), 5, 3, 4, 187);
        Batch none = new Batch(batch.features(), batch.parameters(), new int[] {-1, -1, -1, -1, -1});
        Evaluation evaluation = none.backward(new Softmax(Reduction.MEAN.ignoring(-1)));
        assertEquals(0, evaluation.loss());
        assertArrayEquals(new double[5], evaluation.sampleLosses());
        assertArrayEquals(new double[12], evaluation.gradients().weights().data);
        assertEquals(0, none.forward(Reference.of(new Softmax(Reduction.MEAN.ignoring(-1)))));
    }

    /** A class may be ignored as well; the class weights are still those of all classes. */
    @Test
    void aClassOfItsOwn() {
        Reduction reduction = Reduction.classWeighted(1, 2, 4).ignoring(1).ignoring(-1);
        assertArrayEquals(new double[] {4, 0, 1, 0}, reduction.coefficients(new int[] {2, 1, 0, -1}));
        assertTrue(reduction.ignores(1) && reduction.ignores(-1) && !reduction.ignores(2));
        assertArrayEquals(
                new double[] {0, 0.5, 0, 0.5}, Reduction.MEAN.ignoring(2).coefficients(new int[] {2, 1, 2, 0}));
        assertArrayEquals(
                new double[] {3, 0}, Reduction.weighted(3, 4).ignoring(0).coefficients(new int[] {1, 0}));
    }

    @Test
    void aSumIgnoresWhatAllOfItsTermsDo() {
        Batch batch = Batch.random(new Softmax().plus(1, new Center()).uses(), 4, 3, 5, 188);
        Batch marked = new Batch(batch.features(), batch.parameters(), new int[] {0, -1, 2, 3});
        Loss one = new Softmax(Reduction.SUM.ignoring(-1)).plus(1, new Center());
        String message = assertThrows(IllegalArgumentException.class, () -> marked.backward(one))
                .getMessage();
        assertTrue(message.contains("labels[1] is -1") && message.contains("reduction.ignoring(-1)"), message);
        Loss mixed =
                new Softmax(Reduction.SUM.ignoring(-1)).plus(1, Reference.of(new Center(Reduction.SUM.ignoring(-1))));
        assertEquals(0, marked.backward(mixed).sampleLosses()[1]);
        Loss both = one.withReduction(Reduction.SUM.ignoring(-1));
        assertEquals(0, marked.backward(both).sampleLosses()[1]);
    }

    @Test
    void theCenterStepIgnoresThem() {
        Batch batch = Batch.random(new Center().uses(), 6, 3, 2, 189);
        DMatrixRMaj centers = batch.parameters().centers();
        int[] labels = {0, -1, 1, -1, 0, 1};
        int[] kept = {0, 2, 4, 5};
        DMatrixRMaj expected = Center.delta(Batch.rows(batch.features(), kept), centers, new int[] {0, 1, 0, 1});
        Compare.bits("Δc", expected, Center.delta(batch.features(), centers, labels, Reduction.SUM.ignoring(-1)));
    }
}
