package io.github.marginloss.tool;

import io.github.marginloss.Loss;
import io.github.marginloss.reference.Reference;
import io.github.marginloss.tool.batch.Batch;
import io.github.marginloss.tool.batch.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Estimates the time for a large batch from runs on a hundredth and on a fiftieth of it: one part of the time grows
 * with the number of samples, and the other part is constant. Because Java is slow at first, the runs are repeated for
 * a second.
 */
final class Pilot {

    /** Up to this number of samples × classes × features, no estimate is needed. */
    private static final double SMALL = 1e7;

    private static final int SHARE = 100;
    private static final long ENOUGH = 1_000_000_000;

    private Pilot() {}

    /** {@return the seconds that a number of samples will take; NaN for a small batch} */
    static double seconds(Loss loss, Batch batch, Shape shape, int samples) {
        int rows = samples / SHARE;
        if ((double) samples * shape.classes() * shape.dimension() < SMALL || rows == 0) {
            return Double.NaN;
        }
        long begin = System.nanoTime();
        double few = Double.POSITIVE_INFINITY;
        double twice = Double.POSITIVE_INFINITY;
        while (System.nanoTime() - begin < ENOUGH) {
            few = Math.min(few, once(loss, batch, rows));
            twice = Math.min(twice, once(loss, batch, 2 * rows));
        }
        return few + Math.max(0, twice - few) / rows * (samples - rows);
    }

    private static double once(Loss loss, Batch batch, int rows) {
        Part part = new Part(batch.labels(), IntStream.range(0, rows).toArray());
        Loss reference = Reference.of(part.sum(loss));
        int d = batch.features().numCols;
        DMatrixRMaj features = DMatrixRMaj.wrap(rows, d, Arrays.copyOf(batch.features().data, rows * d));
        long start = System.nanoTime();
        reference.backward(features, batch.parameters(), part.labels());
        return (System.nanoTime() - start) / 1e9;
    }
}
