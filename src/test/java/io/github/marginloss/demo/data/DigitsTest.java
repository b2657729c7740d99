package io.github.marginloss.demo.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DigitsTest {

    @Test
    void embeddedDigitsAreAllThere() {
        Samples digits = Digits.embedded();
        assertEquals(10, digits.classes());
        assertEquals(1797, digits.inputs().numRows);
        assertEquals(64, digits.inputs().numCols);
        int[] counts = new int[10];
        IntStream.of(digits.labels()).forEach(label -> counts[label]++);
        assertArrayEquals(new int[] {178, 182, 177, 183, 181, 182, 181, 179, 174, 180}, counts);
        assertEquals(13, digits.inputs().get(0, 3));
        assertEquals(0, digits.labels()[0]);
    }
}
