package io.github.marginloss.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How a step is cut: parts as equal as they can be, none too large, and partial sums that memory can hold. */
class TilingShapeTest {

    private static final int[] SAMPLES = {0, 1, 2, 511, 512, 513, 1023, 1024, 1025, 5000};
    private static final int[] CLASSES = {1, 2, 47, 48, 49, 96, 97, 383, 384, 385, 1000, 1536, 1537, 100_000};

    private static int parts(int size, int limit) {
        return Math.max(1, (size - 1) / limit + 1);
    }

    @Test
    void blocksAreEven() {
        for (int m : SAMPLES) {
            Tiling tiling = Tiling.of(m, 10, 100);
            int blocks = m == 0 ? 0 : parts(m, 512);
            assertEquals(blocks, tiling.blocks(m), "m = " + m);
            // no block could be smaller
            assertTrue(tiling.block() >= 1 && (tiling.block() - 1) * blocks < Math.max(m, 1), "m = " + m);
        }
    }

    @Test
    void tilesAreEvenAndSeveral() {
        for (int n : CLASSES) {
            Tiling tiling = Tiling.of(20, 10, n);
            // eight tiles, but none below 48 classes and none above 192
            int least = n >= 8 * 48 ? Math.max(8, parts(n, 192)) : parts(n, 48);
            assertEquals(least, tiling.tiles(n), "n = " + n);
            assertTrue(tiling.tile() >= 1 && (tiling.tile() - 1) * least < n, "n = " + n);
            assertTrue(tiling.tile() * tiling.tiles(n) >= n, "n = " + n);
        }
    }

    @Test
    void rangesShareTheTiles() {
        for (int n : CLASSES) {
            Tiling tiling = Tiling.of(20, 10, n);
            assertEquals(Math.min(8, tiling.tiles(n)), tiling.ranges(), "n = " + n);
            assertEquals(0, tiling.firstTile(0, n));
            assertEquals(tiling.tiles(n), tiling.firstTile(tiling.ranges(), n));
            for (int range = 0; range < tiling.ranges(); range++) {
                int tiles = tiling.firstTile(range + 1, n) - tiling.firstTile(range, n);
                int even = tiling.tiles(n) / tiling.ranges();
                assertTrue(tiles == even || tiles == even + 1, "n = " + n + " range " + range);
            }
        }
    }

    /** Each range has sums of m·d doubles: 2^21 of them in all. */
    @Test
    void rangesThatMemoryCanHold() {
        assertEquals(8, Tiling.of(1 << 10, 1 << 8, 10_000).ranges());
        assertEquals(7, Tiling.of(1 << 10, (1 << 8) + 1, 10_000).ranges());
        assertEquals(4, Tiling.of(1 << 10, 1 << 9, 10_000).ranges());
        assertEquals(1, Tiling.of(1 << 10, 1 << 11, 10_000).ranges());
        assertEquals(1, Tiling.of(1 << 10, 1 << 12, 10_000).ranges());
        // a product beyond int
        assertEquals(1, Tiling.of(1 << 17, 1 << 15, 10_000).ranges());
    }

    @Test
    void manyTilesOfManyRangesStayInOrder() {
        Tiling tiling = new Tiling(1, 1, 1, 8, 0);
        int n = Integer.MAX_VALUE - 1;
        assertEquals(n / 2, tiling.firstTile(4, n));
        assertEquals(n, tiling.firstTile(8, n));
    }
}
