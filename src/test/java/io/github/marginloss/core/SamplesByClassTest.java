package io.github.marginloss.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The samples of each class, in order. */
class SamplesByClassTest {

    private static List<Integer> of(SamplesByClass samples, int label) {
        return IntStream.range(samples.begin(label), samples.end(label))
                .mapToObj(samples::sample)
                .toList();
    }

    @Test
    void everySampleOnceInTheOrderOfTheBatch() {
        SamplesByClass samples = new SamplesByClass(new int[] {3, 0, 3, 1, 3, 0}, 5);
        assertEquals(List.of(1, 5), of(samples, 0));
        assertEquals(List.of(3), of(samples, 1));
        assertEquals(List.of(), of(samples, 2));
        assertEquals(List.of(0, 2, 4), of(samples, 3));
        assertEquals(List.of(), of(samples, 4));
    }

    @Test
    void noSamples() {
        assertEquals(List.of(), of(new SamplesByClass(new int[0], 1), 0));
    }
}
