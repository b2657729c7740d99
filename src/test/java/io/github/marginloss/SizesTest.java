package io.github.marginloss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every shape gives the textbook's numbers: small shapes, primes, and sizes around the edges of tiles and blocks. */
class SizesTest {

    /** The sizes of blocks, tiles and segments, and neighbouring ones. */
    private static final int[] CLASS_EDGES = {
        47, 48, 49, 95, 96, 97, 127, 128, 129, 191, 192, 193, 255, 256, 257, 511, 512, 513, 767, 1537
    };

    private static final int[] DIMENSION_EDGES = {47, 48, 49, 95, 96, 97, 191, 192, 193, 511, 512, 513, 1025};
    private static final int[] SAMPLE_EDGES = {31, 32, 33, 47, 48, 49, 95, 96, 97, 511, 512, 513};

    @EachLoss
    void smallShapes(Losses.Entry entry) {
        List<int[]> shapes = new ArrayList<>();
        for (int m = 1; m <= 7; m++) {
            for (int n = 1; n <= 7; n++) {
                shapes.add(new int[] {m, 1 + (m * n) % 6, n});
            }
        }
        shapes.addAll(List.of(new int[] {11, 13, 17}, new int[] {23, 2, 29}, new int[] {31, 7, 37}));
        check(entry, shapes);
    }

    @EachLoss
    void shapesAroundTileEdges(Losses.Entry entry) {
        List<int[]> shapes = new ArrayList<>();
        for (int edge : CLASS_EDGES) {
            shapes.add(new int[] {4, 3, edge});
        }
        for (int edge : DIMENSION_EDGES) {
            shapes.add(new int[] {4, edge, 5});
        }
        for (int edge : SAMPLE_EDGES) {
            shapes.add(new int[] {edge, 3, 5});
        }
        shapes.addAll(List.of(new int[] {97, 5, 193}, new int[] {49, 17, 257}, new int[] {49, 97, 95}));
        check(entry, shapes);
    }

    /** There are too many logits to keep all of them for the second pass. */
    @Test
    void moreLogitsThanAreKept() {
        for (Losses.Entry entry : Losses.all()) {
            if (Set.of(new Softmax(), new CosFace(1000, 0.1)).contains(entry.loss())) {
                check(entry, List.of(new int[] {600, 2, 6800}));
            }
        }
    }

    private static void check(Losses.Entry entry, List<int[]> shapes) {
        for (int[] shape : shapes) {
            Batch batch = entry.batch(shape[0], shape[1], shape[2], Arrays.hashCode(shape));
            Evaluation expected = entry.naive().evaluate(batch);
            Compare.close(
                    entry + " " + Arrays.toString(shape),
                    entry.tolerance(shape[1]),
                    expected,
                    batch.backward(entry.loss()));
        }
    }
}
