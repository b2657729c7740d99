package io.github.marginloss;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The order of the samples and the order of the classes do not matter. */
class PermutationTest {

    private static final int[][] SHAPES = {{2, 3, 5}, {7, 4, 6}, {50, 9, 20}, {99, 6, 130}, {13, 33, 300}, {600, 2, 5}};

    @EachLoss
    void samplesPermuted(Losses.Entry entry) {
        for (int[] shape : SHAPES) {
            Batch batch = entry.batch(shape[0], shape[1], shape[2], 21);
            int[] order = Batch.permutation(shape[0], 22);
            Evaluation straight = batch.backward(entry.loss());
            Evaluation permuted = batch.samples(order).backward(entry.loss());
            String what = entry + " " + Arrays.toString(shape);
            double[] losses = Arrays.stream(order)
                    .mapToDouble(i -> straight.sampleLosses()[i])
                    .toArray();
            Compare.bits(what + " l", losses, permuted.sampleLosses());
            Compare.bits(
                    what + " dX",
                    Batch.rows(straight.gradients().features(), order),
                    permuted.gradients().features());
            Compare.close(what + " L", entry.tolerance(shape[1]), straight.loss(), permuted.loss());
            for (Parameters.Kind kind : entry.kinds()) {
                Compare.close(
                        what + " " + kind,
                        entry.tolerance(shape[1]),
                        straight.gradients().get(kind),
                        permuted.gradients().get(kind));
            }
        }
    }

    @EachLoss
    void classesPermuted(Losses.Entry entry) {
        for (int[] shape : SHAPES) {
            Batch batch = entry.batch(shape[0], shape[1], shape[2], 23);
            int[] order = Batch.permutation(shape[2], 24);
            Evaluation straight = batch.backward(entry.loss());
            Evaluation permuted = batch.classes(order).backward(entry.loss());
            Gradients gradients = straight.gradients();
            Gradients expected = new Gradients(
                    gradients.features(),
                    gradients.weights() == null ? null : Batch.rows(gradients.weights(), order),
                    gradients.bias() == null ? null : Batch.rows(gradients.bias(), order),
                    gradients.centers() == null ? null : Batch.rows(gradients.centers(), order));
            Compare.close(
                    entry + " " + Arrays.toString(shape),
                    entry.tolerance(shape[1]),
                    new Evaluation(straight.loss(), straight.sampleLosses(), expected),
                    permuted);
        }
    }

    /** With the sum, a sample's loss and gradient do not depend on the other samples of the batch. */
    @EachLoss
    void samplesAlone(Losses.Entry entry) {
        Loss sum = entry.loss().withReduction(Reduction.SUM);
        Batch batch = entry.batch(11, 5, 8, 25);
        Evaluation together = batch.backward(sum);
        for (int i : IntStream.range(0, 11).toArray()) {
            Evaluation alone = batch.samples(i).backward(sum);
            Compare.close("l of sample " + i, entry.tolerance(5), together.sampleLosses()[i], alone.loss());
            Compare.close(
                    "dX of sample " + i,
                    entry.tolerance(5),
                    Batch.rows(together.gradients().features(), i),
                    alone.gradients().features());
        }
    }
}
