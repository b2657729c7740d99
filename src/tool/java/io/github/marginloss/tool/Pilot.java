package io.github.marginloss.tool;

import io.github.marginloss.Loss;
import io.github.marginloss.Reduction;
import io.github.marginloss.reference.Reference;
import io.github.marginloss.tool.batch.Batch;
import io.github.marginloss.tool.batch.Shape;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** How long a large batch will take, from a fiftieth of it: the time of the reference grows with the samples. */
final class Pilot {

    /** Samples × classes × features below which nobody waits. */
    private static final double SMALL = 4e6;

    private static final int SHARE = 50;

    private Pilot() {}

    /** {@return seconds for so many samples; NaN for a small batch} */
    static double seconds(Loss loss, Batch batch, Shape shape, int samples) {
        int rows = samples / SHARE;
        if ((double) samples * shape.classes() * shape.dimension() < SMALL || rows == 0) {
            return Double.NaN;
        }
        DMatrixRMaj features = new DMatrixRMaj(rows, shape.dimension());
        System.arraycopy(batch.features().data, 0, features.data, 0, features.data.length);
        long start = System.nanoTime();
        Reference.of(loss.withReduction(Reduction.SUM))
                .backward(features, batch.parameters(), Arrays.copyOf(batch.labels(), rows));
        return (System.nanoTime() - start) / 1e9 / rows * samples;
    }
}
