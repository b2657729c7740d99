package io.github.marginloss.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;

/** Ranges of classes are merged in their own order, to the last bit, in whatever order they come in. */
class MergedRangesTest {

    private static final int RANGES = 5;
    private static final int SAMPLES = 4;
    private static final int DIMENSION = 3;

    private static MergedRanges empty(boolean weighted) {
        Random random = new Random(17);
        DMatrixRMaj x = RandomMatrices_DDRM.rectangle(SAMPLES, DIMENSION, random);
        DMatrixRMaj w = RandomMatrices_DDRM.rectangle(2 * RANGES, DIMENSION, random);
        Tiling tiling = new Tiling(SAMPLES, DIMENSION, 2, RANGES, 0);
        Step step = Step.of(new Head.Linear(), x, w, null, new int[SAMPLES], tiling);
        return new MergedRanges(step, step.blocks(0, 1), weighted);
    }

    /** Sums whose bits depend on their order. */
    private static RangeStatistics range(MergedRanges merged, int range) {
        RangeStatistics statistics = merged.empty(0, null);
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

    private static RangeStatistics merged(boolean weighted, int... order) {
        MergedRanges merged = empty(weighted);
        for (int range : order) {
            merged.add(0, range, range(merged, range));
        }
        return merged.all()[0];
    }

    @Test
    void theOrderIsThatOfTheRanges() {
        RangeStatistics expected = merged(true, 0, 1, 2, 3, 4);
        int[][] orders = {{4, 3, 2, 1, 0}, {1, 0, 3, 2, 4}, {2, 4, 0, 1, 3}};
        for (int[] order : orders) {
            RangeStatistics actual = merged(true, order);
            assertArrayEquals(expected.maximum, actual.maximum);
            assertArrayEquals(expected.sum, actual.sum);
            assertArrayEquals(expected.nearSum, actual.nearSum);
            for (int i = 0; i < SAMPLES; i++) {
                assertArrayEquals(expected.weighted.rows(0)[i], actual.weighted.rows(0)[i]);
            }
        }
        assertNull(merged(false, 2, 4, 0, 1, 3).weighted);
    }

    /** What has been merged lends its matrix, cleared, to the next range; what waits for its turn does not. */
    @Test
    void matricesServeAgain() {
        MergedRanges merged = empty(true);
        merged.add(0, 0, range(merged, 0));
        RangeStatistics second = range(merged, 1);
        RangeStatistics third = range(merged, 2);
        merged.add(0, 2, third);
        merged.add(0, 1, second);
        RangeStatistics next = merged.empty(0, null);
        assertSame(second.weighted, next.weighted);
        assertSame(third.weighted, merged.empty(0, null).weighted);
        for (double[] row : next.weighted.rows(0)) {
            assertArrayEquals(new double[row.length], row);
        }
    }
}
