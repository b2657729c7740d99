package io.github.marginloss.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The parts of an array are the whole of it, once. */
class ChunksTest {

    @Test
    void chunksCoverAnArray() {
        int chunk = 1 << 18;
        assertEquals(0, Chunks.count(0));
        assertEquals(1, Chunks.count(1));
        assertEquals(1, Chunks.count(chunk));
        assertEquals(2, Chunks.count(chunk + 1));
        assertEquals(1 << 13, Chunks.count(Integer.MAX_VALUE));
        for (int length : new int[] {0, 1, chunk - 1, chunk, chunk + 1, 6 * chunk + 7, Integer.MAX_VALUE}) {
            int count = Chunks.count(length);
            int[] from = new int[count];
            int[] to = new int[count];
            Chunks.forEach(length, (k, begin, end) -> {
                from[k] = begin;
                to[k] = end;
            });
            int next = 0;
            for (int k = 0; k < count; k++) {
                assertEquals(next, from[k]);
                assertTrue(to[k] > from[k] && to[k] - from[k] <= chunk, Arrays.toString(to));
                next = to[k];
            }
            assertEquals(length, next);
        }
    }
}
