package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** L = Σ a_i l_i for every kind of a, and the gradients are those of L. */
class ReductionTest {

    private static final int M = 9;
    private static final int D = 4;
    private static final int N = 6;

    /** A user's own reduction: a_i = 1/(1 + i). */
    record Fading() implements Reduction {
        @Override
        public double[] coefficients(int[] labels) {
            double[] a = new double[labels.length];
            Arrays.setAll(a, i -> 1.0 / (1 + i));
            return a;
        }
    }

    @Test
    void coefficients() {
        int[] labels = {2, 0, 2};
        assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, Reduction.MEAN.coefficients(labels));
        assertArrayEquals(new double[] {1, 1, 1}, Reduction.SUM.coefficients(labels));
        assertArrayEquals(new double[] {3, -1, 0}, Reduction.weighted(3, -1, 0).coefficients(labels));
        assertArrayEquals(
                new double[] {7, 5, 7}, Reduction.classWeighted(5, 6, 7).coefficients(labels));
    }

    @Test
    void weightsAreCopied() {
        double[] weights = {1, 2};
        Reduction bySample = Reduction.weighted(weights);
        Reduction byClass = Reduction.classWeighted(weights);
        weights[0] = 9;
        bySample.coefficients(new int[] {0, 1})[1] = 9;
        assertArrayEquals(new double[] {1, 2}, bySample.coefficients(new int[] {0, 1}));
        assertArrayEquals(new double[] {1, 2}, byClass.coefficients(new int[] {0, 1}));
    }

    /**
     * A mean is divided by m: the mean of equal losses is bit for bit that loss, which a product with 1/m as a double
     * would not give.
     */
    @EachLoss
    void theMeanOfEqualLosses(Losses.Entry entry) {
        Loss mean = entry.loss().withReduction(Reduction.MEAN);
        Batch one = entry.batch(1, D, N, 55);
        double expected = one.forward(mean);
        for (int m : new int[] {1, 2, 3, 5, 6, 7, 9, 11, 49, 123}) {
            assertEquals(expected, one.samples(new int[m]).forward(mean), "m = " + m);
        }
    }

    @Test
    void defaults() {
        assertEquals(new Softmax(Reduction.MEAN), new Softmax());
        assertEquals(new Center(Reduction.SUM), new Center());
        for (Losses.Entry entry : Losses.cosine()) {
            assertEquals(entry.loss().withReduction(Reduction.MEAN), entry.loss());
        }
    }

    /** In a sum, every term gets the reduction. */
    @Test
    void sumsReduceTermByTerm() {
        Loss sum = new Softmax().plus(0.5, new Center(Reduction.MEAN)).withReduction(Reduction.weighted(2));
        assertEquals(new Softmax(Reduction.weighted(2)).plus(0.5, new Center(Reduction.weighted(2))), sum);
    }

    /** Joint supervision with one reduction for both terms is the same loss of any batch; a mean plus a sum is not. */
    @Test
    void theRatioOfTwoMeansDoesNotDependOnTheBatch() {
        Batch once = Batch.random(new Softmax().plus(1, new Center()).uses(), M, D, N, 32);
        Loss safe = new Softmax().plus(0.003, new Center(Reduction.MEAN));
        Loss sums = safe.withReduction(Reduction.SUM);
        Loss mixed = new Softmax().plus(0.003, new Center());
        Parameters weights = Parameters.ofWeights(
                once.parameters().weights(), once.parameters().bias());
        double softmax = new Softmax().forward(once.features(), weights, once.labels());
        double center = safe.forward(once.features(), once.parameters(), once.labels()) - softmax;
        for (int times : new int[] {1, 16, 256}) {
            DMatrixRMaj features = new DMatrixRMaj(times * M, D);
            Arrays.setAll(features.data, k -> once.features().data[k % (M * D)]);
            int[] labels = new int[times * M];
            Arrays.setAll(labels, i -> once.labels()[i % M]);
            double mean = softmax + center;
            assertEquals(mean, safe.forward(features, once.parameters(), labels), 1e-13 * mean);
            double sum = times * M * mean;
            assertEquals(sum, sums.forward(features, once.parameters(), labels), 1e-13 * sum);
            double grown = softmax + times * M * center;
            assertEquals(grown, mixed.forward(features, once.parameters(), labels), 1e-13 * grown);
        }
    }

    /** The batch is the sum of its samples, each taken a_i times. */
    @EachImplementation
    void everyReductionIsLinear(Losses.Entry entry) {
        Batch batch = entry.batch(M, D, N, 31);
        Reduction[] reductions = {
            Reduction.MEAN,
            Reduction.SUM,
            Reduction.weighted(1, -2, 0, 0.5, 3, 1e-3, -1, 4, 0),
            Reduction.classWeighted(1, 0, -1, 2, 0.25, 7),
            new Fading()
        };
        for (Reduction reduction : reductions) {
            double[] a = reduction.coefficients(batch.labels());
            Evaluation actual = batch.backward(entry.loss().withReduction(reduction));
            Evaluation expected = weightedSum(entry, batch, a);
            // the parts cancel in the sum, so rounding is measured relative to the parts
            double tolerance = entry.tolerance(D) * 8;
            Compare.close(reduction + "", tolerance, expected, actual);
        }
    }

    private static Evaluation weightedSum(Losses.Entry entry, Batch batch, double[] a) {
        Loss sum = entry.loss().withReduction(Reduction.SUM);
        double[] losses = new double[a.length];
        double loss = 0;
        Gradients total = Gradients.like(batch.features(), batch.parameters());
        for (int i = 0; i < a.length; i++) {
            Evaluation part = batch.samples(i).backward(sum);
            losses[i] = part.sampleLosses()[0];
            loss += a[i] * part.loss();
            for (int k = 0; k < D; k++) {
                total.features().set(i, k, a[i] * part.gradients().features().data[k]);
            }
            for (Parameters.Kind kind : entry.kinds()) {
                DMatrixRMaj gradient = total.get(kind);
                for (int k = 0; k < gradient.getNumElements(); k++) {
                    gradient.data[k] += a[i] * part.gradients().get(kind).data[k];
                }
            }
        }
        return new Evaluation(loss, losses, total);
    }

    @EachImplementation
    void aCoefficientOfZeroLeavesASampleOut(Losses.Entry entry) {
        Batch batch = entry.batch(2, D, N, 32);
        Evaluation both = batch.backward(entry.loss().withReduction(Reduction.weighted(0, 1)));
        Evaluation alone = batch.samples(1).backward(entry.loss().withReduction(Reduction.SUM));
        Compare.close("L", entry.tolerance(D), alone.loss(), both.loss());
        for (double v : Rows.row(both.gradients().features(), 0)) {
            assertEquals(0, v, 0.0);
        }
        for (Parameters.Kind kind : entry.kinds()) {
            Compare.close(
                    kind.name(),
                    entry.tolerance(D),
                    alone.gradients().get(kind),
                    both.gradients().get(kind));
        }
    }

    @EachImplementation
    void anEmptyBatchIsZeroUnderTheSumAndWeights(Losses.Entry entry) {
        double[] weights = new double[N];
        for (Reduction reduction :
                new Reduction[] {Reduction.SUM, Reduction.weighted(), Reduction.classWeighted(weights), new Fading()}) {
            Batch batch = entry.batch(0, D, N, 33);
            Gradients gradients = Gradients.like(batch.features(), batch.parameters());
            for (Compare.Output output : Compare.Output.values()) {
                if (output.of(gradients) != null) {
                    output.of(gradients).reshape(2, 2);
                    Arrays.fill(output.of(gradients).data, Double.NaN);
                }
            }
            double loss = entry.loss()
                    .withReduction(reduction)
                    .evaluate(batch.features(), batch.parameters(), batch.labels(), new double[0], gradients);
            assertEquals(0, loss, 0.0);
            Compare.close("gradients", 0, Gradients.like(batch.features(), batch.parameters()), gradients);
        }
    }
}
