package io.github.marginloss.demo.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.marginloss.demo.DemoException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class SplitTest {

    private static final Samples DIGITS = Digits.embedded();

    @Test
    void imagesAreSplitThreeToOneAndStandardised() {
        Split split = Split.ofSamples(DIGITS, 1);
        assertEquals(1347, split.train().labels().length);
        assertEquals(450, split.test().labels().length);
        double[] train = split.train().inputs().data;
        assertEquals(0, DoubleStream.of(train).average().orElseThrow(), 1e-12);
        assertEquals(1, DoubleStream.of(train).map(v -> v * v).average().orElseThrow(), 1e-12);
        // nothing is lost, and nothing occurs twice
        IntStream labels = IntStream.concat(
                IntStream.of(split.train().labels()), IntStream.of(split.test().labels()));
        assertArrayEquals(
                IntStream.of(DIGITS.labels()).sorted().toArray(),
                labels.sorted().toArray());
    }

    /** A column in thousandths beside one in thousands, and one that is always 4. */
    @Test
    void columnsOfOtherUnitsAreStandardisedEachByItself() {
        Random random = new Random(2);
        DMatrixRMaj inputs = new DMatrixRMaj(400, 3);
        for (int i = 0; i < 400; i++) {
            inputs.set(i, 0, 0.001 * random.nextGaussian());
            inputs.set(i, 1, 5000 + 1000 * random.nextGaussian());
            inputs.set(i, 2, 4);
        }
        DMatrixRMaj train =
                Split.ofSamples(new Samples(inputs, new int[400], 2), 1).train().inputs();
        for (int k = 0; k < 3; k++) {
            int column = k;
            double[] values = IntStream.range(0, 300)
                    .mapToDouble(i -> train.get(i, column))
                    .toArray();
            assertEquals(0, DoubleStream.of(values).average().orElseThrow(), 1e-9);
            assertEquals(
                    k < 2 ? 1 : 0,
                    DoubleStream.of(values).map(v -> v * v).average().orElseThrow(),
                    1e-9);
        }
    }

    @Test
    void theSeedDecides() {
        assertArrayEquals(
                Split.ofSamples(DIGITS, 1).test().labels(),
                Split.ofSamples(DIGITS, 1).test().labels());
        assertFalse(Arrays.equals(
                Split.ofSamples(DIGITS, 1).test().labels(),
                Split.ofSamples(DIGITS, 2).test().labels()));
    }

    @Test
    void classesAreSplitSevenToThree() {
        Split split = Split.ofClasses(DIGITS, 3);
        assertEquals(7, split.train().classes());
        assertEquals(3, split.test().classes());
        assertArrayEquals(
                new int[] {0, 1, 2, 3, 4, 5, 6},
                IntStream.of(split.train().labels()).distinct().sorted().toArray());
        assertEquals(1797, split.train().labels().length + split.test().labels().length);
    }

    @Test
    void tooFewClassesOrNothingToSeeIsSaid() {
        Samples three = new Samples(new DMatrixRMaj(3, 1), new int[] {0, 1, 2}, 3);
        assertThrows(DemoException.class, () -> Split.ofClasses(three, 0));
        assertThrows(DemoException.class, () -> Split.ofSamples(three, 0));
    }

    @Test
    void batchesShowEachImageOnceAnEpoch() {
        Samples few = new Samples(new DMatrixRMaj(7, 1, true, 0, 1, 2, 3, 4, 5, 6), new int[] {0, 1, 2, 3, 4, 5, 6}, 7);
        Batches batches = new Batches(few, 3, 0, new Random(5));
        assertEquals(2, batches.perEpoch());
        boolean[] seen = new boolean[7];
        for (int step = 0; step < 2; step++) {
            batches.advance();
            for (int i = 0; i < 3; i++) {
                assertEquals(batches.labels()[i], batches.inputs().get(i, 0));
                assertFalse(seen[batches.labels()[i]]);
                seen[batches.labels()[i]] = true;
            }
        }
        assertEquals(7, new Batches(few, 64, 0, new Random(5)).size());
    }
}
