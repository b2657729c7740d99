package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** What every loss promises about its outputs and its inputs. */
class LossContractTest {

    @EachImplementation
    void forwardGivesTheBitsOfBackward(Losses.Entry entry) {
        for (int[] shape : new int[][] {{1, 2, 3}, {7, 5, 11}, {40, 9, 130}}) {
            Batch batch = entry.batch(shape[0], shape[1], shape[2], 1);
            Compare.bits(entry.name(), batch.backward(entry.loss()).loss(), batch.forward(entry.loss()));
        }
    }

    @EachImplementation
    void theLossIsTheReducedSampleLosses(Losses.Entry entry) {
        Batch batch = entry.batch(9, 4, 6, 2);
        Evaluation sum = batch.backward(entry.loss().withReduction(Reduction.SUM));
        double expected = Arrays.stream(sum.sampleLosses()).sum();
        // nine terms, added in any order: 8 roundings of partial sums of at most Σ|l|
        double bound = 8
                * Compare.EPS
                * Arrays.stream(sum.sampleLosses()).map(Math::abs).sum();
        assertEquals(expected, sum.loss(), bound);
    }

    @EachImplementation
    void inputsStayAsTheyWere(Losses.Entry entry) {
        Batch batch = entry.batch(9, 4, 6, 3);
        Batch before = batch.copy();
        batch.backward(entry.loss());
        Compare.bits("features", before.features(), batch.features());
        for (Parameters.Kind kind : entry.kinds()) {
            Compare.bits(
                    kind.name(),
                    before.parameters().get(kind),
                    batch.parameters().get(kind));
        }
        assertEquals(Arrays.toString(before.labels()), Arrays.toString(batch.labels()));
    }

    @EachImplementation
    void callsLeaveNoTrace(Losses.Entry entry) {
        Batch batch = entry.batch(9, 4, 6, 4);
        Evaluation first = batch.backward(entry.loss());
        entry.batch(3, 7, 2, 5).backward(entry.loss());
        Evaluation second = batch.backward(entry.loss());
        assertNotSame(first.gradients().features(), second.gradients().features());
        Compare.bits("second call", first, second);
    }

    /** Each of the 2^5 choices of outputs. */
    @EachImplementation
    void outputsMayBeLeftOut(Losses.Entry entry) {
        int d = 4;
        Batch batch = entry.batch(9, d, 6, 6);
        Evaluation all = batch.backward(entry.loss());
        for (int mask = 0; mask < 32; mask++) {
            double[] losses = (mask & 1) == 0 ? null : new double[9];
            Gradients wanted = new Gradients(
                    (mask & 2) == 0 ? null : new DMatrixRMaj(),
                    (mask & 4) == 0 || all.gradients().weights() == null ? null : new DMatrixRMaj(),
                    (mask & 8) == 0 || all.gradients().bias() == null ? null : new DMatrixRMaj(),
                    (mask & 16) == 0 || all.gradients().centers() == null ? null : new DMatrixRMaj());
            double loss = entry.loss().evaluate(batch.features(), batch.parameters(), batch.labels(), losses, wanted);
            Compare.bits("outputs " + mask + " L", all.loss(), loss);
            if (losses != null) {
                Compare.close("outputs " + mask + " l", entry.tolerance(d), all.sampleLosses(), losses);
            }
            for (Compare.Output output : Compare.Output.values()) {
                if (output.of(wanted) != null) {
                    Compare.close(
                            "outputs " + mask + " " + output,
                            entry.tolerance(d),
                            output.of(all.gradients()),
                            output.of(wanted));
                }
            }
        }
    }

    @EachImplementation
    void outputsAreReshapedAndOverwritten(Losses.Entry entry) {
        Batch batch = entry.batch(9, 4, 6, 7);
        Evaluation fresh = batch.backward(entry.loss());
        for (int[] shape : new int[][] {{0, 0}, {1, 2}, {4, 9}, {9, 4}, {20, 30}}) {
            Gradients used = new Gradients(
                    garbage(shape, fresh.gradients().features()),
                    garbage(shape, fresh.gradients().weights()),
                    garbage(shape, fresh.gradients().bias()),
                    garbage(shape, fresh.gradients().centers()));
            double[] losses = new double[9];
            Arrays.fill(losses, Double.NaN);
            double loss = entry.loss().evaluate(batch.features(), batch.parameters(), batch.labels(), losses, used);
            Compare.bits("into " + Arrays.toString(shape), fresh, new Evaluation(loss, losses, used));
        }
    }

    private static DMatrixRMaj garbage(int[] shape, DMatrixRMaj wanted) {
        return wanted == null ? null : Batch.map(new DMatrixRMaj(shape[0], shape[1]), v -> Double.NaN);
    }

    /** A matrix that was once larger keeps its array; the entries behind its last row are not part of it. */
    @EachImplementation
    void whatLiesBehindTheLastRowIsIgnored(Losses.Entry entry) {
        Batch batch = entry.batch(9, 4, 6, 8);
        Parameters given = batch.parameters();
        Parameters roomy = new Parameters(roomy(given.weights()), roomy(given.bias()), roomy(given.centers()));
        Batch same = new Batch(roomy(batch.features()), roomy, batch.labels());
        Compare.bits("roomy", batch.backward(entry.loss()), same.backward(entry.loss()));
    }

    private static DMatrixRMaj roomy(DMatrixRMaj matrix) {
        if (matrix == null) {
            return null;
        }
        DMatrixRMaj roomy = Batch.map(new DMatrixRMaj(matrix.numRows + 3, matrix.numCols + 2), v -> Double.NaN);
        roomy.reshape(matrix.numRows, matrix.numCols);
        System.arraycopy(matrix.data, 0, roomy.data, 0, matrix.getNumElements());
        return roomy;
    }

    @EachImplementation
    void logitsAreTheMarginFreeScores(Losses.Entry entry) {
        if (entry.loss() instanceof MarginLoss loss) {
            int d = 5;
            Batch batch = entry.batch(7, d, 6, 9);
            DMatrixRMaj logits = loss.logits(batch.features(), batch.parameters());
            assertEquals(7, logits.numRows);
            assertEquals(6, logits.numCols);
            // these logits have no margin, so their losses are those of the plain loss with the same scale
            Naive plain = entry.naive() instanceof Naive.Cosine c
                    ? new Naive.Cosine(c.s(), Math::cos, v -> -Math.sin(v), Reduction.SUM)
                    : new Naive.Linear(Reduction.SUM);
            double[] expected = plain.evaluate(batch).sampleLosses();
            for (int i = 0; i < 7; i++) {
                double[] z = Rows.row(logits, i);
                double max = Arrays.stream(z).max().getAsDouble();
                double sum = Arrays.stream(z).map(v -> Math.exp(v - max)).sum();
                double actual = max + Math.log(sum) - z[batch.labels()[i]];
                Compare.close("row " + i, entry.tolerance(d), expected[i], actual);
            }
        }
    }

    /** Rows without a direction are overwritten in the outputs, too. */
    @EachImplementation
    void zeroRowsOverwriteWhatWasThere(Losses.Entry entry) {
        Batch batch = entry.batch(4, 3, 5, 31);
        Arrays.fill(batch.features().data, 3, 6, 0);
        for (DMatrixRMaj rows :
                Arrays.asList(batch.parameters().weights(), batch.parameters().centers())) {
            if (rows != null) {
                Arrays.fill(rows.data, 6, 9, 0);
            }
        }
        Gradients used = Gradients.like(batch.features(), batch.parameters());
        for (Compare.Output output : Compare.Output.values()) {
            if (output.of(used) != null) {
                Arrays.fill(output.of(used).data, 7.5);
            }
        }
        entry.loss().evaluate(batch.features(), batch.parameters(), batch.labels(), null, used);
        Compare.bits("gradients", batch.backward(entry.loss()).gradients(), used);
    }
}
