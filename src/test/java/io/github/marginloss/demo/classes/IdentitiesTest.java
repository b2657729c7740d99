package io.github.marginloss.demo.classes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

    private static final Identities MANY = new Identities(10_000_000, 64, new Chance(5));

    @Test
    void samplesAreNearTheirIdentity() {
        Identities.Batch batch = MANY.batch(3, 50);
        for (int i = 0; i < 50; i++) {
            double[] identity = MANY.identity(batch.labels()[i]);
            assertEquals(
                    1,
                    IntStream.range(0, 64)
                            .mapToDouble(k -> identity[k] * identity[k])
                            .sum(),
                    1e-12);
            double product = 0;
            double squares = 0;
            for (int k = 0; k < 64; k++) {
                double x = batch.features().get(i, k);
                product += x * identity[k];
                squares += x * x;
            }
            double cosine = product / Math.sqrt(squares);
            assertTrue(cosine > 0.75 && cosine < 0.99, () -> "cosine " + cosine);
        }
    }

    @Test
    void aBatchIsTheSameWheneverItIsAskedFor() {
        assertArrayEquals(MANY.batch(4, 9).features().data, MANY.batch(4, 9).features().data);
        assertArrayEquals(MANY.batch(4, 9).labels(), MANY.batch(4, 9).labels());
    }

    @Test
    void aFewClassesAreFrequentAndAllCanBeDrawn() {
        int[] counts = new int[20];
        Arrays.stream(new Identities(20, 1, new Chance(6)).batch(0, 4000).labels())
                .forEach(label -> counts[label]++);
        Arrays.sort(counts);
        assertTrue(counts[0] > 20 && counts[19] > 700, () -> Arrays.toString(counts));
        assertArrayEquals(
                new int[9], new Identities(1, 1, new Chance(6)).batch(0, 9).labels());
    }
}
