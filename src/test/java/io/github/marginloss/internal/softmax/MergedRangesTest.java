package io.github.marginloss.internal.softmax;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.marginloss.core.Head;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.row.Samples;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;

/** Ranges of classes are merged in their own order, to the last bit, for any order in which they arrive. */
class MergedRangesTest {

    private static final int RANGES = 5;
    private static final int SAMPLES = 4;
    private static final int DIMENSION = 3;

    private static MergedRanges empty(boolean weighted) {
        Random random = new Random(17);
        DMatrixRMaj x = RandomMatrices_DDRM.rectangle(SAMPLES, DIMENSION, random);
        DMatrixRMaj w = RandomMatrices_DDRM.rectangle(2 * RANGES, DIMENSION, random);
        Tiling tiling = new Tiling(SAMPLES, 2, RANGES, 0);
        Shard all = Shard.all(new DoubleRows(w), null);
        Inputs inputs = new Inputs(new DoubleRows(x), all, new int[SAMPLES], KernelChoice.serving(), tiling);
        Samples samples = Samples.all(SAMPLES, new int[SAMPLES]);
        try (Parallel parallel = Parallel.forRows(0)) {
            Geometry geometry =
                    LoadedBatch.geometry(new Head.Linear(), inputs.features(), samples, inputs, null, true, parallel);
            return new MergedRanges(LoadedBatch.of(inputs, geometry, parallel), weighted);
        }
    }

    /** Sums whose bits depend on their order. */
    private static OffTargetStatistics range(MergedRanges merged, int range) {
        OffTargetStatistics statistics = merged.empty(0, null);
        Random random = new Random(range);
        for (int i = 0; i < SAMPLES; i++) {
            statistics.maximum[i] = random.nextDouble();
            statistics.nearSum[i] = random.nextDouble();
            statistics.sum[i] = random.nextDouble() * Math.pow(10, 8 - 4 * range);
            if (statistics.weighted != null) {
                double[] row = random.doubles(DIMENSION).toArray();
                statistics.weighted.addRow(i, statistics.sum[i], row);
            }
        }
        return statistics;
    }

    private static OffTargetStatistics merged(boolean weighted, int... order) {
        MergedRanges merged = empty(weighted);
        for (int range : order) {
            merged.add(0, range, range(merged, range));
        }
        return merged.all()[0];
    }

    private static double[] row(OffTargetStatistics statistics, int i) {
        double[] row = new double[DIMENSION];
        statistics.weighted.get(i, row);
        return row;
    }

    @Test
    void theOrderIsThatOfTheRanges() {
        OffTargetStatistics expected = merged(true, 0, 1, 2, 3, 4);
        int[][] orders = {{4, 3, 2, 1, 0}, {1, 0, 3, 2, 4}, {2, 4, 0, 1, 3}};
        for (int[] order : orders) {
            OffTargetStatistics actual = merged(true, order);
            assertArrayEquals(expected.maximum, actual.maximum);
            assertArrayEquals(expected.sum, actual.sum);
            assertArrayEquals(expected.nearSum, actual.nearSum);
            for (int i = 0; i < SAMPLES; i++) {
                assertArrayEquals(row(expected, i), row(actual, i));
            }
        }
        assertNull(merged(false, 2, 4, 0, 1, 3).weighted);
    }

    /**
     * Statistics that have been merged pass on their matrix, cleared, to the next range; statistics that still wait do
     * not.
     */
    @Test
    void matricesServeAgain() {
        MergedRanges merged = empty(true);
        merged.add(0, 0, range(merged, 0));
        OffTargetStatistics second = range(merged, 1);
        OffTargetStatistics third = range(merged, 2);
        merged.add(0, 2, third);
        merged.add(0, 1, second);
        OffTargetStatistics next = merged.empty(0, null);
        assertSame(second.weighted, next.weighted);
        assertSame(third.weighted, merged.empty(0, null).weighted);
        for (int i = 0; i < SAMPLES; i++) {
            assertArrayEquals(new double[DIMENSION], row(next, i));
        }
    }
}
